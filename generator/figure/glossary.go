package figure

import (
	"cmp"
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
	states := map[string]bool{}
	for _, row := range c.Rows {
		states[row.From] = true
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
	from := c.gather(lang, in, func(t trace.Transition) string { return t.From })
	to := c.gather(lang, out, func(t trace.Transition) string { return t.To })
	return fmt.Appendf(nil, "<small data-chrome><br>← %s<br>→ %s</small>",
		html.EscapeString(from.join(lang, len(states)/2)), html.EscapeString(to.join(lang, len(out))))
}

// ends are the states at the other end of some transitions, as they are spelled,
// and by which events each is reached, or left.
type ends struct {
	states []string
	events map[string][]string
}

// gather names each of the states once.
func (c charted) gather(lang Language, rows []trace.Transition, other func(trace.Transition) string) ends {
	all := ends{events: map[string][]string{}}
	for _, row := range rows {
		state, event := c.spell(other(row), lang), c.event(row, lang)
		if !slices.Contains(all.states, state) {
			all.states = append(all.states, state)
		}
		if !slices.Contains(all.events[state], event) {
			all.events[state] = append(all.events[state], event)
		}
	}
	return all
}

// join says events behind the states that share them. Those of more than so many
// states are said once, of most states, and not again of each.
func (all ends) join(lang Language, many int) string {
	about := lang.Look.Words.About()
	var usual, parts, heads []string
	for _, state := range all.states {
		for _, event := range all.events[state] {
			if !slices.Contains(usual, event) && all.having(event) > many {
				usual = append(usual, event)
			}
		}
	}
	if usual != nil {
		parts = append(parts, lang.word("glossary-most")+about.Colon+strings.Join(usual, about.Comma))
	}
	sharing := map[string][]string{} // states, by what is said of them
	for _, state := range all.states {
		own := slices.DeleteFunc(slices.Clone(all.events[state]), func(event string) bool { return slices.Contains(usual, event) })
		said := cmp.Or(strings.Join(own, about.Comma), lang.word("glossary-else"))
		if sharing[said] == nil {
			heads = append(heads, said)
		}
		sharing[said] = append(sharing[said], state)
	}
	for _, said := range heads {
		parts = append(parts, strings.Join(sharing[said], about.Comma)+about.Colon+said)
	}
	return strings.Join(parts, about.Semicolon)
}

// having counts the states that have an event.
func (all ends) having(event string) (n int) {
	for _, events := range all.events {
		if slices.Contains(events, event) {
			n++
		}
	}
	return n
}
