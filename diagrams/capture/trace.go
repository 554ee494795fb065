package capture

import (
	"cmp"
	"fmt"
	"slices"

	"woshou/diagrams/capture/states"
	"woshou/diagrams/capture/streams"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// Options say what of a connection is told.
type Options struct {
	Stream int
	// From and To, in microseconds from the connection's first packet, and First
	// and Last, by packet numbers, cut it; 0 is no bound.
	From, To    int64
	First, Last int
	// Before has the streams told, too, that came before this one between the same
	// ports.
	Before bool
	// Payload keeps the data of segments.
	Payload bool
	// Names gives the hosts' addresses others; nil has them begin anew.
	Names *Names
}

// Read reads one connection of a capture as the record of a run. Of a capture
// that cannot be read to its end it tells what could be, beside a *packets.Error.
// The other errors are *NoStreamError, *LongError and those of open.
func Read(open Opener, opt Options) (*trace.Trace, error) {
	c, err := follow(open, opt.Stream, opt.Payload)
	if c == nil {
		return nil, err
	}
	if opt.Before {
		c.first = 0
	}
	names := opt.Names
	if names == nil {
		names = &Names{}
	}
	r := newRecord(c, names)
	r.messages()
	for side := range r.found.spans {
		r.states(side)
	}
	r.crossings()
	r.finish()
	return r.cut(opt), err
}

// hostNames are the names of the sides.
var hostNames = [2]string{"client", "server"}

// record is a trace in the making.
type record struct {
	c     *connection
	found sides
	fates []fate
	zero  int64 // of the file's time, at the connection's first packet
	trace *trace.Trace
	ids   []int // of the messages, by the index of their segments from first on
	draft []draft
}

// draft is an event whose number is not known yet: cause is another of the
// drafts, by its place in the list, or -1.
type draft struct {
	trace.Event
	rank  int // among those of one instant
	cause int
}

// The order of what happens to a host in one instant.
const (
	rankArrival = iota
	rankCall
	rankState
	rankDeparture
)

func newRecord(c *connection, names *Names) *record {
	r := &record{c: c, found: c.understand(), zero: c.segments[c.first].AtUS}
	r.fates = c.fates(r.found.at)
	for side := range r.found.odd {
		for _, i := range r.found.odd[side] {
			r.fates[i].departs = cmp.Or(r.fates[i].departs, OutOfState)
		}
	}
	r.trace = &trace.Trace{
		Protocol: "tcp", TCP: &trace.TCP{ISS: make([][]uint32, 2)}, Show: trace.Show{Numbers: trace.Relative, Calls: true, Time: true},
		Capture: &trace.Capture{},
	}
	for side, name := range hostNames {
		r.trace.Hosts = append(r.trace.Hosts, trace.Host{Name: name, Label: label(name), Initial: tcp.Closed.String()})
		r.trace.Capture.At = append(r.trace.Capture.At, r.found.at[side].near || c.apart && len(c.landed) > 0)
		r.trace.Capture.Addresses = append(r.trace.Capture.Addresses, names.Of(c.hosts[side]))
	}
	at := r.found.at
	r.trace.Capture.Midway = !slices.Contains(r.trace.Capture.At, true) && at[0].loop > 0 && at[1].loop > 0
	return r
}

// label is what a host is called in each language.
func label(name string) trace.Text {
	return words.InEach(func(l *words.Language) string { return l.Hosts()[name] })
}

// seen are the segments of the stream itself.
func (r *record) seen() []streams.Segment { return r.c.segments[r.c.first:] }

// messages makes the messages, in the order in which they left.
func (r *record) messages() {
	seen := r.seen()
	order := make([]int, len(seen))
	list := make([]trace.Message, len(seen))
	var last [2]int64
	last[0], last[1] = -1<<62, -1<<62
	for i, s := range seen {
		side := r.c.side(s)
		list[i] = r.message(r.c.first + i)
		list[i].Sight.Stray = r.c.strange[r.c.first+i]
		list[i].Sight.Checksum = r.c.checksum(r.c.first + i)
		list[i].SentUS = max(list[i].SentUS, last[side])
		last[side] = list[i].SentUS
		order[i] = i
		r.number(side, s)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(list[a].SentUS, list[b].SentUS) })
	r.ids = make([]int, len(seen))
	for n, i := range order {
		r.ids[i] = n + 1
		list[i].ID = n + 1
		r.trace.Messages = append(r.trace.Messages, list[i])
	}
	for i := range seen {
		m := &r.trace.Messages[r.ids[i]-1]
		if of := r.fates[r.c.first+i].repeats; of >= r.c.first {
			m.RepeatOf = r.ids[of-r.c.first]
		}
	}
	terms, with := r.c.terms()
	if with >= 0 {
		terms.Message = r.ids[with-r.c.first]
	}
	r.trace.Capture.Terms = terms
}

