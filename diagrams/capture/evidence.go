package capture

import (
	"cmp"
	"slices"

	"woshou/diagrams/capture/states"
	"woshou/diagrams/tcp"
)

// flow is one direction of a connection, as it was seen so far.
type flow struct {
	iss            tcp.Seq
	next           tcp.Seq // behind the last octet
	have           tcp.Seq // behind the last octet before which none is missing
	acked          tcp.Seq // as its peer acknowledged
	ack            tcp.Seq // as it acknowledges
	finEnd         tcp.Seq // behind its FIN
	begun, hasFin  bool
	ackSet, closed bool // closed: its peer's window
	syns           int
	ahead          []tcp.Block // what was seen beyond a gap
	recent         []tcp.Segment
}

// remembered is how many of a flow's last segments are kept, to find what a RST
// answers.
const remembered = 32

// take follows a segment; whole is false for one whose octets nobody takes. fills tells
// that more of the stream is there with it.
func (f *flow) take(s tcp.Segment, whole bool) (fills bool) {
	if s.Has(tcp.SYN) && (!f.begun || s.Seq != f.iss) {
		*f = flow{iss: s.Seq, begun: true, next: s.Seq, have: s.Seq, acked: s.Seq, recent: f.recent}
	}
	if s.Has(tcp.RST) {
		return false
	}
	if !f.begun {
		*f = flow{iss: s.Seq - 1, begun: true, next: s.Seq, have: s.Seq, acked: s.Seq}
	}
	if s.Has(tcp.SYN) && !s.Has(tcp.ACK) {
		f.syns++
	}
	if s.Has(tcp.FIN) {
		f.finEnd, f.hasFin = s.End(), true
	}
	if f.next.Less(s.End()) {
		f.next = s.End()
	}
	if s.Has(tcp.ACK) {
		f.ack, f.ackSet = s.Ack, true
	}
	f.recall(s)
	return whole && f.join(s)
}

// recall keeps a segment among the last.
func (f *flow) recall(s tcp.Segment) {
	if len(f.recent) == remembered {
		f.recent = f.recent[1:]
	}
	f.recent = append(f.recent, s)
}

// join adds a segment's octets to what is whole.
func (f *flow) join(s tcp.Segment) bool {
	before := f.have
	f.ahead = append(f.ahead, tcp.Block{From: s.Seq, To: s.End()})
	for again := true; again; {
		again = false
		rest := f.ahead[:0]
		for _, b := range f.ahead {
			switch {
			case f.have.Less(b.From):
				rest = append(rest, b)
			case f.have.Less(b.To):
				f.have, again = b.To, true
			}
		}
		f.ahead = rest
	}
	return f.have != before
}

// evidence is what is known of one end, given where the capture stood.
func (c *connection) evidence(side int, at place) states.Evidence {
	e := states.Evidence{
		Start: c.segments[c.first].AtUS, End: c.segments[len(c.segments)-1].AtUS,
		Middle: c.inTheMiddle(), Near: at.near,
	}
	e.InputOpen = c.goesOn(1 - side)
	var flows [2]flow
	heard := map[class]bool{}
	var asked []question
	earliest := e.Start - at.out.most
	fins := c.fins()
	for i, s := range c.segments {
		it := c.item(i, side, &flows, fins)
		if it.Out && c.strange[i] {
			continue
		}
		if it.Out {
			it.Sure, it.From, it.To = true, s.AtUS-at.out.most, s.AtUS-at.out.least
			for len(asked) > 0 && s.Has(tcp.ACK) && asked[0].end.AtMost(s.Ack) {
				earliest = max(earliest, asked[0].at)
				asked = asked[1:]
			}
			it.From = min(max(it.From, earliest), it.To)
			earliest = it.From
			e.Items = append(e.Items, it)
			continue
		}
		if c.damaged[i] {
			continue
		}
		it.Sure, it.From, it.To = at.near, s.AtUS+at.in.least, s.AtUS+at.in.most
		if landed, seen := c.landing(i); seen {
			it.Sure, it.From, it.To = true, landed.atUS, landed.atUS
		}
		if it.Space() > 0 && !it.Has(tcp.RST) {
			asked = append(asked, question{it.End(), it.From})
		}
		if kind := classOf(it, &flows, side); it.Sure || it.Has(tcp.SYN) || !heard[kind] {
			heard[kind] = true
			e.Items = append(e.Items, it)
		}
	}
	if len(c.landed) > 0 { // what was seen to arrive may have left long before
		slices.SortStableFunc(e.Items, func(a, b states.Item) int { return cmp.Compare(a.From, b.From) })
	}
	return e
}

// inTheMiddle reports whether the connection was there before the capture: what
// its hosts send first is no SYN.
func (c *connection) inTheMiddle() bool {
	for i, s := range c.segments {
		if !c.strange[i] {
			return !s.Has(tcp.SYN) || s.Has(tcp.ACK)
		}
	}
	return true
}

