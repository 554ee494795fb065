package markdown

import (
	"cmp"
	"html"
	"strings"

	"woshou/generator/page"

	"github.com/yuin/goldmark/util"
)

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

// sourceFigure shows a scenario as it was written, and of a state diagram what
// it is of.
func sourceFigure(f page.Figure) []byte {
	source := cmp.Or(f.Path, f.Source, f.Chart)
	return []byte(`<figure data-figure="` + html.EscapeString(f.ID) + `"><pre><code>` + html.EscapeString(source) +
		"</code></pre><figcaption>" + html.EscapeString(f.Caption) + "</figcaption></figure>")
}

// plainCode is code as it is.
func plainCode(code, _ string) []byte { return util.EscapeHTML([]byte(code)) }
