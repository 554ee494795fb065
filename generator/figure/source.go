package figure

import (
	"fmt"

	"woshou/diagrams/place"
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
			errorAt(f.Place, "scenario-missing", fmt.Sprintf("there is no scenario `%s`", f.Path), hint)}
	}
	return sketch{Figure: f, file: file, text: string(text)}, nil
}

// origin is where the scenario stands: in its own file, or in the page.
func (s sketch) origin() place.Origin {
	if s.file != "" {
		return place.Origin{File: s.file, Line: 1}
	}
	return place.Origin{File: s.File, Line: s.Line, Indent: s.Indent}
}

// errorAt is an error at a place of one character.
func errorAt(at place.Place, code, message, hint string) diagnostic.Problem {
	at.Width = 1
	return diagnostic.Problem{Place: at, Severity: diagnostic.Error, Code: code, Message: message, Hint: hint}
}
