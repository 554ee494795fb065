package markdown

import (
	"cmp"
	"html"
	"strings"

	"woshou/generator/page"

	"github.com/yuin/goldmark/util"
)

// Renderer supplies what only the site knows. Nil functions have defaults:
// addresses stay as written, a figure shows its source, words are English.
// The functions may be called from several goroutines at once.
type Renderer struct {
	// Link resolves a link's destination to a relative address.
	Link func(dest string) string
	// Image does the same for an image.
	Image func(dest string) string
	// Figure returns the HTML of a figure.
	Figure func(f page.Figure) []byte
	// Highlight returns code as HTML spans, plain text by default; it is called with the same
	// arguments for every page that carries the same block.
	Highlight func(code, lang string) []byte
	// State spells a state, given with hyphens, in a glossary; figures and
	// tables are spelled alike. Elsewhere states stay as written.
	State func(state string) string
	// Term returns HTML to end the definition of a glossary's term with, or
	// nothing.
	Term func(term string) []byte
	// Chip returns how a state is marked whose name stands in a code span, if a
	// protocol of the page's figures has one of that name.
	Chip func(name string) (c Chip, ok bool)
	// OtherStates says that the figures of the page are of other protocols than TCP,
	// so that a name that TCP has for a state is a word there.
	OtherStates bool
	// Entry returns where a state is explained when the page itself does not,
	// and in which words; an empty address for nowhere.
	Entry func(state string) (href, text string)
	// Suffix returns what an id of the text is to end in, where the text stands
	// in a page beside another that has the same id; "" leaves it. What refers to
	// the id follows. Nil leaves all.
	Suffix func(id string) string
	// Mark returns the value of a block's data-block attribute, given the one
	// that the block would have by itself.
	Mark func(own string) string
	// Heading returns HTML to end a heading with, and HTML to follow it.
	Heading func(id string) (inside, after []byte)
	// After returns HTML to follow a top-level block, by its place among
	// Blocks; -1 is the place before the first.
	After func(block int) []byte
	// Word is a word of the interface, HTML not allowed: container titles
	// ("tip"), "permalink", "footnotes", "backlink", "done", "open".
	Word func(key string) string
}

// withDefaults fills in the functions that r lacks.
func (r Renderer) withDefaults() Renderer {
	same := func(dest string) string { return dest }
	if r.Link == nil {
		r.Link = same
	}
	if r.Image == nil {
		r.Image = same
	}
	if r.Figure == nil {
		r.Figure = sourceFigure
	}
	if r.Term == nil {
		r.Term = func(string) []byte { return nil }
	}
	if r.Chip == nil {
		r.Chip = func(string) (c Chip, ok bool) { return c, false }
	}
	if r.Entry == nil {
		r.Entry = func(string) (href, text string) { return "", "" }
	}
	if r.State == nil {
		r.State = same
	}
	if r.Highlight == nil {
		r.Highlight = plainCode
	}
	if r.Mark == nil {
		r.Mark = same
	}
	if r.Heading == nil {
		r.Heading = func(string) (inside, after []byte) { return nil, nil }
	}
	if r.After == nil {
		r.After = func(int) []byte { return nil }
	}
	if r.Word == nil {
		r.Word = keyAsWord
	}
	return r
}

// keyAsWord stands for the word of a key, as in "Tip".
func keyAsWord(key string) string {
	if key == "" {
		return ""
	}
	return strings.ToUpper(key[:1]) + key[1:]
}

// sourceFigure shows a scenario as it was written, and of a state diagram or a
// check what it is of.
func sourceFigure(f page.Figure) []byte {
	source := cmp.Or(f.Path, f.Source, f.Chart, f.Check)
	return []byte(`<figure data-figure="` + html.EscapeString(f.ID) + `"><pre><code>` + html.EscapeString(source) +
		"</code></pre><figcaption>" + html.EscapeString(f.Caption) + "</figcaption></figure>")
}

// plainCode is code as it is.
func plainCode(code, _ string) []byte { return util.EscapeHTML([]byte(code)) }
