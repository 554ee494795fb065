package streams

// clock makes times of a capture that never go back, from its first packet on.
type clock struct {
	started     bool
	first, last int64
	shift       int64 // what was added because the clock was set back
}

// jitter is how far packets of several processors come out of order, in
// microseconds; more than that, and somebody has set the clock.
const jitter = 1000

// longest is the longest pause that is believed, in microseconds: some 35 years. After a
// longer one the clock has been set, or the file is damaged.
const longest = 1 << 50

// at is the time of a packet that the capture says was at a time.
func (c *clock) at(us int64) int64 {
	if !c.started {
		c.started, c.first, c.last = true, us, us
	}
	if us += c.shift; us-c.last > longest || us < -longest {
		c.shift, us = c.shift+c.last-us, c.last
	}
	if us < c.last {
		if c.last-us > jitter {
			c.shift += c.last - us
		}
		us = c.last
	}
	c.last = us
	return us - c.first
}
