package replay

import (
	"cmp"
	"slices"

	"woshou/diagrams"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// Replay is a scenario that does what a capture shows.
type Replay struct {
	Text string
	// Same is how many of the Shown messages of the capture the run has, in the same
	// order, Forged how many of these only because the scenario forges them, and
	// Extra how many the run has that the capture does not show.
	Same, Forged, Shown, Extra int
}

// Most is how many messages a capture may have of which a scenario is made.
const Most = 1000

// Of writes the scenario of a capture, its comments in a language. The record is
// that of capture.Read, of whole connections, and has at most Most messages.
func Of(t *trace.Trace, lang *words.Language) Replay {
	sc, size := drafted(t)
	s := &stage{capture: t, shown: captured(t, size), vantage: vantageOf(t)}
	for i, h := range t.Hosts {
		s.names[i] = h.Name
	}
	for _, c := range s.shown {
		s.endUS = max(s.endUS, c.atUS)
	}
	best := s.best(sc)
	if best == nil { // it never comes to rest, whatever is tried
		sc.profile = tcp.RFC9293.Name
		return Replay{Text: formatted(sc.text(nil, nil)), Shown: len(s.shown)}
	}
	top, remarks := s.remarks(best, lang)
	return Replay{Text: formatted(best.text(top, remarks)), Same: best.same, Forged: best.forgeries(), Shown: len(s.shown), Extra: len(best.extra)}
}

// formatted is a scenario in canonical form.
func formatted(text string) string {
	if canonical, errs := (diagrams.Source{Text: text}).Format(""); len(errs) == 0 {
		return canonical
	}
	return text
}

// remarks say where a take and the capture part.
func (s *stage) remarks(t *take, lang *words.Language) (top []string, list []step) {
	say := func(m words.Message) string { return lang.Message(m) }
	top = append(top, say(words.Say("Made of a capture: of its %d segments the machine sends %d in the same order.", len(s.shown), t.same-t.forgeries())))
	if n := t.forgeries(); n > 0 {
		top = append(top, say(words.Say("Forged, because it would not send them: %d.", n)))
	}
	if n := len(t.extra); n > 0 {
		top = append(top, say(words.Say("Sent by the machine alone: %d.", n)))
	}
	for i, j := range t.pairs {
		c := s.shown[i]
		packet, flags, host := c.message.Sight.Packet, c.String(), s.names[c.from]
		switch {
		case j < 0:
			list = append(list, step{atUS: c.message.SentUS, text: say(words.Say("packet %d: the machine does not send the %s of %s", packet, flags, host))})
			if what := c.message.Sight.Departs; what != "" {
				list = append(list, step{atUS: c.message.SentUS, text: lang.Sequence().Departures[what]})
			}
		case t.run.IsForged(t.seen[j].message.ID) && !isForeign(c.message):
			list = append(list, step{atUS: c.message.SentUS, text: say(words.Say("packet %d: forged, since the machine would not send the %s of %s", packet, flags, host))})
		}
	}
	for _, j := range t.extra {
		r := t.seen[j]
		list = append(list, step{atUS: r.message.SentUS, text: say(words.Say("here the machine sends the %s of %s, which the capture does not show", r.String(), s.names[r.from]))})
	}
	slices.SortStableFunc(list, func(a, b step) int { return cmp.Compare(a.atUS, b.atUS) })
	return top, list
}
