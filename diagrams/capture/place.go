package capture

import (
	"slices"

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
	apart := c.tapped()
	for side := range p {
		own, other := &p[side], p[1-side]
		own.near = own.loop > 0 && own.loop <= instant && (other.loop == 0 || own.loop <= 2*other.loop)
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
		if apart {
			own.out = bounds{}
		}
	}
	return p
}

// tapped reports whether each host's own segments were captured on an interface
// of their own: then that stood at the host, and saw them leave.
func (c *connection) tapped() bool {
	var taps [2]map[int]bool
	for _, s := range c.segments {
		side := c.side(s)
		if taps[side] == nil {
			taps[side] = map[int]bool{}
		}
		taps[side][s.Tap.Interface] = true
	}
	for tap := range taps[0] {
		if taps[1][tap] {
			return false
		}
	}
	return taps[0] != nil && taps[1] != nil
}

// loops are the times from what a side was sent to its answers.
func (c *connection) loops(side int) (list []int64) {
	type asked struct {
		end tcp.Seq
		at  int64
	}
	var open []asked
	for _, s := range c.segments {
		switch {
		case c.side(s) != side:
			if s.Space() == 0 || s.Has(tcp.RST) {
				continue
			}
			open = append(open, asked{s.End(), s.AtUS})
		case s.Has(tcp.ACK):
			for i, a := range open {
				if a.end == s.Ack {
					list = append(list, s.AtUS-a.at)
					open = open[i+1:]
					break
				}
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
