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
	peak         peak
}

// peak is Linux's way of RTTVAR: the largest deviation of a round trip, which falls
// once in one, and no lower than the profile says.
type peak struct {
	deviation, most, spread time.Duration // four times RTTVAR; its maximum; what is added to SRTT
	until                   Seq           // SND.NXT when the round trip began
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
	if e.profile.MinVariance > 0 {
		e.samplePeak(rtt)
	}
	if !r.measured {
		r.measured = true
		r.srtt, r.rttvar = rtt, rtt/2
	} else {
		r.rttvar = (3*r.rttvar + (r.srtt - rtt).Abs()) / 4
		r.srtt = (7*r.srtt + rtt) / 8
	}
	spread := max(granularity, 4*r.rttvar)
	if e.profile.MinVariance > 0 {
		spread = r.peak.spread
	}
	r.rto = min(max(r.srtt+spread, e.profile.MinRTO), e.profile.MaxRTO)
}

// samplePeak takes a round trip as Linux does: one that is shorter than SRTT makes the
// deviation grow an eighth as much as one that is longer.
func (e *Endpoint) samplePeak(rtt time.Duration) {
	r, p := &e.rto, &e.rto.peak
	if !r.measured {
		spread := max(2*rtt, e.profile.MinVariance)
		*p = peak{deviation: 2 * rtt, most: spread, spread: spread, until: e.snd.nxt}
		return
	}
	more := (rtt - r.srtt).Abs() - p.deviation/4
	if rtt < r.srtt && more > 0 {
		more /= 8
	}
	p.deviation += more
	p.most = max(p.most, p.deviation)
	p.spread = max(p.spread, p.most)
	if p.until.Less(e.snd.una) {
		p.spread -= max(0, p.spread-p.most) / 4
		p.until, p.most = e.snd.nxt, e.profile.MinVariance
	}
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
