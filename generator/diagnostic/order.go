package diagnostic

import (
	"cmp"
	"slices"
)

// Sort orders problems by file, line and column, then by what they say, so
// that a run reports them alike however its work was shared out.
func Sort(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Col, b.Col),
			cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message.String(), b.Message.String()),
			cmp.Compare(b.Hint.String(), a.Hint.String()), // the one without a hint last
		)
	})
}

// Merge joins lists of problems into one sorted list that says nothing twice:
// a scenario used on two pages is wrong only once, though the two may have other
// hints.
func Merge(lists ...[]Problem) []Problem {
	all := slices.Concat(lists...)
	Sort(all)
	return slices.CompactFunc(all, func(a, b Problem) bool {
		b.Hint = a.Hint
		return a == b
	})
}

// Tally is how many problems there are of each severity.
type Tally struct{ Errors, Warnings, Hints int }

// Count counts problems by severity.
func Count(problems []Problem) Tally {
	var t Tally
	for _, p := range problems {
		switch p.Severity {
		case Error:
			t.Errors++
		case Warning:
			t.Warnings++
		default:
			t.Hints++
		}
	}
	return t
}