// number notes an initial number.
func (r *record) number(side int, s streams.Segment) {
	used := &r.trace.TCP.ISS[side]
	if s.Has(tcp.SYN) && (len(*used) == 0 || (*used)[len(*used)-1] != uint32(s.Seq)) {
		*used = append(*used, uint32(s.Seq))
	}
}

// message is segment i as a message.
func (r *record) message(i int) trace.Message {
	s, f := r.c.segments[i], r.fates[i]
	side := r.c.side(s)
	out, in := r.found.at[side], r.found.at[1-side]
	seen := s.AtUS - r.zero
	m := trace.Message{
		From: side, To: 1 - side, Name: s.Flags.String(), SentUS: seen - out.awayOut(), Fate: f.fate,
		TCP: &trace.Segment{Seq: uint32(s.Seq), Len: s.Len, Window: s.Window, Options: options(s.Segment)},
		Sight: &trace.Sight{
			Packet: s.Number, AtUS: seen, EstimatedSent: out.awayOut() > 0, Kind: string(f.kind), Unseen: s.Unseen, Overtaken: s.Late,
			Reasons: f.reasons, Departs: f.departs, Payload: s.Payload, Held: f.held, HeldUS: f.heldUS, Room: f.room,
		},
	}
	if s.Has(tcp.ACK) {
		ack := uint32(s.Ack)
		m.TCP.Ack = &ack
	}
	if s.Has(tcp.URG) {
		m.TCP.Urgent = s.Urgent
	}
	if f.fate == trace.Delivered {
		arrived := seen + in.awayIn()
		m.ArrivedUS, m.Sight.EstimatedArrived = &arrived, !in.near
		if landed, seen := r.c.landing(i); seen {
			arrived, m.Sight.EstimatedArrived, m.Sight.Landed = landed.atUS-r.zero, false, landed.packet
		}
	}
	return m
}

// options are a segment's options, as traces name them.
func options(s tcp.Segment) (names []string) {
	if s.MSS > 0 {
		names = append(names, fmt.Sprintf("MSS=%d", s.MSS))
	}
	if s.SACKOK {
		names = append(names, "SACK-permitted")
	}
	if s.Scale != nil {
		names = append(names, fmt.Sprintf("WS=%d", *s.Scale))
	}
	if ts := s.Timestamps; ts != nil {
		names = append(names, fmt.Sprintf("TSval=%d", ts.Value), fmt.Sprintf("TSecr=%d", ts.Echo))
	}
	for _, b := range s.SACK {
		names = append(names, fmt.Sprintf("SACK=%d-%d", uint32(b.From), uint32(b.To)))
	}
	return names
}

// crossings makes the events of departures and arrivals, and the calls that
// must have been before departures.
func (r *record) crossings() {
	for i := range r.seen() {
		m := r.trace.Messages[r.ids[i]-1]
		cause := -1
		for j, d := range r.draft {
			if d.Kind == trace.Call && d.Message == m.ID {
				cause = j
			}
		}
		r.draft = append(r.draft, draft{trace.Event{AtUS: m.SentUS, Host: m.From, Kind: trace.Send, Message: m.ID}, rankDeparture, cause})
		if m.ArrivedUS != nil && !r.received(m.ID) {
			r.draft = append(r.draft, receipt(m))
		}
	}
}

func receipt(m trace.Message) draft {
	return draft{trace.Event{AtUS: *m.ArrivedUS, Host: m.To, Kind: trace.Receive, Message: m.ID}, rankArrival, -1}
}

// received reports whether the arrival of a message has its event already.
func (r *record) received(id int) bool {
	return slices.ContainsFunc(r.draft, func(d draft) bool { return d.Kind == trace.Receive && d.Message == id })
}

// finish puts the events in order and numbers them.
func (r *record) finish() {
	order := make([]int, len(r.draft))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := r.draft[a], r.draft[b]
		return cmp.Or(cmp.Compare(x.AtUS, y.AtUS), cmp.Compare(x.rank, y.rank))
	})
	number := make([]int, len(order))
	for n, i := range order {
		number[i] = n + 1
	}
	for n, i := range order {
		d := r.draft[i]
		d.N = n + 1
		if d.cause >= 0 && number[d.cause] < d.N {
			d.Cause = number[d.cause]
		}
		if d.Kind == trace.Call {
			d.Message = 0
		}
		r.trace.Events = append(r.trace.Events, d.Event)
		r.trace.EndUS = max(r.trace.EndUS, d.AtUS)
	}
	r.trace.Chain()
}

// names are the names of states.
func names(set []tcp.State) (list []string) {
	for _, s := range set {
		list = append(list, s.String())
	}
	return list
}

// everywhere is the set of an end of which nothing is known.
func everywhere(from, to int64) []states.Span {
	span := states.Span{From: from, To: to}
	for s := range tcp.StateNames() {
		span.States = append(span.States, tcp.State(s))
	}
	return []states.Span{span}
}
