package statechart

import (
	"cmp"
	"strings"

	"woshou/diagrams/words"
)

// phrases are what a chart itself says.
type phrases struct{ *words.Chart }

// phrase is an event in words. A line break says where it is best broken; what
// stands behind "|" is a condition that several events may share.
type phrase string

// of returns the words of an event, else the table's own.
func (p phrases) of(e string) phrase { return phrase(cmp.Or(p.Events[e], e)) }

// parts returns the event and its condition, which may be "".
func (p phrase) parts() (event, condition string) {
	event, condition, _ = strings.Cut(string(p), "|")
	return event, condition
}

// line sets a phrase in one line. A Chinese comma has its space in it.
func line(p string) string { return strings.NewReplacer("、\n", "、", "\n", " ").Replace(p) }

// EventIn returns an event in the words of a language.
func EventIn(l *words.Language, e string) string { return phrases{l.Chart()}.event(e) }

// event is an event in one line.
func (p phrases) event(e string) string {
	event, condition := p.of(e).parts()
	if condition != "" {
		event += p.Glue + condition
	}
	return line(event)
}
