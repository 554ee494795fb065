package filter

import (
	"woshou/generator/diagnostic"
	"woshou/generator/figure"
)

// check puts what a check of a protocol found in the place of its fence: a line for
// each property, then the shortest way to what breaks one, as a figure.
func (f *filter) check(fig figure.Figure, at spot) {
	fig.Protocol, fig.Missing = f.protocol(fig.Figure)
	if len(fig.Missing) > 0 {
		f.problems = append(f.problems, fig.Missing...)
		return
	}
	shown := figure.Language{Code: f.lang.Code, Look: f.look}
	_, problems := f.studio.HTML(fig, shown)
	f.problems = append(f.problems, problems...)
	said := f.studio.InWords(fig, shown)
	lines := []string{"**" + bracketed(said.Caption) + "**", ""}
	for _, property := range said.Steps {
		lines = append(lines, "- "+cellEscaper.Replace(property))
	}
	if way, fails := figure.Counterexample(fig.Protocol); fails {
		fig.Check, fig.Scenario = "", figure.Scenario{Source: way, Origin: diagnostic.Whole(fig.Protocol.Name), Found: true}
		if v, ok := f.view(fig, ""); ok {
			lines = append(append(lines, ""), f.Target.show(v)...)
		}
	}
	f.put(at, lines)
}
