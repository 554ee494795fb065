package tcp

import "time"

// ration counts the challenges of the present period, which begins with its
// first. Without a ration, two ends that disagree about their numbers, as after
// a half-open beginning, would answer each other's acknowledgments for ever.
type ration struct {
	since time.Duration
	used  int
}

// challenge answers a suspicious segment with an ACK, as far as the ration
// goes: its sender, if real, will answer with a RST that is exact, or see what
// it has missed.
//
// RFC 9293 §3.10.7.4, first, second, fourth and fifth check; RFC 5961.
func (e *Endpoint) challenge(now time.Duration, rule string) {
	c := &e.challenges
	if c.used == 0 || now-c.since >= e.profile.ChallengePeriod {
		*c = ration{since: now}
	}
	if c.used < e.profile.Challenges {
		c.used++
		e.oweAck(atOnce, rule)
	}
}
