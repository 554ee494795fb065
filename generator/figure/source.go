package figure

import (
	"cmp"
	"fmt"

	"woshou/generator/diagnostic"
	"woshou/generator/page"
	"woshou/generator/site"
)

// sketch is one figure of a page with the text behind it.
type sketch struct {
	page.Figure
	file string // of the scenario, from the site's folder; "" for an inline one
	text string
}

// sketchOf finds the scenario of a figure. A file that is not there is a
// problem at the image.
func (st *Studio) sketchOf(page *site.Page, f page.Figure) (sketch, []diagnostic.Problem) {
	if f.Path == "" {
		return sketch{Figure: f, text: f.Source}, nil
	}
	file, found := st.site.Scenario(page, f.Path)
	text, err := st.site.Read(file)
	if !found || err != nil {
		hint := "it is looked for beside the page, then in scenarios/"
		if near := st.site.NearScenario(page, f.Path); near != "" {
			hint = fmt.Sprintf("did you mean `%s`?", near)
		}
		return sketch{Figure: f, file: file}, []diagnostic.Problem{
			page.ErrorAt(f.File, f.Line, f.Col, "scenario-missing", fmt.Sprintf("there is no scenario `%s`", f.Path), hint)}
	}
	return sketch{Figure: f, file: file, text: string(text)}, nil
}

// origin is where the scenario stands: in its own file, or in the page.
func (s sketch) origin(page *site.Page) diagnostic.Origin {
	if s.file != "" {
		return diagnostic.Origin{File: s.file, Line: 1}
	}
	return diagnostic.Origin{File: cmp.Or(s.Figure.File, page.Source.Path), Line: s.Line, Indent: s.Indent}
}
