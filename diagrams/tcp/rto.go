package tcp

import "time"

// granularity is the clock's G of RFC 6298: the trace counts microseconds.
const granularity = time.Microsecond

// estimator is the computation of the retransmission timeout. Its zero value
// has measured nothing yet.
//
// RFC 9293 §3.8.1, which adopts RFC 6298; the bounds are the profile's.
type estimator struct {
	srtt, rttvar time.Duration
	rto          time.Duration // 0 stands for the initial one
	measured     bool
}

// timeoutRTO is the retransmission timeout of the moment.
func (e *Endpoint) timeoutRTO() time.Duration {
	if e.rto.rto == 0 {
		return e.profile.InitialRTO
	}
	return e.rto.rto
}

// sample takes the round trip time of a segment that was sent once.
//
// RFC 6298 (2.2) to (2.4).
func (e *Endpoint) sample(rtt time.Duration) {
	r := &e.rto
	if !r.measured {
		r.measured = true
		r.srtt, r.rttvar = rtt, rtt/2
	} else {
		r.rttvar = (3*r.rttvar + (r.srtt - rtt).Abs()) / 4
		r.srtt = (7*r.srtt + rtt) / 8
	}
	spread := max(granularity, 4*r.rttvar, e.profile.MinVariance)
	r.rto = min(max(r.srtt+spread, e.profile.MinRTO), e.profile.MaxRTO)
}

// backOff doubles the timeout, which holds until the next measurement.
//
// RFC 6298 (5.5).
func (e *Endpoint) backOff() { e.rto.rto = min(2*e.timeoutRTO(), e.profile.MaxRTO) }

// measure samples the newest segment that is acknowledged for the first time.
// Karn: one that was sent more than once says nothing, since nobody knows
// which of them was acknowledged. Linux samples the oldest, and none when any was
// sent more than once; then a timestamp that comes back tells.
//
// RFC 6298, section 3; RFC 7323, section 4.1.
func (e *Endpoint) measure(now time.Duration, seg Segment) {
	const none = time.Duration(-1)
	oldest, newest, repeated := none, none, false
	for _, s := range e.flight {
		if !s.End().AtMost(seg.Ack) {
			break
		}
		switch {
		case s.times > 1:
			if repeated = true; s.Has(SYN) {
				e.rto = estimator{rto: e.profile.AfterSyn} // RFC 6298 (5.7)
			}
		case !s.sacked || !e.profile.SamplesOldest:
			if newest = now - s.last; oldest == none {
				oldest = newest
			}
		}
	}
	rtt := newest
	if e.profile.SamplesOldest {
		if rtt = oldest; repeated {
			rtt = none
		}
		if rtt == none && e.timestamps && seg.Timestamps != nil && seg.Timestamps.Echo != 0 {
			rtt = time.Duration(max(1, int32(clock(now)-seg.Timestamps.Echo))) * time.Millisecond
		}
	}
	if rtt != none {
		e.sample(rtt)
	}
}
