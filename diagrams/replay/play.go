package replay

import (
	"slices"

	"woshou/diagrams"
	"woshou/diagrams/scenario"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// stage is what a script is held against.
type stage struct {
	capture *trace.Trace
	shown   []sight
	vantage vantage
	names   [2]string
	// endUS is when the capture saw its last message.
	endUS int64
}

// take is a script that was run, and what of the capture came of it.
type take struct {
	script
	run   *trace.Trace
	seen  []sight // of the run
	pairs []int   // of each message that the capture shows, its place in seen, or -1
	same  int     // how many have one
	// extra are those of seen that the capture does not show, by their places; idle
	// are those of them that come after its end.
	extra, idle []int
}

// play runs a script; nil where it is no scenario that runs.
func (s *stage) play(sc script) *take {
	text := sc.text(nil, nil)
	run, errs := diagrams.Run("", text)
	if len(errs) > 0 {
		return nil
	}
	t := &take{script: sc, run: run, seen: s.vantage.of(run)}
	t.pairs = align(s.shown, t.seen)
	paired := make([]bool, len(t.seen))
	for _, j := range t.pairs {
		if j >= 0 {
			paired[j] = true
			t.same++
		}
	}
	first := slices.Index(paired, true)
	for j, p := range paired {
		switch {
		case p, j < first && s.beginsLate():
		case t.seen[j].atUS > s.endUS:
			t.idle = append(t.idle, j)
		default:
			t.extra = append(t.extra, j)
		}
	}
	return t
}

// beginsLate reports whether the capture began when the connection was under way.
func (s *stage) beginsLate() bool { return len(s.shown) > 0 && s.shown[0].flags != tcp.SYN.String() }

// better reports whether a take shows more of the capture, or adds less to it.
func (t *take) better(than *take) bool {
	switch {
	case t == nil:
		return false
	case than == nil:
		return true
	case t.same-t.forgeries() != than.same-than.forgeries():
		return t.same-t.forgeries() > than.same-than.forgeries()
	case t.same != than.same:
		return t.same > than.same
	}
	return len(t.extra) < len(than.extra)
}

// forgeries are how many messages had to be forged.
func (t *take) forgeries() (n int) {
	for _, st := range t.steps {
		if st.forged {
			n++
		}
	}
	return n
}

// settle runs a script, has each message lost that the capture says was lost, and
// runs it again, until none is left.
func (s *stage) settle(sc script) *take {
	t := s.play(sc)
	for range mostFaults {
		f, found := s.nextLoss(t)
		if !found {
			return t
		}
		next := s.play(t.strike(f))
		if next == nil {
			return t
		}
		t = next
	}
	return t
}

// mostFaults is how many messages are lost or delayed at most.
const mostFaults = 200

// nextLoss is the first message of a run that arrives there and was lost, as the
// capture tells.
func (s *stage) nextLoss(t *take) (f fault, found bool) {
	if t == nil {
		return f, false
	}
	for i, j := range t.pairs {
		if j >= 0 && t.seen[j].message.Fate == trace.Delivered && s.isLost(s.shown[i].message) {
			return t.faultOn("lose", t.seen[j].message), true
		}
	}
	for _, j := range t.extra {
		if m := t.seen[j].message; m.Fate == trace.Delivered && s.vantage.beyond(m.From) && s.wasUnseen(t.seen[j]) {
			return t.faultOn("lose", m), true
		}
	}
	return f, false
}

// isLost reports whether a message has not arrived: the capture knows it, or the
// receiver never acknowledges it, or not before it was sent again.
func (s *stage) isLost(m *trace.Message) bool {
	if m.Fate != trace.Unknown {
		return m.Fate == trace.Lost
	}
	k := keyOf(m)
	if k.space() == 0 || k.has("RST") {
		return false
	}
	answered := int64(-1)
	for _, o := range s.capture.Messages {
		if o.From != m.From && o.TCP.Ack != nil && k.end().AtMost(tcp.Seq(*o.TCP.Ack)) && (answered < 0 || o.SentUS < answered) {
			answered = o.SentUS
		}
	}
	if answered < 0 {
		return true
	}
	return slices.ContainsFunc(s.capture.Messages, func(o trace.Message) bool {
		return o.RepeatOf == m.ID && o.SentUS < answered && o.Sight.Kind != "spurious"
	})
}

// wasUnseen reports whether a message of a run is one that the capture missed,
// since only its repeat came by.
func (s *stage) wasUnseen(r sight) bool {
	return r.space() > 0 && slices.ContainsFunc(s.shown, func(c sight) bool {
		return c.from == r.from && c.message.Sight.Unseen && tcp.Seq(c.seq).AtMost(tcp.Seq(r.seq)) && r.end().AtMost(c.end())
	})
}

// faultOn is a fault that strikes a message of the run.
func (t *take) faultOn(verb string, m *trace.Message) fault {
	pattern := patternOf(m)
	f := fault{verb: verb, pattern: pattern.String(), host: t.run.Hosts[m.From].Name, leftUS: m.SentUS}
	for _, o := range t.run.Messages[:m.ID] {
		if o.From == m.From && o.CopyOf == 0 && pattern.Matches(o.Name, o.TCP.Len) && !t.run.IsForged(o.ID) {
			f.nth++
		}
	}
	return f
}

// patternOf is what a scenario calls a message by its flags.
func patternOf(m *trace.Message) scenario.Pattern {
	switch {
	case m.HasFlag("SYN"):
		return scenario.Pattern{SYN: true, ACK: m.TCP.Ack != nil}
	case m.HasFlag("RST"):
		return scenario.Pattern{RST: true}
	case m.TCP.Len > 0:
		return scenario.Pattern{Data: true}
	case m.HasFlag("FIN"):
		return scenario.Pattern{FIN: true}
	}
	return scenario.Pattern{ACK: true}
}
