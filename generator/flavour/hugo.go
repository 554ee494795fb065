package flavour

import (
	"bytes"
	"regexp"
	"strings"
)

// hugo is Hugo: shortcodes for notes, figures, code and links.
//
//	{{< note title="T" >}} … {{< /note >}}      {{< figure src="a.png" alt="b" >}}
//	{{< highlight go >}} … {{< /highlight >}}    [x]({{< relref "y.md" >}})
var hugo = Flavour{
	Name:   "hugo",
	GitHub: true,
	Index:  []string{"_index"},
	Order:  "weight",
	Keys: []string{"weight", "linkTitle", "url", "slug", "type", "cascade", "menu", "menus", "params", "series", "summary", "toc", "lastmod",
		"publishDate", "expiryDate", "bookToc", "bookCollapseSection", "bookFlatSection", "resources", "outputs", "sitemap", "math", "noindex"},
	Folders:       true,
	Small:         true,
	SharedAliases: true,
	Respell:       respellHugoPage,
}

var (
	shortcode  = regexp.MustCompile(`\{\{[<%]\s*(/?)\s*([\w./-]+)\s*(.*?)\s*(/?)\s*[>%]\}\}`)
	param      = regexp.MustCompile(`([\w-]+)=(?:"([^"]*)"|'([^']*)'|` + "`([^`]*)`" + `|(\S+))|"([^"]*)"|` + "`([^`]*)`" + `|(\S+)`)
	noteNames  = []string{"note", "notice", "hint", "alert", "callout", "admonition", "tip", "info", "warning", "danger", "caution", "important", "attention", "details", "expand", "pageinfo"}
	codeNames  = []string{"highlight"}
	linkNames  = []string{"ref", "relref"}
	imageNames = []string{"figure", "img", "image"}
)

// params are what stands in a shortcode: by name, and in order.
func params(s string) (named map[string]string, listed []string) {
	named = map[string]string{}
	for _, m := range param.FindAllStringSubmatch(s, -1) {
		if m[1] != "" {
			named[strings.ToLower(m[1])] = m[2] + m[3] + m[4] + m[5]
			continue
		}
		listed = append(listed, m[6]+m[7]+m[8])
	}
	return named, listed
}

// respellHugoPage spells front matter in TOML as YAML, and the shortcodes.
func respellHugoPage(text []byte) Respelt {
	if bytes.HasPrefix(text, []byte("+++\n")) {
		text = yamlOf(text)
	}
	if !hasAny(text, "{{<", "{{%") {
		return Respelt{Text: text}
	}
	p := newPage(text)
	p.each(respellHugo)
	return p.respelt()
}

// tomlKey is a line of TOML with a key and a value that fits on the line.
var tomlKey = regexp.MustCompile(`^([\w-]+)\s*=\s*(.+)$`)

// yamlOf spells the keys of front matter in TOML as YAML: strings, numbers, lists of
// them and truth are written alike. Tables, which mean nothing to us, are comments.
func yamlOf(text []byte) []byte {
	lines := strings.Split(string(text), "\n")
	table := false
	for i, line := range lines {
		if i == 0 || line == "+++" {
			lines[i] = "---"
			if i > 0 {
				break
			}
			continue
		}
		m := tomlKey.FindStringSubmatch(line)
		switch table = table || strings.HasPrefix(line, "["); {
		case table || m == nil && strings.TrimSpace(line) != "":
			lines[i] = "# " + line
		case m != nil:
			lines[i] = m[1] + ": " + m[2]
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

// respellHugo spells the shortcodes of a line. A note opens and closes in lines of
// its own; of a shortcode that nobody knows what it holds stays.
func respellHugo(line string) string {
	if m := shortcode.FindStringSubmatchIndex(line); m != nil && strings.TrimSpace(line[:m[0]]+line[m[1]:]) == "" {
		if own, ok := ownLine(shortcode.FindStringSubmatch(line), line[:m[0]]); ok {
			return own
		}
	}
	return shortcode.ReplaceAllStringFunc(line, func(s string) string {
		m := shortcode.FindStringSubmatch(s)
		named, listed := params(m[3])
		switch {
		case m[1] != "":
		case in(linkNames, m[2]) && len(listed) > 0:
			return address(listed[0])
		case in(imageNames, m[2]):
			return image(named, listed)
		}
		return ""
	})
}

// ownLine is a line that holds a shortcode alone.
func ownLine(m []string, indent string) (string, bool) {
	named, listed := params(m[3])
	name := m[2]
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		name = name[i+1:]
	}
	switch {
	case in(noteNames, name) && m[1] != "":
		return indent + ":::", true
	case in(noteNames, name) && m[4] == "":
		kind, title := noteOf(name, named, listed)
		return titled(indent+":::", kind, title), true
	case in(codeNames, name) && m[1] != "":
		return indent + "```", true
	case in(codeNames, name) && len(listed) > 0:
		return indent + "```" + listed[0], true
	}
	return "", false
}

// noteOf is the container of a note, and its title.
func noteOf(name string, named map[string]string, listed []string) (kind, title string) {
	kind, title = name, named["title"]
	for _, key := range []string{"type", "kind", "level", "context", "color"} {
		if named[key] != "" {
			kind = named[key]
		}
	}
	if len(listed) > 0 && name != "details" && name != "expand" {
		if _, known := kinds[strings.ToLower(listed[0])]; known {
			kind, listed = listed[0], listed[1:]
		}
	}
	if title == "" && len(listed) > 0 {
		title = strings.Join(listed, " ")
	}
	if kind == "details" || kind == "expand" {
		return "details", title
	}
	return kindOf(kind), title
}

// image is that of a figure.
func image(named map[string]string, listed []string) string {
	src, alt := named["src"], named["alt"]
	if src == "" && len(listed) > 0 {
		src = listed[0]
	}
	if alt == "" {
		alt = named["caption"]
	}
	if title := named["title"]; title != "" {
		return "![" + alt + "](<" + src + "> \"" + strings.ReplaceAll(title, `"`, "'") + "\")"
	}
	return "![" + alt + "](<" + src + ">)"
}

// address is what a link by name leads to: Hugo looks for a file.
func address(name string) string {
	if strings.HasPrefix(name, "#") || strings.Contains(name, "://") {
		return name
	}
	return strings.ReplaceAll(name, " ", "%20")
}

func in(names []string, name string) bool {
	for _, n := range names {
		if strings.EqualFold(n, name) {
			return true
		}
	}
	return false
}
