package capture

import (
	"slices"

	"woshou/diagrams/capture/streams"
	"woshou/diagrams/tcp"
)

// place is where the capture stood from one end's side: how long segments took
// between it and the end, in microseconds.
type place struct {
	// near tells that the capture stood at the end: it saw at once what the end
	// sent, and what reached it.
	near bool
	// out and in bound how long before it was seen a segment had left the end, and
	// how long after that one reached it.
	out, in bounds
	// loop is the shortest time from what the capture saw go to the end until it
	// saw the end's answer; 0 for none.
	loop int64
}

type bounds struct{ least, most int64 }

// Of a path whose other end is at the capture, the ways there and back are taken
// to be neither shorter than a tenth of the shortest loop nor longer than nine
// tenths, and what the loops differ.
const (
	shortWay = 1
	longWay  = 9
	ways     = 10
)

// instant is how long a host at the capture takes to answer, at most, in
// microseconds.
const instant = 1000

// unknownWay is how long a way may be of which nothing tells.
const unknownWay = 1_000_000

// places works out where the capture stood, from the time between segments and
// their answers: the SYN and its SYN,ACK, that and its ACK, data and what
// acknowledges just that.
func (c *connection) places() [2]place {
	var p [2]place
	var loops [2][]int64
	for side := range p {
		loops[side] = c.loops(side)
		for _, l := range loops[side] {
			if p[side].loop == 0 || l < p[side].loop {
				p[side].loop = max(l, 1)
			}
		}
	}
	for side := range p {
		own, other := &p[side], p[1-side]
		own.near = c.isLocal() || own.loop > 0 && own.loop <= instant && (other.loop == 0 || own.loop <= 2*other.loop)
	}
	for side := range p {
		own, other := &p[side], p[1-side]
		if own.near {
			continue
		}
		jitter := spread(loops[side], own.loop)
		own.in = bounds{0, own.loop + jitter}
		if own.loop == 0 {
			own.in.most = max(other.loop, unknownWay)
		}
		if own.loop > 0 && other.near {
			own.in = bounds{own.loop * shortWay / ways, own.loop*longWay/ways + 2*jitter}
		}
		own.out = own.in
		if c.apart {
			own.out = bounds{}
		}
	}
	return p
}

// isLocal reports whether both ends are on one computer, and the capture with them.
func (c *connection) isLocal() bool {
	return c.hosts[client].Addr() == c.hosts[server].Addr() || c.hosts[client].Addr().IsLoopback()
}

// taps are the interfaces on which the hosts' own segments were captured, by
// side: of several the one that the file describes first, as hosts come before
// what is between them. Where each has one of its own, that stood at the host, and
// saw them leave.
func (c *connection) taps() (own [2]int, apart bool) {
	own = [2]int{-1, -1}
	for _, s := range c.segments {
		if side := c.side(s); own[side] < 0 || s.Tap.Interface < own[side] {
			own[side] = s.Tap.Interface
		}
	}
	return own, own[0] >= 0 && own[1] >= 0 && own[0] != own[1]
}

// strangers are the segments that a host did not send in whose name they were:
// each host has an interface of its own in the capture, and they were on none of
// these.
func (c *connection) strangers() []bool {
	strange := make([]bool, len(c.segments))
	for i, s := range c.segments {
		strange[i] = c.apart && s.Tap.Interface != c.own[c.side(s)]
	}
	return strange
}

// loops are the times from what a side was sent to its answers. What was sent more
// than once tells nothing: the answer may be one to any of the copies, as Karn's
// rule has it (RFC 6298, section 3).
func (c *connection) loops(side int) (list []int64) {
	type asked struct {
		end   tcp.Seq
		at    int64
		again bool
	}
	var open []asked
	for _, s := range c.segments {
		if c.side(s) != side {
			if s.Space() == 0 || s.Has(tcp.RST) {
				continue
			}
			again := false
			for i := range open {
				if open[i].end == s.End() {
					open[i].again, again = true, true
				}
			}
			if !again {
				open = append(open, asked{s.End(), s.AtUS, s.Repeats})
			}
			continue
		}
		if s.Kind == streams.DuplicateACK || len(s.SACK) > 0 {
			open = nil // what is acknowledged next has waited for what was missing
		}
		for i, a := range open {
			if s.Has(tcp.ACK) && a.end == s.Ack {
				if !a.again {
					list = append(list, s.AtUS-a.at)
				}
				open = open[i+1:]
				break
			}
		}
	}
	return list
}

// spread is how much longer than the shortest the loops are, in the middle of
// all: some are held back on purpose.
func spread(loops []int64, shortest int64) int64 {
	if len(loops) == 0 {
		return 0
	}
	slices.Sort(loops)
	return loops[(len(loops)-1)/2] - shortest
}

// awayOut is how long the end's segments were on their way when the capture saw
// them, by the best guess.
func (p place) awayOut() int64 {
	if p.out.most == 0 {
		return 0
	}
	return p.loop / 2
}

// awayIn is how long what the capture saw was then on its way to the end, by the
// best guess.
func (p place) awayIn() int64 {
	if p.near {
		return 0
	}
	return p.loop - p.awayOut()
}
