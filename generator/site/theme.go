package site

import (
	"strings"

	"woshou/generator/diagnostic"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// ThemeFolder holds what the site puts over the theme: files in the place of
// the theme's, of the same path, and words and colours of its own. It lies
// beside site.yaml; in a folder without one it is a folder like any other.
const ThemeFolder = "theme"

// ColoursFile holds colours in the place of the theme's.
const ColoursFile = ThemeFolder + "/colours.yaml"

// Colour is a colour of the site's own: its name, and what it is on light and
// on dark ground, as written. Text is "" for a ground that it says nothing of.
type Colour struct{ Name, Light, Dark Spot }

// Spot is a text with where it stands.
type Spot struct {
	Text string
	diagnostic.Place
}

// isTheme reports whether a source belongs to the site's own theme.
func (f *Folder) isTheme(source string) bool {
	_, isSite := f.Source(ConfigFile)
	return isSite && strings.HasPrefix(source, ThemeFolder+"/")
}

// ThemeFiles are the files that the site puts over those of the theme, sorted,
// from the site's folder.
func (s *Site) ThemeFiles() []string {
	var files []string
	for _, source := range s.Sources {
		if s.isTheme(source.Path) && s.languageOf(source.Path) == nil && !isWords(source.Path) && source.Path != ColoursFile {
			files = append(files, source.Path)
		}
	}
	return files
}

// colours reads the site's own colours.
func (s *Folder) colours() ([]Colour, []diagnostic.Problem) {
	if !s.isTheme(ColoursFile) {
		return nil, nil
	}
	src, unread := s.settings(ColoursFile)
	colours, wrong := parseColours(src)
	return colours, append(unread, wrong...)
}

// parseColours reads colours.yaml: names with what they are on light and dark.
func parseColours(src []byte) (colours []Colour, problems []diagnostic.Problem) {
	r := &yamlReader{file: ColoursFile}
	if root := r.parse(src); root != nil {
		r.entries(root, func(key string, at, value ast.Node) {
			c := Colour{Name: r.spotOf(key, at)}
			r.mapping(value, field{"light", r.spot(&c.Light)}, field{"dark", r.spot(&c.Dark)})
			colours = append(colours, c)
		})
	}
	for i := range r.problems {
		if r.problems[i].Hint == "" { // to YAML a bare number sign starts a comment
			r.problems[i].Hint = "write a colour in quotes: {light: \"#1f5fa8\", dark: \"#7fb2f0\"}"
		}
	}
	return colours, r.problems
}

// spot reads a text with its place.
func (r *yamlReader) spot(to *Spot) func(ast.Node) {
	return func(n ast.Node) {
		before := len(r.problems)
		var text string
		if r.text(&text)(n); len(r.problems) == before {
			*to = r.spotOf(text, n)
		}
	}
}

func (r *yamlReader) spotOf(text string, n ast.Node) Spot {
	s := Spot{Text: text, Place: diagnostic.Place{File: r.file}}
	t := n.GetToken()
	if t != nil {
		s.Place = r.placeOf(t)
	}
	s.Place = s.Wide(text)
	if t != nil && (t.Type == token.DoubleQuoteType || t.Type == token.SingleQuoteType) {
		s.Width += 2
	}
	return s
}
