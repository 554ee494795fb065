package tcp

import "time"

// Control names a way of congestion control.
type Control string

// The ways: none at all, which no host of the Internet may go; Reno, as RFC
// 5681 has it; CUBIC, as RFC 9438 does.
const (
	Off   Control = "off"
	Reno  Control = "reno"
	Cubic Control = "cubic"
)

// noThreshold is ssthresh before any loss: as high as a window can be.
const noThreshold = 65535 << 14 // RFC 5681, section 3.1; RFC 7323, section 2.3

// congestion is the window that the network sets, beside the one that the
// receiver does. It knows nothing of segments: the endpoint tells it what was
// acknowledged and what was lost (recovery.go), and asks it how much may be out.
//
//	          ACKs                        ACKs
//	slow start ──> cwnd ≥ ssthresh ──> congestion avoidance
//	   ^                                      │
//	   └── timeout: cwnd = 1 MSS              │ loss seen in time
//	          fast recovery, cwnd = ssthresh <┘
//
// Off when window is 0. All sizes are in octets.
//
// RFC 9293 §3.8.2, MUST-19: RFC 5681.
type congestion struct {
	control   Control
	mss       int
	initial   int  // the initial window
	whole     bool // it counts in segments
	window    int  // cwnd
	threshold int  // ssthresh
	acked     int  // in avoidance, octets acknowledged since the window grew last
	cubic     cubic
	sentAt    time.Duration // when data was sent last
	used      bool          // data has been sent
	usage     usage
	told      Congestion // what was reported last
}

// newCongestion is the control of a connection that may begin with so many
// segments.
func newCongestion(control Control, mss, segments int) congestion {
	if control == Off {
		return congestion{control: Off}
	}
	return congestion{control: control, mss: mss, initial: segments * mss, window: segments * mss, threshold: noThreshold}
}

// usage is how far the window has been filled lately: since SND.NXT was where `until`
// is, it was all of it, or at most so many octets.
type usage struct {
	limited bool
	most    int
	until   Seq
}

// noteUse notes that so much is out, and whether that is all that the window allows.
func (c *congestion) noteUse(limited bool, out int, una, nxt Seq) {
	u := &c.usage
	if u.until.AtMost(una) || limited || !u.limited && out > u.most {
		*u = usage{limited, out, nxt}
	}
}

// inUse reports whether the window is filled, or in slow start more than half.
func (c *congestion) inUse() bool {
	return c.usage.limited || c.slowStart() && c.window < 2*c.usage.most
}

// slowStart reports whether the window still doubles with each round trip.
func (c *congestion) slowStart() bool { return c.window < c.threshold }

// grow opens the window as an ACK of n new octets allows. In slow start that is
// at most a segment an ACK, unless all that an ACK covers counts.
//
// RFC 5681, section 3.1.
func (c *congestion) grow(now time.Duration, n int, rtt time.Duration, all bool) {
	if c.window == 0 || n == 0 {
		return
	}
	if c.slowStart() {
		if !all {
			c.window += min(n, c.mss)
			return
		}
		step := min(n, c.threshold-c.window)
		c.window += step
		if n -= step; n == 0 {
			return
		}
	}
	if c.control == Cubic {
		c.window += c.cubic.growth(now, rtt, c.window, c.mss, n)
		return
	}
	if c.acked += n; c.acked >= c.window { // counted in octets, so that delayed ACKs slow nothing
		c.acked -= c.window
		c.window += c.mss
	}
}

// reduce takes a loss as the sign of congestion that it is, when so much was in
// flight: it sets ssthresh.
//
// RFC 5681, section 3.1, equation (4); RFC 9438, section 4.6.
func (c *congestion) reduce(flight int) {
	c.threshold = flight / 2
	if c.control == Cubic {
		c.threshold = c.cubic.reduce(c.window, flight)
	}
	c.threshold = max(c.entire(c.threshold), 2*c.mss)
	c.acked = 0
}

// remembered is the ssthresh that a window which is about to fall leaves behind: no
// less than half and a quarter of it.
//
// RFC 2861.
func (c *congestion) remembered() int {
	return max(c.threshold, c.entire(c.window/2)+c.entire(c.window/4))
}

// entire is so many octets, in segments where these are what counts.
func (c *congestion) entire(octets int) int {
	if c.whole {
		octets -= octets % c.mss
	}
	return octets
}

// collapse begins anew with one segment: a timeout has said that nothing gets
// through. Ssthresh falls only at the first timeout for the same segment.
//
// RFC 5681, section 3.1.
func (c *congestion) collapse(flight int, first bool) {
	if first {
		c.reduce(flight)
	}
	c.window, c.acked = c.mss, 0
}

// tellCongestion reports where congestion control stands, when that has changed
// since it was told last. Before any data there is nothing to tell.
func (e *Endpoint) tellCongestion() {
	if e.cc.window == 0 || !e.cc.used {
		return
	}
	now := Congestion{
		Window: e.cc.window, Threshold: e.cc.threshold,
		Flight: e.snd.nxt.Sub(e.snd.una) - count(e.snd.finSent && !e.finAcked()), Phase: e.phase(), Rule: ruleCongestion,
	}
	if now != e.cc.told {
		e.cc.told = now
		e.do(now)
	}
}

// phase is what congestion control is about.
//
// RFC 5681, sections 3.1 and 3.2.
func (e *Endpoint) phase() Phase {
	switch {
	case e.rec.recovering:
		return FastRecovery
	case e.cc.slowStart():
		return SlowStart
	}
	return Avoidance
}

// count is how many sequence numbers a FIN takes that is there, or not.
func count(fin bool) int {
	if fin {
		return 1
	}
	return 0
}
