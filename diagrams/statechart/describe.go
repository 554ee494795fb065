package statechart

import (
	"fmt"
	"strings"

	"woshou/diagrams/trace"
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
