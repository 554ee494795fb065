package trace

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Validate checks what holds of every record of a run: numbers count from 1,
// times never go back, each host's states form a chain, each segment leaves
// once and arrives at most once, and whatever points back points at something
// that can be meant. It returns all that is wrong, or nil.
func (t *Trace) Validate() error {
	v := &validation{Trace: t, state: map[string]string{}, running: map[[2]string]bool{}}
	if len(t.Hosts) != 2 || t.Hosts[0].Name == t.Hosts[1].Name {
		return errors.New("trace: there must be two hosts")
	}
	for _, h := range t.Hosts {
		v.state[h.Name] = h.Initial
	}
	for i := range t.Segments {
		v.segment(i)
	}
	v.sent, v.arrived = make([]int, len(t.Segments)), make([]int, len(t.Segments))
	for i := range t.Events {
		v.event(i)
	}
	v.end()
	return errors.Join(v.errs...)
}

// validation is a trace on its way through Validate.
type validation struct {
	*Trace
	errs          []error
	state         map[string]string  // each host's present state
	running       map[[2]string]bool // timers, by host and name
	sent, arrived []int              // how often each segment was
}

// must notes an error unless the condition holds.
func (v *validation) must(holds bool, format string, a ...any) {
	if !holds {
		v.errs = append(v.errs, fmt.Errorf("trace: "+format, a...))
	}
}

// host returns the host of that name, or nil.
func (v *validation) host(name string) *Host {
	i := slices.IndexFunc(v.Hosts, func(h Host) bool { return h.Name == name })
	if i < 0 {
		return nil
	}
	return &v.Hosts[i]
}

// flagOrder is how the flags of a segment are joined.
var flagOrder = []string{"SYN", "FIN", "RST", "PSH", "URG", "ACK"}

// segment checks Segments[i] by itself and against those before it.
func (v *validation) segment(i int) {
	s := v.Segments[i]
	v.must(s.ID == i+1, "segment %d has the id %d", i+1, s.ID)
	v.must(v.host(s.From) != nil && v.host(s.To) != nil && s.From != s.To, "segment %d goes from %q to %q", s.ID, s.From, s.To)
	v.must(i == 0 || v.Segments[i-1].SentUS <= s.SentUS, "segment %d left before the one before it", s.ID)
	last := -1
	for flag := range strings.SplitSeq(s.Flags, ",") {
		place := slices.Index(flagOrder, flag)
		v.must(place > last || s.Flags == "", "segment %d has the flags %q", s.ID, s.Flags)
		last = place
	}
	v.must((s.Ack != nil) == (last == len(flagOrder)-1), "segment %d has the flags %s and, or but, no ack", s.ID, s.Flags)
	v.must(s.Options != nil && s.Len >= 0 && s.Window >= 0, "segment %d is incomplete", s.ID)
	switch s.Fate {
	case Delivered, Forged:
		v.must(s.ArrivedUS != nil && *s.ArrivedUS >= s.SentUS, "segment %d is %s, but did not arrive in time", s.ID, s.Fate)
	case Lost, Flying:
		v.must(s.ArrivedUS == nil, "segment %d is %s, and arrived", s.ID, s.Fate)
	default:
		v.must(false, "segment %d has the fate %q", s.ID, s.Fate)
	}
	v.backward(s)
}

// backward checks what a segment repeats.
func (v *validation) backward(s Segment) {
	for _, ref := range []*int{s.RetransmissionOf, s.CopyOf} {
		if ref == nil {
			continue
		}
		if *ref < 1 || *ref >= s.ID {
			v.must(false, "segment %d repeats segment %d", s.ID, *ref)
			continue
		}
		v.must(v.Segments[*ref-1].From == s.From, "segment %d repeats segment %d of the other host", s.ID, *ref)
	}
	if s.CopyOf != nil && *s.CopyOf < s.ID {
		o := v.Segments[*s.CopyOf-1]
		v.must(o.Seq == s.Seq && o.Flags == s.Flags && o.Len == s.Len, "segment %d is no copy of %d", s.ID, *s.CopyOf)
	}
}

// event checks Events[i] in its turn.
func (v *validation) event(i int) {
	e := v.Events[i]
	v.must(e.N == i+1, "event %d has the number %d", i+1, e.N)
	v.must(i == 0 || v.Events[i-1].TUS <= e.TUS, "event %d happens before the one before it", e.N)
	v.must(e.Host == "" || v.host(e.Host) != nil, "event %d is of %q", e.N, e.Host)
	v.cause(e)
	switch e.Kind {
	case State:
		v.must(v.state[e.Host] == e.From, "event %d leaves %s, but %s is in %s", e.N, e.From, e.Host, v.state[e.Host])
		v.state[e.Host] = e.To
	case Send, Forge, Receive, Lose, Delay, Duplicate:
		v.crossing(e)
	case Timer:
		v.timer(e)
	case Call, Cut, Mend, Deliver, Error, Note, Section, End:
	default:
		v.must(false, "event %d is of the kind %q", e.N, e.Kind)
	}
}

// cause checks that an event follows from a call, an arrival or a timeout of
// its own host.
func (v *validation) cause(e Event) {
	if e.Cause == 0 {
		return
	}
	if e.Cause < 0 || e.Cause >= e.N {
		v.must(false, "event %d follows from event %d", e.N, e.Cause)
		return
	}
	c := v.Events[e.Cause-1]
	able := c.Kind == Call || c.Kind == Receive || c.Kind == Timer && c.Action == Fire
	v.must(able && c.Host == e.Host, "event %d cannot follow from event %d: %s of %s", e.N, e.Cause, c.Kind, c.Host)
}

// crossing checks an event that concerns a segment.
func (v *validation) crossing(e Event) {
	if e.Segment < 1 || e.Segment > len(v.Segments) {
		v.must(false, "event %d is of segment %d", e.N, e.Segment)
		return
	}
	s := v.Segments[e.Segment-1]
	host, at := s.From, s.SentUS
	switch e.Kind {
	case Send, Forge:
		v.sent[s.ID-1]++
	case Receive:
		v.arrived[s.ID-1]++
		host = s.To
		v.must(s.ArrivedUS != nil, "event %d receives segment %d, which did not arrive", e.N, s.ID)
		if s.ArrivedUS != nil {
			at = *s.ArrivedUS
		}
	}
	v.must(e.Host == host && e.TUS == at, "event %d is of segment %d, but at another place or time", e.N, s.ID)
}

// timer checks that a timer stops or fires only while it runs.
func (v *validation) timer(e Event) {
	key := [2]string{e.Host, e.Timer}
	v.must(e.Action == Start || v.running[key], "event %d: timer %s of %s does not run", e.N, e.Timer, e.Host)
	v.running[key] = e.Action == Start
}

// end checks what the events leave behind.
func (v *validation) end() {
	for i, s := range v.Segments {
		v.must(v.sent[i] == 1 || v.sent[i] == 0 && s.CopyOf != nil, "segment %d left %d times", s.ID, v.sent[i])
		arrives := s.ArrivedUS != nil
		v.must(v.arrived[i] == 1 && arrives || v.arrived[i] == 0 && !arrives, "segment %d was received %d times", s.ID, v.arrived[i])
	}
	for _, h := range v.Hosts {
		v.must(v.Final[h.Name] == v.state[h.Name], "%s ends in %s, but the record says %s", h.Name, v.state[h.Name], v.Final[h.Name])
	}
	n := len(v.Events)
	v.must(len(v.Final) == 2 && (n == 0 || v.Events[n-1].TUS <= v.EndUS), "the end comes too early")
}
