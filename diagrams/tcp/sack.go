package tcp

import "slices"

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

// heedSack marks what the peer says it holds: it need not be sent again. It
// reports whether anything of it is news.
//
// RFC 2018, section 5.
func (e *Endpoint) heedSack(seg Segment) (news bool) {
	if !e.sack {
		return false
	}
	for _, b := range seg.SACK {
		for i := range e.flight {
			if b.From.AtMost(e.flight[i].Seq) && e.flight[i].End().AtMost(b.To) {
				news = news || !e.flight[i].sacked
				e.flight[i].sacked = true
			}
		}
	}
	return news
}

// noteDouble remembers that a segment repeated octets that were here already.
//
// RFC 2883.
func (e *Endpoint) noteDouble(seg Segment) {
	if e.sack && seg.Len > 0 {
		e.rcv.double = &Block{seg.text(), seg.text().Add(seg.Len)}
	}
}
