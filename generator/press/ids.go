package press

import (
	"bytes"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"woshou/generator/markdown"
	"woshou/generator/page"

	"golang.org/x/net/html"
)

// ids are the ids of a text's elements: those of its own, and all inside the
// figures of some ids.
type ids struct {
	own     map[string]bool
	figures []string
}

// idsOf are the ids of the elements of some parts.
func idsOf(parts []markdown.Part) ids {
	all := ids{own: map[string]bool{}}
	for _, part := range parts {
		for _, id := range part.IDs {
			all.own[id] = true
		}
		all.figures = append(all.figures, part.Figures...)
	}
	return all
}

// among are the ids that a page has too.
func (s ids) among(doc *markdown.Document) ids {
	both := ids{own: map[string]bool{}}
	for id := range s.own {
		if _, taken := slices.BinarySearch(doc.IDs, id); taken {
			both.own[id] = true
		}
	}
	for _, id := range s.figures {
		if slices.ContainsFunc(doc.Figures, func(f page.Figure) bool { return f.ID == id }) {
			both.figures = append(both.figures, id)
		}
	}
	return both
}

func (s ids) has(id string) bool {
	return s.own[id] || strings.HasPrefix(id, page.FigureIDs) &&
		slices.ContainsFunc(s.figures, func(figure string) bool { return strings.HasPrefix(id, page.FigureIDs+figure) })
}

// rename gives elements whose ids are in the set other ids, by a suffix, and
// has what refers to them in the same HTML follow.
func (s ids) rename(piece []byte, suffix string) []byte {
	if len(s.own)+len(s.figures) == 0 || !sets(piece, naming...) && !bytes.Contains(piece, []byte("url(#")) {
		return piece
	}
	var out bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(piece))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		raw := bytes.Clone(z.Raw())
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			if t := z.Token(); s.renameIn(t.Attr, suffix) {
				raw = []byte(t.String())
			}
		}
		out.Write(raw)
	}
	return out.Bytes()
}

// renameIn reports whether it changed an attribute.
func (s ids) renameIn(attributes []html.Attribute, suffix string) (changed bool) {
	for i := range attributes {
		a := &attributes[i]
		before := a.Val
		switch a.Key {
		case "id", "for", "name":
			if s.has(a.Val) {
				a.Val += suffix
			}
		case "href":
			if id, err := url.PathUnescape(strings.TrimPrefix(a.Val, "#")); err == nil && strings.HasPrefix(a.Val, "#") && s.has(id) {
				a.Val += suffix
			}
		case "aria-labelledby", "aria-describedby", "aria-controls":
			ids := strings.Fields(a.Val)
			for j, id := range ids {
				if s.has(id) {
					ids[j] += suffix
				}
			}
			a.Val = strings.Join(ids, " ")
		default:
			a.Val = paint.ReplaceAllStringFunc(a.Val, func(ref string) string {
				if id := ref[len("url(#") : len(ref)-1]; s.has(id) {
					return "url(#" + id + suffix + ")"
				}
				return ref
			})
		}
		changed = changed || a.Val != before
	}
	return changed
}

// naming are the attributes that give or name an id.
var naming = []string{"id", "for", "name", "href", "aria-labelledby", "aria-describedby", "aria-controls"}

// paint is how an attribute of a drawing names a pattern or a mask.
var paint = regexp.MustCompile(`url\(#[^)]*\)`)

// sets reports whether HTML may give a value to one of some attributes. It sees
// every "=" after such a name, which is far quicker than to read the HTML; in
// most of it there is none.
func sets(piece []byte, attributes ...string) bool {
	for i := 0; ; i++ {
		n := bytes.IndexByte(piece[i:], '=')
		if n < 0 {
			return false
		}
		i += n
		before := bytes.TrimRight(piece[:i], " \t\r\n\f")
		for _, name := range attributes {
			if from := len(before) - len(name); from > 0 && bytes.EqualFold(before[from:], []byte(name)) {
				return true
			}
		}
	}
}
