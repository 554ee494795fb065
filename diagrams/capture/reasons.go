package capture

import (
	"woshou/diagrams/capture/streams"
	"woshou/diagrams/tcp"
)

// Why a RST can have been sent.
const (
	ClosedPort      = "closed-port"
	NoConnection    = "no-connection"
	UnreadData      = "unread-data"
	DataAfterClose  = "data-after-close"
	Abort           = "abort"
	UnacceptableACK = "unacceptable-ack"
	GaveUp          = "timeout"
	ListenerClosed  = "listener-closed"
	Backlog         = "backlog"
	Foreign         = "foreign"
)

// past is what a side has done and had done to it before it sent a RST.
type past struct {
	syn, synAck, fin bool // it sent
	sent, received   int  // octets of data
	spoke            bool // it sent what only a connection does
	gone             bool // the connection was over
	repeats          int  // of its own, or its probes, since it last heard its peer
	passive          bool
}

// reasons are why the RST at i can have been sent.
//
// RFC 9293 §3.5.2, §3.6.1, §3.10.5 and §3.10.7.
func (c *connection) reasons(i int) []string {
	s := c.segments[i]
	side := c.side(s)
	if c.ignored(i) {
		return []string{Foreign}
	}
	p, recent := c.past(i, side)
	answers := answered(s.Segment, recent)
	switch {
	case answers != nil && answers.Has(tcp.SYN) && !answers.Has(tcp.ACK) && p.synAck && !p.gone:
		return []string{ListenerClosed, ClosedPort}
	case answers != nil && answers.Has(tcp.SYN) && !answers.Has(tcp.ACK):
		return []string{ClosedPort}
	case answers != nil && p.syn && !p.spoke && !p.synAck:
		return []string{UnacceptableACK}
	case p.gone, answers != nil && !p.spoke && !p.synAck:
		return []string{NoConnection}
	case answers != nil && p.synAck && !p.spoke && answers.Len == 0:
		return []string{Backlog, ListenerClosed, UnacceptableACK}
	case answers != nil && p.fin && answers.Len > 0:
		return []string{DataAfterClose}
	case answers != nil && answers.Len > 0:
		return []string{NoConnection, DataAfterClose}
	case answers != nil && answers.Space() > 0:
		return []string{NoConnection}
	}
	return p.ended()
}

// ended are why a side can have ended its connection by itself.
func (p past) ended() (list []string) {
	if p.repeats >= 2 {
		return []string{GaveUp, Abort}
	}
	if p.received > 0 && !p.fin {
		list = append(list, UnreadData)
	}
	list = append(list, Abort)
	if p.passive && p.sent == 0 {
		list = append(list, ListenerClosed)
	}
	return list
}

// past tells of a side what was before segment i, and the last segments that its
// peer sent.
func (c *connection) past(i, side int) (p past, recent []tcp.Segment) {
	for _, s := range c.segments[:i] {
		if c.side(s) != side {
			recent = append(recent, s.Segment)
			p.received += s.Len
			p.gone = p.gone || s.Has(tcp.RST)
			p.repeats = 0
			continue
		}
		switch {
		case s.Has(tcp.SYN) && s.Has(tcp.ACK):
			p.synAck, p.passive, p.gone = true, !p.syn, false
		case s.Has(tcp.SYN):
			p = past{syn: true}
		case s.Has(tcp.RST):
			p.gone = p.gone || p.spoke
		default:
			p.spoke = true
		}
		p.fin = p.fin || s.Has(tcp.FIN)
		p.sent += s.Len
		if s.Repeats || s.Kind == streams.KeepAlive || s.Kind == streams.ZeroWindowProbe {
			p.repeats++
		}
	}
	return p, recent[max(0, len(recent)-remembered):]
}

// ignored reports whether after the RST at i its sender goes on as if it had sent
// none: then somebody else has.
func (c *connection) ignored(i int) bool {
	rst := c.segments[i]
	var before *streams.Segment
	for j := range c.segments[:i] {
		if c.side(c.segments[j]) == c.side(rst) && !c.segments[j].Has(tcp.RST) {
			before = &c.segments[j]
		}
	}
	if before == nil || before.Has(tcp.SYN) && !before.Has(tcp.ACK) {
		return false
	}
	for _, s := range c.segments[i+1:] {
		if c.side(s) != c.side(rst) || s.Has(tcp.RST) {
			continue
		}
		return !s.Has(tcp.SYN) && before.Seq.AtMost(s.Seq) && s.Seq.Sub(before.End()) < 1<<20 && (s.Len > 0 || s.Has(tcp.FIN))
	}
	return false
}
