package diagnostic

import (
	"woshou/diagrams/place"
	"woshou/diagrams/scenario"
)

// OfScenario are the errors of a scenario that stands at o, at their places in
// the author's file.
func OfScenario(o place.Origin, errs []scenario.Error) (list []Problem) {
	for _, e := range errs {
		list = append(list, Problem{Place: o.Place(e.Place), Severity: Error, Code: e.Code, Message: e.Message, Hint: e.Hint})
	}
	return list
}
