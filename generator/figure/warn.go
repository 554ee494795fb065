package figure

import (
	"slices"

	"woshou/diagrams"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/trace"
	"woshou/generator/diagnostic"
)

// Warnings are what a scenario at o, which was run with these errors, may have been
// meant otherwise in: octets that never leave, and characters that nobody sees, in
// its text and in its protocol's. What an error already points at is not told again.
func Warnings(o diagnostic.Origin, src diagrams.Source, run *trace.Trace, errs []lines.Error) []diagnostic.Problem {
	if src.IsCapture() {
		return nil
	}
	wrong := diagnostic.Of(o, errs)
	list := strays(o, src.Text, wrong)
	if src.Protocol.Name != "" {
		list = append(list, strays(diagnostic.Whole(src.Protocol.Name), src.Protocol.Text, wrong)...)
	}
	return append(list, diagnostic.Warnings(o, diagrams.Unsent(src, run, errs))...)
}

// strays are the characters of a text at o that nobody sees, but for those that
// something is wrong with already.
func strays(o diagnostic.Origin, text string, wrong []diagnostic.Problem) []diagnostic.Problem {
	return slices.DeleteFunc(diagnostic.StraysOf(o, text), func(p diagnostic.Problem) bool {
		return slices.ContainsFunc(wrong, func(w diagnostic.Problem) bool { return w.Place.Compare(p.Place) == 0 })
	})
}

// Warnings are those of a figure that shows a run.
func (st *Studio) Warnings(f Figure) []diagnostic.Problem {
	if f.Chart != "" || f.Check != "" || !f.Scenario.Found {
		return nil
	}
	return st.run(f.Scenario.Source).warnings(f.Scenario)
}