// goesOn reports whether a side sends more data, or a FIN, than the other had
// acknowledged with its first segment; without one of these, than its own first.
func (c *connection) goesOn(side int) bool {
	var from tcp.Seq
	known := false
	for i, s := range c.segments {
		if c.side(s) != side && s.Has(tcp.ACK) && !s.Has(tcp.RST) && !c.strange[i] {
			from, known = s.Ack, true
			break
		}
	}
	for i, s := range c.segments {
		if c.side(s) != side || c.strange[i] || s.Has(tcp.RST) {
			continue
		}
		if s.Has(tcp.SYN) {
			return false
		}
		if !known {
			from, known = s.End(), true
		}
		if (s.Len > 0 || s.Has(tcp.FIN)) && from.Less(s.End()) {
			return true
		}
	}
	return false
}

// question is a segment that its receiver acknowledges, at the earliest at a time.
type question struct {
	end tcp.Seq
	at  int64
}

// class is what arrivals have in common that can change the same: the first of
// them stands for all, since what may have arrived may have come late.
type class struct {
	flags      tcp.Flags
	seq, ack   tcp.Seq
	input, fin bool
}

// classOf is an arrival's class. Of plain acknowledgments only those differ that
// belong to other connections, or have to do with a FIN.
func classOf(it states.Item, flows *[2]flow, side int) class {
	k := class{it.Flags & (tcp.SYN | tcp.RST | tcp.ACK), it.Seq, it.Ack, it.EndsInput, it.AcksFin}
	if !it.Has(tcp.SYN) && !it.Has(tcp.RST) {
		k.seq, k.ack = flows[1-side].iss, flows[side].iss
	}
	return k
}

// fins are the numbers behind each side's FINs, by its initial numbers, and of
// each side the first of these.
type fins struct {
	ends   [2]map[tcp.Seq]tcp.Seq
	firsts [2]tcp.Seq
}

func (c *connection) fins() *fins {
	f := &fins{ends: [2]map[tcp.Seq]tcp.Seq{{}, {}}}
	var flows [2]flow
	for i, s := range c.segments {
		if c.strange[i] {
			continue
		}
		side := c.side(s)
		begun := flows[side].begun
		if flows[side].take(s.Segment, !c.damaged[i]); !begun {
			f.firsts[side] = flows[side].iss
		}
		if s.Has(tcp.FIN) && !s.Has(tcp.RST) {
			f.ends[side][flows[side].iss] = flows[side].finEnd
		}
	}
	return f
}

// of is the number behind the FIN of the connection that a side's flow is in.
func (f *fins) of(side int, flow *flow) (end tcp.Seq, closes bool) {
	iss := flow.iss
	if !flow.begun {
		iss = f.firsts[side]
	}
	end, closes = f.ends[side][iss]
	return end, closes
}

// item is the segment at an index as it concerns a side.
func (c *connection) item(index, side int, flows *[2]flow, fins *fins) states.Item {
	s, stranger := c.segments[index], c.strange[index]
	from := c.side(s)
	mine, peer := &flows[from], &flows[1-from]
	it := states.Item{Segment: s.Segment, Out: from == side, Index: index}
	it.New = !mine.begun || mine.next.Less(s.End())
	it.SynAgain = peer.syns > 1
	end, closes := fins.of(1-from, peer)
	it.CoversFin = closes && s.Has(tcp.ACK) && s.Ack == end
	it.Closes = closes
	it.AcksFin = it.CoversFin
	if s.Has(tcp.RST) {
		it.AtNext = resetsNext(s.Segment, mine, peer)
		it.Answers = answered(s.Segment, peer.recent)
	}
	if stranger {
		mine.recall(s.Segment)
		return it // it tells nothing of whom it pretends to come from
	}
	fills := mine.take(s.Segment, !c.damaged[index])
	it.EndsInput = mine.hasFin && mine.have == mine.finEnd && (fills || s.Has(tcp.FIN))
	if s.Has(tcp.ACK) && peer.begun && peer.acked.Less(s.Ack) {
		peer.acked = s.Ack
	}
	if !s.Has(tcp.RST) {
		peer.closed = s.Window == 0
	}
	own := &flows[side]
	it.Blocked = own.acked != own.iss && (own.acked.Less(own.next) || own.closed)
	return it
}

// resetsNext reports whether a RST has the number that its receiver waits for,
// or that its sender sends next, or of which that cannot be told.
func resetsNext(s tcp.Segment, mine, peer *flow) bool {
	return !mine.begun || s.Seq == mine.next || s.Seq == mine.have || peer.ackSet && s.Seq == peer.ack
}

// answered is the last of the segments that a RST answers by its numbers, nil
// where it answers none.
//
// RFC 9293 §3.5.2, group 1 and 2.
func answered(rst tcp.Segment, recent []tcp.Segment) *tcp.Segment {
	for i := len(recent) - 1; i >= 0; i-- {
		s := &recent[i]
		switch {
		case !rst.Has(tcp.ACK) && s.Has(tcp.ACK) && rst.Seq == s.Ack:
			return s
		case rst.Has(tcp.ACK) && rst.Seq == 0 && !s.Has(tcp.ACK) && rst.Ack == s.End():
			return s
		}
	}
	return nil
}
