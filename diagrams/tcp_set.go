package diagrams

import (
	"time"

	"woshou/diagrams/scenario"
	"woshou/diagrams/sim"
	"woshou/diagrams/tcp"
)

// The keep-alive of a host that says only how long it may idle: Linux's usual
// values, since the RFC has none.
const (
	keepaliveInterval = 75 * time.Second
	keepaliveCount    = 9
)

// Set implements sim.Machine.
func (e *end) Set(now time.Duration, s scenario.Set) []sim.Output {
	switches := map[string]*bool{
		"auto-read": &e.options.AutoRead, "delayed-ack": &e.options.DelayedAck, "nagle": &e.options.Nagle, "cork": &e.options.Cork,
		"sack": &e.options.SACK, "timestamps": &e.options.Timestamps, "window-scale": &e.options.WindowScale,
	}
	switch s.Key {
	case "mss":
		e.options.MSS = s.N
	case "window":
		e.options.Window = s.N
	case "retries":
		e.options.Retries = s.N
	case "user-timeout":
		e.options.UserTimeout = s.For[0].Of(e.profile.MSL)
	case "keepalive":
		e.options.Keepalive = e.keepalive(s)
	default:
		*switches[s.Key] = s.On
	}
	outputs := e.outputs(e.endpoint.Step(now, tcp.Configure{Options: e.options}))
	if e.agreed && !e.left {
		// The handshake that was not drawn has agreed on these options.
		tcp.Agree(e.ends[0].endpoint, e.ends[1].endpoint)
	}
	return outputs
}

func (e *end) keepalive(s scenario.Set) tcp.Keepalive {
	k := tcp.Keepalive{Idle: s.For[0].Of(e.profile.MSL), Interval: keepaliveInterval, Count: keepaliveCount}
	if len(s.For) > 1 {
		k.Interval, k.Count = s.For[1].Of(e.profile.MSL), s.N
	}
	return k
}

// Forge implements sim.Protocol: exactly the flags named, ACK with a number for
// it, DATA as ACK with octets.
func (c *connection) Forge(f scenario.Forge) (p sim.Packet, missing *scenario.Expr) {
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

// end is the endpoint of the host of that name; the parser has seen to it that
// it is one of the two.
func (c *connection) end(name string) *end {
	for _, e := range c.ends {
		if e.name == name {
			return e
		}
	}
	panic("diagrams: no host " + name)
}
