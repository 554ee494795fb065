package tcp

import "time"

// cubic is what CUBIC remembers. Its window grows along a curve that is flat
// where the last loss came, and is counted in real time, not in ACKs:
//
//	                  ╱
//	W_max ·····──────╱···   W(t) = C (t - K)³ + W_max
//	        ╱
//	       ╱                C = 0.4 segments / s³, K: when W_max is reached
//
// Everything is in octets and whole microseconds, since floating point is not
// the same on every machine.
//
// RFC 9438.
type cubic struct {
	max      int           // W_max: the window at the last loss, or a little less
	began    time.Duration // when this stretch of congestion avoidance began
	running  bool
	k        time.Duration // from then until the curve is at max
	estimate int           // W_est: what Reno would have by now
}

// reduce is ssthresh after a loss: seven tenths of what was in flight. Who had
// to fall before he was where he fell last gives way to others.
//
// RFC 9438, sections 4.6 and 4.7.
func (c *cubic) reduce(window, flight int) int {
	if window < c.max {
		window = window * 17 / 20 // (1 + beta) / 2, fast convergence
	}
	*c = cubic{max: window}
	return flight * 7 / 10
}

// growth is by how much the window grows for n octets acknowledged in
// congestion avoidance.
//
// RFC 9438, sections 4.2 to 4.5.
func (c *cubic) growth(now time.Duration, rtt time.Duration, window, mss, n int) int {
	if !c.running {
		c.begin(now, window, mss)
	}
	// What Reno would do with this fall: alpha = 3 (1 - beta) / (1 + beta) = 9/17.
	if c.estimate < c.max {
		c.estimate += mss * n / window * 9 / 17
	} else {
		c.estimate += mss * n / window
	}
	if c.at(now, mss) < c.estimate {
		return max(0, c.estimate-window)
	}
	target := min(max(c.at(now+rtt, mss), window), window*3/2)
	return (target - window) * n / window
}

// begin starts the curve from the window of the moment.
func (c *cubic) begin(now time.Duration, window, mss int) {
	c.running, c.began, c.estimate = true, now, window
	c.k = 0
	if c.max <= window {
		c.max = window
		return
	}
	// K³ = (W_max - cwnd) / C, in milliseconds.
	c.k = time.Duration(cubeRoot(int64(c.max-window)*2_500_000_000/int64(mss))) * time.Millisecond
}

// at is the window that the curve has at an instant.
func (c *cubic) at(now time.Duration, mss int) int {
	const far = 100_000 // ms: beyond any window
	t := min(max((now-c.began-c.k).Milliseconds(), -far), far)
	return c.max + int(t*t*t/1_000_000*2*int64(mss)/5_000)
}

// cubeRoot is the greatest whole number whose cube is at most n, for n from 0.
func cubeRoot(n int64) (root int64) {
	for bit := int64(1) << 20; bit > 0; bit >>= 1 {
		if r := root | bit; r*r*r <= n {
			root = r
		}
	}
	return root
}
