package tcp

import "time"

// rest lets a window that has not been used for a while shrink: after a
// retransmission timeout without data, what it says of the path is old.
// Where it halves, it does so once for each timeout, down to the same limit, and
// ssthresh keeps three quarters of what it was.
//
// RFC 5681, section 4.1; halving as RFC 2861.
func (c *congestion) rest(now, rto time.Duration, halve bool) {
	idle := now - c.sentAt
	if c.window == 0 || !c.used || idle <= rto {
		return
	}
	if !halve {
		c.window = min(c.window, c.initial)
		return
	}
	c.threshold = c.remembered()
	for ; idle > rto && c.window > c.initial; idle -= rto {
		c.window = max(c.entire(c.window/2), c.initial)
	}
}
