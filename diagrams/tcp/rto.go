package tcp

import "time"

// The bounds of the retransmission timeout.
const (
	initialRTO = time.Second      // RFC 6298 (2.1)
	minRTO     = time.Second      // RFC 6298 (2.4)
	maxRTO     = 60 * time.Second // RFC 6298 (2.5)
	afterSyn   = 3 * time.Second  // RFC 6298 (5.7)
	// granularity is the clock's G of RFC 6298: the trace counts microseconds.
	granularity = time.Microsecond
)

// estimator is the computation of the retransmission timeout. Its zero value
// has measured nothing yet.
//
// RFC 9293 §3.8.1, which adopts RFC 6298.
type estimator struct {
	srtt, rttvar time.Duration
	rto          time.Duration // 0 stands for the initial one
	measured     bool
}

func (r *estimator) timeout() time.Duration {
	if r.rto == 0 {
		return initialRTO
	}
	return r.rto
}

// measure takes the round trip time of a segment that was sent once.
func (r *estimator) measure(rtt time.Duration) {
	if !r.measured {
		r.measured = true
		r.srtt, r.rttvar = rtt, rtt/2
	} else {
		r.rttvar = (3*r.rttvar + (r.srtt - rtt).Abs()) / 4
		r.srtt = (7*r.srtt + rtt) / 8
	}
	r.rto = min(max(r.srtt+max(granularity, 4*r.rttvar), minRTO), maxRTO)
}

// backOff doubles the timeout, which holds until the next measurement.
func (r *estimator) backOff() { r.rto = min(2*r.timeout(), maxRTO) }

// measure feeds the estimator with the newest segment that ack acknowledges
// for the first time. Karn: one that was sent more than once says nothing,
// since nobody knows which of them was acknowledged.
func (e *Endpoint) measure(now time.Duration, ack Seq) {
	rtt := time.Duration(-1)
	for _, s := range e.flight {
		if !s.End().AtMost(ack) {
			break
		}
		if s.times == 1 {
			rtt = now - s.last
		} else if s.Has(SYN) {
			e.rto = estimator{rto: afterSyn}
		}
	}
	if rtt >= 0 {
		e.rto.measure(rtt)
	}
}
