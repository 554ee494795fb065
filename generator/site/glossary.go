package site

import (
	"strings"

	"woshou/generator/diagnostic"

	"github.com/goccy/go-yaml/ast"
)

// GlossaryFile is the name of the file with the site's terms: what things are
// called in its languages.
const GlossaryFile = "glossary.yaml"

// Thing is an entry of glossary.yaml.
type Thing struct {
	Names
	// Page is the key of the page that explains it, and ID the section there;
	// "" where nobody says.
	Page, ID string
	at       diagnostic.Place // where somebody says it
}

// Names are what a thing is called, by language code: first what pages call it,
// then what else it is known by.
type Names map[string][]string

// In is what pages of a language call the thing, "" if nobody says.
func (n Names) In(code string) string {
	if len(n[code]) == 0 {
		return ""
	}
	return n[code][0]
}

// mostThings bounds what is multiplied by the blocks of all pages: each is asked
// which of the things it names.
const mostThings = 2000

// parseGlossary reads glossary.yaml: a list of things, each with its names.
func parseGlossary(src []byte) (terms []Thing, problems []diagnostic.Problem) {
	r := &yamlReader{file: GlossaryFile}
	if root := r.parse(src); root != nil {
		r.items(root, func(n ast.Node) {
			if len(terms) == mostThings {
				r.once(n, diagnostic.Say("more than %d entries in the glossary", mostThings))
				return
			}
			terms = append(terms, r.thing(n))
		})
	}
	return terms, r.problems
}

// thing reads the names of a thing, by language one or a list of them, and where
// it is explained.
func (r *yamlReader) thing(n ast.Node) Thing {
	thing := Thing{Names: Names{}}
	name := func(code string) func(ast.Node) {
		return func(n ast.Node) {
			var s string
			r.text(&s)(n)
			if s != "" {
				thing.Names[code] = append(thing.Names[code], s)
			}
		}
	}
	r.entries(n, func(key string, _, value ast.Node) {
		_, several := value.(*ast.SequenceNode)
		switch {
		case key == "page":
			var place string
			r.text(&place)(value)
			page, id, _ := strings.Cut(place, "#")
			thing.Page, thing.ID = strings.TrimSuffix(page, ".md"), id
			if token := value.GetToken(); token != nil {
				thing.at = r.placeOf(token)
			}
		case several:
			r.items(value, name(key))
		default:
			name(key)(value)
		}
	})
	return thing
}
