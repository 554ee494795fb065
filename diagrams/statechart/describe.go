package statechart

import (
	"cmp"
	"fmt"
	"strings"

	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// title is what the picture is, with the titles of the runs in it.
func (s subject) title() string {
	var runs []string
	for _, p := range s.opt.Paths {
		runs = appendNew(runs, p.Title.In(s.lang()))
	}
	if len(runs) == 0 {
		return s.says.Title
	}
	return s.says.Title + s.says.Colon + strings.Join(runs, s.says.Comma)
}

// sentence is one row of the table in words: "LISTEN to SYN-RECEIVED: rcv SYN,
// snd SYN,ACK".
func (s subject) sentence(t trace.Transition) string {
	return fmt.Sprintf(s.says.Row, s.name(t.From), s.name(t.To), s.happens(t))
}

// happens is the event of a row with what is sent.
func (s subject) happens(t trace.Transition) string {
	if t.Emits == "" {
		return s.says.event(t.Event)
	}
	return s.says.event(t.Event) + s.says.Then + fmt.Sprintf(s.says.Sends, t.Emits)
}

// sentences are several rows in words.
func (s subject) sentences(rows []trace.Transition) string {
	var list []string
	for _, t := range rows {
		list = append(list, s.sentence(t))
	}
	return strings.Join(list, s.says.Stop)
}

// around is what leads to a state and away from it, as far as arrows do: what a
// reader is told who points at its bar.
func (s subject) around(state string) string {
	var rows []trace.Transition
	for _, t := range s.table {
		if drawn(t) && (t.From == state || t.To == state) {
			rows = append(rows, t)
		}
	}
	if len(rows) == 0 {
		return s.name(state)
	}
	return s.sentences(rows)
}

// describe is the whole chart in words, for those who do not see it: the ways
// if there are some, else the table.
func (s subject) describe() string {
	if len(s.opt.Paths) == 0 {
		return s.sentences(s.table)
	}
	var ways []string
	for _, p := range s.opt.Paths {
		way := fmt.Sprintf(s.says.Way, p.Host.In(s.lang())) + s.says.Colon + fmt.Sprintf(s.says.From, s.name(p.Start))
		if len(p.Steps) > 0 {
			way += s.says.Stop + s.sentences(p.Steps)
		}
		ways = append(ways, way)
	}
	return strings.Join(ways, s.says.Stop)
}

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
