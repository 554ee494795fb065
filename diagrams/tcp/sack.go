package tcp

import (
	"slices"
	"time"
)

// sackBlocks are the blocks that an acknowledgment carries: first what the
// latest segment repeated (a duplicate), else the stretch it belongs to, then
// the others. With timestamps three fit, else four.
//
// RFC 2018, section 4; RFC 2883, section 4.
func (e *Endpoint) sackBlocks() (blocks []Block) {
	if !e.sack {
		return nil
	}
	if d := e.rcv.double; d != nil {
		blocks = append(blocks, *d)
	}
	for _, h := range e.rcv.held {
		if b := (Block{h.from, h.to}); h.from.AtMost(e.rcv.newest.From) && e.rcv.newest.From.Less(h.to) {
			blocks = append(blocks, b)
		}
	}
	for _, h := range e.rcv.held {
		if b := (Block{h.from, h.to}); !slices.Contains(blocks, b) {
			blocks = append(blocks, b)
		}
	}
	most := 4
	if e.timestamps {
		most = 3
	}
	return blocks[:min(len(blocks), most)]
}

// sackSpace is what the blocks take of a segment of data: they have to fit in,
// too, with the two octets of the option and its padding.
//
// RFC 6691.
func (e *Endpoint) sackSpace() int {
	if n := len(e.sackBlocks()); n > 0 {
		return 4 + 8*n
	}
	return 0
}

// heedSack marks what the peer says it holds: it need not be sent again. It
// reports whether anything of it is news.
//
// RFC 2018, section 5.
func (e *Endpoint) heedSack(now time.Duration, seg Segment) (news bool) {
	if !e.sack {
		return false
	}
	e.heedDouble(seg)
	e.rack.before = e.rack.farthest
	for _, b := range seg.SACK {
		for i := range e.flight {
			if b.From.AtMost(e.flight[i].Seq) && e.flight[i].End().AtMost(b.To) {
				news = e.arrivedBeyond(now, &e.flight[i], !news && seg.Ack == e.snd.una) || news
			}
		}
	}
	return news
}

// arrivedBeyond marks a segment that the peer holds beyond a gap, and reports
// whether that is news. Where nothing else of an ACK has a round trip, it is a
// sample.
func (e *Endpoint) arrivedBeyond(now time.Duration, s *sent, sample bool) (news bool) {
	if s.sacked {
		return false
	}
	s.sacked = true
	e.snd.delivered += e.weight(s.Segment)
	if e.byTime() {
		e.rack.arrived(now, s)
		if sample && s.times == 1 {
			e.sample(now - s.last)
		}
	}
	return true
}

// noteDouble remembers what of a segment was here already, be it in order or
// beyond a gap: that and no more is reported as a duplicate. What TIME-WAIT keeps
// knows of none.
//
// RFC 2883, section 4.
func (e *Endpoint) noteDouble(seg Segment) {
	if !e.sack || e.state == TimeWait {
		return
	}
	if d := (Block{seg.text(), seg.End()}).within(Block{seg.text(), e.rcv.nxt}); d.From.Less(d.To) {
		e.rcv.double = &d
		return
	}
	for _, h := range e.rcv.held {
		if d := (Block{seg.text(), seg.End()}).within(Block{h.from, h.to}); d.From.Less(d.To) {
			e.rcv.double = &d
			return
		}
	}
}

// within is what two stretches have in common; it begins where it ends, or behind
// that, when that is nothing.
func (b Block) within(o Block) Block {
	if b.From.Less(o.From) {
		b.From = o.From
	}
	if o.To.Less(b.To) {
		b.To = o.To
	}
	return b
}
