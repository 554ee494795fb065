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
	if missing = c.adorn(&seg, f, to); missing != nil {
		return p, missing
	}
	return c.ends[1-to.host].packet(packet{seg, f.Port, false}), nil
}

// adorn gives a forged segment the fields and options that the statement names.
func (c *connection) adorn(seg *tcp.Segment, f scenario.Forge, to *end) (missing *scenario.Expr) {
	if f.Window != nil {
		seg.Window = *f.Window
	}
	if f.Push {
		seg.Flags |= tcp.PSH
	}
	if f.Urgent != nil {
		seg.Flags, seg.Urgent = seg.Flags|tcp.URG, *f.Urgent
	}
	if f.MSS != nil {
		seg.MSS = *f.MSS
	}
	if f.Scale != nil {
		shift := uint8(*f.Scale)
		seg.Scale = &shift
	}
	seg.SACKOK = f.SACKPermitted
	for _, s := range f.SACK {
		var b tcp.Block
		if b.From, missing = c.value(f, &s.From, to, ""); missing != nil {
			return missing
		}
		if b.To, missing = c.value(f, &s.To, to, ""); missing != nil {
			return missing
		}
		seg.SACK = append(seg.SACK, b)
	}
	if f.Stamps != nil {
		seg.Timestamps = &tcp.Timestamps{Value: f.Stamps[0], Echo: f.Stamps[1]}
	}
	return nil
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
	at := c.end(e.Host)
	endpoint := at.endpoint
	if f.Port > 0 && at == to {
		endpoint = at.endpointOf(f.Port) // the receiver's side of that connection
	}
	v, ok := endpoint.Var(e.Var)
	if !ok {
		return 0, e
	}
	return v + tcp.Seq(uint32(e.Offset)), nil
}
