package moving

import (
	"cmp"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
)

// generated are the documents below a folder of docs/ but for its own, each folder a
// group, as the program orders them where a sidebar says no more: by their positions,
// then by their names.
func (s *sidebars) generated(folder string) []entry {
	files, err := fs.ReadDir(s.root.FS(), path.Join("docs", folder))
	if err != nil {
		return nil
	}
	var all []placed
	for _, f := range files {
		name := path.Join("docs", folder, f.Name())
		switch ending := path.Ext(name); {
		case strings.HasPrefix(f.Name(), "_"):
		case f.IsDir():
			all = append(all, s.group(folder, f.Name()))
		case (ending == ".md" || ending == ".mdx") && !slices.Contains(indexes, strings.TrimSuffix(f.Name(), ending)):
			matter := matter(s.root, name)
			e := entry{title: matter["sidebar_label"], page: strings.TrimSuffix(name, ending)}
			all = append(all, placed{e, position(matter["sidebar_position"], f.Name()), f.Name()})
		}
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.at, b.at), strings.Compare(a.name, b.name))
	})
	entries := make([]entry, len(all))
	for i, p := range all {
		entries[i] = p.entry
	}
	return entries
}

// placed is an entry with its position among others.
type placed struct {
	entry entry
	at    float64
	name  string
}

// group is a folder, with what its _category_ file says of it.
func (s *sidebars) group(folder, name string) placed {
	full := path.Join(folder, name)
	said := path.Join("docs", full, "_category_")
	about := settings(read(s.root, firstOf(s.root, said+".json", said+".yml", said+".yaml")), ".yaml")
	title := cmp.Or(about["label"], withoutNumbers(name))
	e := entry{title: title, titles: s.titles("category", title), page: s.index(full), items: s.generated(full)}
	return placed{e, position(about["position"], name), name}
}

// indexes are the names, without ending, of a folder's own document.
var indexes = []string{"index", "README"}

// index is the path, without ending, of a folder's own document, "" without one.
func (s *sidebars) index(folder string) string {
	for _, name := range indexes {
		file := path.Join("docs", folder, name)
		if firstOf(s.root, file+".md", file+".mdx") != "" {
			return file
		}
	}
	return ""
}

var leadingNumber = regexp.MustCompile(`^\d+`)

// position is where something stands: as it says, or by the number that begins its
// name, or behind all that have one.
func position(said, name string) float64 {
	if at, err := strconv.ParseFloat(said, 64); err == nil {
		return at
	}
	if at, err := strconv.ParseFloat(leadingNumber.FindString(numbered.FindString(name)), 64); err == nil {
		return at
	}
	return 1 << 30
}

// translated are the words of an interface in another language, by their keys.
type translated yaml.MapSlice

// message is the text of a key, "" if there is none.
func (t translated) message(key string) string {
	for _, item := range t {
		if fields, ok := item.Value.(yaml.MapSlice); ok && item.Key == key {
			for _, f := range fields {
				if text, ok := f.Value.(string); ok && f.Key == "message" {
					return text
				}
			}
		}
	}
	return ""
}
