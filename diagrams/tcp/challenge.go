package tcp

import "time"

// Challenges are rationed: two ends that disagree about their numbers, as
// after a half-open beginning, would otherwise answer each other's
// acknowledgments with acknowledgments for ever.
const (
	mostChallenges  = 10              // RFC 5961, section 7
	challengePeriod = 5 * time.Second // RFC 5961, section 7
)

// ration counts the challenges of the present period.
type ration struct {
	since time.Duration
	used  int
}

// challenge answers a suspicious segment with an ACK, as far as the ration
// goes: its sender, if real, will answer with a RST that is exact, or see what
// it has missed.
//
// RFC 9293 §3.10.7.4, first, second, fourth and fifth check; RFC 5961.
func (e *Endpoint) challenge(now time.Duration) {
	c := &e.challenges
	if now-c.since >= challengePeriod {
		*c = ration{since: now}
	}
	if c.used < mostChallenges {
		c.used++
		e.oweAck(atOnce, arrives)
	}
}
