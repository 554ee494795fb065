package figure

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"woshou/diagrams"
	"woshou/diagrams/trace"
)

// Arrows end the entry of a state of TCP in a glossary: which states lead to it and
// which it leads to, each with the events, from the machine's own table. Other
// terms get nothing.
func Arrows(lang Language, term string) []byte {
	return charted{Machine: diagrams.TCP()}.arrows(lang, strings.ReplaceAll(strings.TrimSpace(term), "_", "-"))
}

// arrows are those of a state of the machine.
func (c charted) arrows(lang Language, name string) []byte {
	var in, out []trace.Transition
	for _, row := range c.Rows {
		if row.To == name {
			in = append(in, row)
		}
		if row.From == name {
			out = append(out, row)
		}
	}
	if in == nil && out == nil {
		return nil
	}
	from := c.join(lang, in, func(t trace.Transition) string { return t.From })
	to := c.join(lang, out, func(t trace.Transition) string { return t.To })
	return fmt.Appendf(nil, "<small data-chrome><br>← %s<br>→ %s</small>", html.EscapeString(from), html.EscapeString(to))
}

// join names the states at the other end of some transitions, each once, with
// the events that lead there.
func (c charted) join(lang Language, rows []trace.Transition, other func(trace.Transition) string) string {
	about := lang.Look.Words.About()
	var order []string
	events := map[string][]string{}
	for _, row := range rows {
		s := other(row)
		if !slices.Contains(order, s) {
			order = append(order, s)
		}
		if event := c.event(row, lang); !slices.Contains(events[s], event) {
			events[s] = append(events[s], event)
		}
	}
	var parts []string
	for _, s := range order {
		parts = append(parts, c.spell(s, lang)+about.Colon+strings.Join(events[s], about.Comma))
	}
	return strings.Join(parts, about.Semicolon)
}
