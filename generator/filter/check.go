package filter

import (
	"path"

	"woshou/diagrams"
	"woshou/generator/diagnostic"
	"woshou/generator/figure"
)

// check puts what a check of a protocol found in the place of its fence: a line for
// each property, then the shortest way to what breaks one, as a figure.
func (f *filter) check(fig figure.Figure, at spot) {
	file, text, found := f.find(path.Dir(f.Page), fig.Check)
	if !found {
		f.problems = append(f.problems, missing(fig.Place, "protocol-missing", diagnostic.Say("there is no protocol `%s`", fig.Check)))
		return
	}
	fig.Protocol = diagrams.File{Name: file, Text: text}
	shown := figure.Language{Code: f.lang.Code, Look: f.look}
	_, problems := f.studio.HTML(fig, shown)
	f.problems = append(f.problems, problems...)
	said := f.studio.InWords(fig, shown)
	lines := []string{"**" + bracketed(said.Caption) + "**", ""}
	for _, property := range said.Steps {
		lines = append(lines, "- "+cellEscaper.Replace(property))
	}
	if way, fails := figure.Counterexample(fig.Protocol); fails {
		fig.Check, fig.Scenario = "", figure.Scenario{Source: way, Origin: diagnostic.Whole(file), Found: true}
		if v, ok := f.view(fig, ""); ok {
			lines = append(append(lines, ""), f.Target.show(v)...)
		}
	}
	f.put(at, lines)
}
