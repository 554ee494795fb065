package sim

import (
	"fmt"

	"woshou/diagrams/scenario"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// forge puts a segment on the path that no machine has sent. Faults do not
// touch it.
func (r *run) forge(f scenario.Forge) {
	to := r.host(f.To)
	from := r.peer(to)
	seg, ok := r.forged(f, to)
	if !ok {
		return
	}
	id := r.segment(from, seg)
	r.forgery[id] = true
	r.record(trace.Event{Kind: trace.Forge, Host: from.index, Message: id})
	r.travel(from, id, 0, trace.Forged)
}

// forged forms the segment: exactly the flags named, ACK with a number for it,
// DATA as ACK with octets.
func (r *run) forged(f scenario.Forge, to *host) (tcp.Segment, bool) {
	var seg tcp.Segment
	for _, bit := range []struct {
		named bool
		flag  tcp.Flags
	}{
		{f.Segment.SYN, tcp.SYN}, {f.Segment.FIN, tcp.FIN}, {f.Segment.RST, tcp.RST},
		{f.Segment.ACK || f.Segment.Data || f.Ack != nil, tcp.ACK},
	} {
		if bit.named {
			seg.Flags |= bit.flag
		}
	}
	seg.Len = f.Len
	if !seg.Has(tcp.RST) {
		seg.Window = 65535
	}
	var ok bool
	if seg.Seq, ok = r.value(f, f.Seq, to, "rcv.nxt"); !ok {
		return seg, false
	}
	if seg.Has(tcp.ACK) {
		seg.Ack, ok = r.value(f, f.Ack, to, "snd.nxt")
		return seg, ok
	}
	return seg, true
}

// value works out an expression, or what the variable of the receiver is when
// none is written: the number that the receiver would believe.
func (r *run) value(f scenario.Forge, e *scenario.Expr, to *host, usual string) (tcp.Seq, bool) {
	if e == nil {
		e = &scenario.Expr{Place: f.Place, Host: to.name, Var: usual}
	}
	if e.Host == "" {
		return tcp.Seq(uint32(e.Offset)), true
	}
	v, ok := r.host(e.Host).endpoint.Var(e.Var)
	if !ok {
		r.fail(e, CodeForge, fmt.Sprintf("%s.%s has no value: %s has no connection", e.Host, e.Var, e.Host), "write the number itself")
	}
	return v + tcp.Seq(uint32(e.Offset)), ok
}
