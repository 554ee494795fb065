package diagnostic

import "woshou/diagrams/scenario"

// Origin is where a text stands that is read by itself: its first line is line
// Line of File, Indent characters in. A file of its own has Line 1.
type Origin struct {
	File         string
	Line, Indent int
}

// Problems are the errors of a scenario at their places in the author's file.
func (o Origin) Problems(errs []scenario.Error) (list []Problem) {
	for _, e := range errs {
		list = append(list, Problem{
			Severity: Error, Code: e.Code, File: o.File, Line: o.Line + e.Line - 1, Col: o.Indent + e.Col,
			Width: e.Width, Message: e.Message, Hint: e.Hint,
		})
	}
	return list
}
