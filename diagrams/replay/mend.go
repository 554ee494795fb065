package replay

import (
	"fmt"
	"slices"
	"strings"

	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// best is the best take that any of the profiles gives. The shortest time that
// tells of the way may have held a delayed ACK in it.
func (s *stage) best(sc script) *take {
	var best *take
	for _, profile := range tcp.Profiles {
		for _, held := range []int64{0, profile.AckDelay.Microseconds()} {
			tried := sc
			tried.profile = profile.Name
			for side := range tried.latency {
				tried.latency[side] -= held
			}
			if tried.latency[0] < 0 || tried.latency[1] < 0 {
				continue
			}
			if t := s.mended(s.mended(s.settle(tried), false), true); t.better(best) {
				best = t
			}
			if best != nil && best.same == len(s.shown) && len(best.extra) == 0 && best.forgeries() == 0 {
				return s.pruned(s.ended(best))
			}
		}
	}
	return s.pruned(s.ended(best))
}

// mostMended is how many differences are looked into.
const mostMended = 30

// mended tries to explain where a take parts from the capture, from the first
// difference on; if need be, by segments that nobody sends.
func (s *stage) mended(t *take, forging bool) *take {
	if t == nil {
		return nil
	}
	left := map[string]bool{} // what nothing explains
	for range mostMended {
		d, found := s.difference(t, left)
		if !found {
			return t
		}
		var best *take
		scripts := s.remedies(t, d)
		if forging && d.missing {
			forged := step{atUS: d.message.SentUS, text: forge(s.names, d.key, d.message), forged: true}
			scripts = append(scripts, t.with(forged), t.without(s.names[d.from], forged.atUS).with(forged))
		}
		for _, sc := range scripts {
			if tried := s.settle(sc); tried.better(t) && tried.better(best) {
				best = tried
			}
		}
		if best == nil {
			left[d.String()] = true
			continue
		}
		t = best
	}
	return t
}

// difference is a message that only the capture shows, or only the run has.
type difference struct {
	sight
	missing bool // from the run
}

// String is a difference by what tells it from all others of a take.
func (d difference) String() string { return fmt.Sprint(d.missing, d.key, " ", d.message.ID) }

// difference is the first one, but for those that are left as they are.
func (s *stage) difference(t *take, left map[string]bool) (first difference, found bool) {
	consider := func(d difference) {
		if !left[d.String()] && (!found || d.atUS < first.atUS) {
			first, found = d, true
		}
	}
	for i, j := range t.pairs {
		if j < 0 {
			consider(difference{s.shown[i], true})
		}
	}
	for _, j := range t.extra {
		consider(difference{t.seen[j], false})
	}
	return first, found
}

// remedies are scripts that may do without a difference, what takes least first.
func (s *stage) remedies(t *take, d difference) (list []script) {
	name := s.names[d.from]
	for _, line := range []string{name + " set delayed-ack off", s.names[1-d.from] + " set delayed-ack off", name + " set nagle off", name + " set congestion off"} {
		if !slices.Contains(t.sets, line) {
			list = append(list, t.set(line))
		}
	}
	if !d.missing {
		if s.vantage.beyond(d.from) && d.message.Fate == trace.Delivered {
			list = append(list, t.strike(t.faultOn("lose", d.message)))
		}
		return append(list, s.answering(t, d)...)
	}
	list = append(list, s.unheard(t, d)...)
	list = append(list, s.overtaken(t, d)...)
	list = append(list, s.heldUp(t, d)...)
	if d.has("RST") {
		list = append(list, s.resets(t, d)...)
	}
	list = append(list, s.listens(t, d)...)
	return append(list, s.copied(t, d)...)
}

// answering has the next call of a host come at the arrival that it answers, so
// that one segment is call and acknowledgment in one.
func (s *stage) answering(t *take, d difference) (list []script) {
	cause := t.run.CauseOf(d.message.ID)
	if cause.Kind != trace.Receive {
		return nil
	}
	name := s.names[d.from]
	next := int64(-1)
	for _, st := range t.steps {
		if strings.HasPrefix(st.text, name+" ") && st.on == "" && st.atUS >= cause.AtUS && (next < 0 || st.atUS < next) {
			next = st.atUS
		}
	}
	if next < 0 {
		return nil
	}
	sc := t.script
	sc.steps = nil
	var block []string
	for _, st := range t.steps {
		if st.atUS == next && strings.HasPrefix(st.text, name+" ") {
			block = append(block, st.text)
			continue
		}
		sc.steps = append(sc.steps, st)
	}
	on := fmt.Sprintf("%s receives %s", name, patternOf(&t.run.Messages[cause.Message-1]))
	sc.steps = append(sc.steps, step{atUS: max(cause.AtUS-1, 0), text: strings.Join(block, "\n"), on: on})
	return []script{sc}
}

// listens has a host listen when the SYN comes that it answered.
func (s *stage) listens(t *take, d difference) (list []script) {
	if !d.has("SYN") || !d.has("ACK") {
		return nil
	}
	for _, m := range t.run.Messages {
		if m.From != d.from && m.HasFlag("SYN") && m.TCP.Ack == nil && m.TCP.Seq == d.ack-1 && m.ArrivedUS != nil {
			list = append(list, t.with(step{atUS: *m.ArrivedUS - 1, text: s.names[d.from] + " listen"}))
		}
	}
	return list
}

// without is the script without the calls of a host at a time.
func (s script) without(name string, atUS int64) script {
	s.steps = slices.DeleteFunc(slices.Clone(s.steps), func(st step) bool { return st.atUS == atUS && strings.HasPrefix(st.text, name+" ") })
	return s
}

// unheard has the last messages before a difference lost of which the capture does
// not say whether they arrived.
func (s *stage) unheard(t *take, d difference) (list []script) {
	sc := t.script
	for i := len(s.shown) - 1; i >= 0 && len(list) < 2; i-- {
		c := s.shown[i]
		if j := t.pairs[i]; c.atUS < d.atUS && c.message.Fate == trace.Unknown && j >= 0 && t.seen[j].message.Fate == trace.Delivered {
			f := t.faultOn("lose", t.seen[j].message)
			sc.faults = append(slices.Clip(sc.faults), f)
			list = append(list, t.strike(f))
			if len(list) > 1 {
				list = append(list, sc)
			}
		}
	}
	return list
}

// overtaken delays what the run has too early, or what an acknowledgment says is
// missing, until what it was held up by was there.
func (s *stage) overtaken(t *take, d difference) (list []script) {
	for _, j := range t.extra {
		if r := t.seen[j]; r.key == d.key && r.atUS < d.atUS && r.message.Fate == trace.Delivered {
			f := t.faultOn("delay", r.message)
			f.byUS = d.atUS - r.atUS
			list = append(list, t.strike(f))
		}
	}
	return list
}

// heldUp delays the message that an acknowledgment, the difference, waits for: until
// its host acknowledges more.
func (s *stage) heldUp(t *take, d difference) []script {
	for _, m := range s.capture.Messages[d.message.ID:] {
		if m.From != d.from || m.TCP.Ack == nil || !tcp.Seq(d.ack).Less(tcp.Seq(*m.TCP.Ack)) {
			continue
		}
		for _, r := range t.seen {
			if r.from != d.from && r.seq == d.ack && r.space() > 0 && r.message.Fate == trace.Delivered {
				f := t.faultOn("delay", r.message)
				f.byUS = max(m.SentUS-d.message.SentUS, 1)
				return []script{t.strike(f)}
			}
		}
	}
	return nil
}

// slowest is how long after a message its copy comes, at most, in microseconds.
const slowest = 500_000

// copied has the network copy a message that the capture shows twice.
func (s *stage) copied(t *take, d difference) (list []script) {
	for i, c := range s.shown {
		if j := t.pairs[i]; j >= 0 && c.key == d.key && c.atUS < d.atUS && d.atUS-c.atUS < slowest && t.seen[j].message.CopyOf == 0 {
			f := t.faultOn("duplicate", t.seen[j].message)
			f.byUS = max(d.atUS-c.atUS, 1)
			list = append(list, t.strike(f))
		}
	}
	return list[max(0, len(list)-1):]
}

// resets are the calls that can have brought a RST.
func (s *stage) resets(t *take, d difference) (list []script) {
	name, at := s.names[d.from], d.message.SentUS
	list = append(list, t.with(step{atUS: at, text: name + " abort"}), t.closesBoth(name))
	if before := s.lastOf(d.from, at); before >= 0 {
		list = append(list, t.with(step{atUS: before + 1, text: name + " crash"}))
	}
	list = append(list, t.with(step{text: name + " crash"}))
	return list
}

// lastOf is when a host last sent something before a time, -1 for never.
func (s *stage) lastOf(host int, before int64) int64 {
	at := int64(-1)
	for _, m := range s.capture.Messages {
		if m.From == host && m.SentUS < before && !m.HasFlag("RST") {
			at = max(at, m.SentUS)
		}
	}
	return at
}

// closesBoth is the script in which a host, when it closes, will not read any more
// either.
func (s script) closesBoth(name string) script {
	s.steps = slices.Clone(s.steps)
	for i := range s.steps {
		if s.steps[i].text == name+" close" {
			s.steps[i].text += " both"
		}
	}
	return s
}

// ended stops the clock where the capture ended, if the run would go on.
func (s *stage) ended(t *take) *take {
	if t == nil || len(t.idle) == 0 {
		return t
	}
	sc := t.script
	sc.endUS = s.endUS + max(s.capture.EndUS-s.endUS, 1)
	if tried := s.play(sc); tried != nil && tried.same >= t.same {
		return tried
	}
	return t
}

// pruned leaves out each call to listen that does nothing.
func (s *stage) pruned(t *take) *take {
	for i := 0; t != nil && i < len(t.steps); i++ {
		if !strings.HasSuffix(t.steps[i].text, " listen") {
			continue
		}
		sc := t.script
		sc.steps = slices.Delete(slices.Clone(t.steps), i, i+1)
		if tried := s.play(sc); tried != nil && !t.better(tried) {
			t = tried
			i--
		}
	}
	return t
}
