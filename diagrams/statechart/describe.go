package statechart

import (
	"cmp"
	"fmt"
	"strings"

	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// title is what the picture is, with the titles of the runs in it.
func (c *chart) title() string {
	var runs []string
	for _, p := range c.opt.Paths {
		runs = appendNew(runs, p.Title.In(c.lang()))
	}
	if len(runs) == 0 {
		return c.says.Title
	}
	return c.says.Title + c.says.Colon + strings.Join(runs, c.says.Comma)
}

// sentence is one row of the table in words: "LISTEN to SYN-RECEIVED: rcv SYN,
// snd SYN,ACK".
func (c *chart) sentence(t trace.Transition) string {
	event := c.says.event(t.Event)
	if t.Emits != "" {
		event += c.says.Then + fmt.Sprintf(c.says.Sends, t.Emits)
	}
	return fmt.Sprintf(c.says.Row, c.name(t.From), c.name(t.To), event)
}

// sentences are several rows in words.
func (c *chart) sentences(rows []trace.Transition) string {
	var list []string
	for _, t := range rows {
		list = append(list, c.sentence(t))
	}
	return strings.Join(list, c.says.Stop)
}

// around is what leads to a state and away from it, as far as arrows do: what a
// reader is told who points at its bar.
func (c *chart) around(s string) string {
	var rows []trace.Transition
	for _, t := range c.table {
		if drawn(t) && (t.From == s || t.To == s) {
			rows = append(rows, t)
		}
	}
	if len(rows) == 0 {
		return c.name(s)
	}
	return c.sentences(rows)
}

// describe is the whole chart in words, for those who do not see it: the ways
// if there are some, else the table.
func (c *chart) describe() string {
	if len(c.opt.Paths) == 0 {
		return c.sentences(c.table)
	}
	var ways []string
	for _, p := range c.opt.Paths {
		way := fmt.Sprintf(c.says.Way, p.Host.In(c.lang())) + c.says.Colon + fmt.Sprintf(c.says.From, c.name(p.Start))
		if len(p.Steps) > 0 {
			way += c.says.Stop + c.sentences(p.Steps)
		}
		ways = append(ways, way)
	}
	return strings.Join(ways, c.says.Stop)
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
