package diagrams

import (
	"woshou/diagrams/scenario"
	"woshou/diagrams/sim"
	"woshou/diagrams/tcp"
)

// Forge implements sim.Protocol: exactly the flags named, ACK with a number for
// it, DATA as ACK with octets.
func (c *connection) Forge(f scenario.Forge) (p *sim.Packet, missing *scenario.Expr) {
	to := c.end(f.To)
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
	if seg.Seq, missing = c.value(f, f.Seq, to, "rcv.nxt"); missing != nil {
		return p, missing
	}
	if seg.Has(tcp.ACK) {
		if seg.Ack, missing = c.value(f, f.Ack, to, "snd.nxt"); missing != nil {
			return p, missing
		}
	}
	return c.ends[1-to.host].packet(seg), nil
}

// value works out an expression, or what the variable of the receiver is when
// none is written: the number that the receiver would believe. An expression
// that has no value is returned.
func (c *connection) value(f scenario.Forge, e *scenario.Expr, to *end, usual string) (tcp.Seq, *scenario.Expr) {
	if e == nil {
		e = &scenario.Expr{Place: f.Place, Host: to.name, Var: usual}
	}
	if e.Host == "" {
		return tcp.Seq(uint32(e.Offset)), nil
	}
	v, ok := c.end(e.Host).endpoint.Var(e.Var)
	if !ok {
		return 0, e
	}
	return v + tcp.Seq(uint32(e.Offset)), nil
}
