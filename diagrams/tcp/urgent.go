package tcp

// pointUrgent has a segment of data point at the end of urgent data, as far as
// its field of 16 bits can.
//
// RFC 9293 §3.8.5.
func (e *Endpoint) pointUrgent(seg *Segment) {
	if e.snd.hasUrgent && seg.Seq.Less(e.snd.urgent) && seg.Len > 0 {
		seg.Flags |= URG
		seg.Urgent = min(e.snd.urgent.Sub(seg.Seq), 65535)
	}
}

// checkUrgent is the sixth check: it signals the user that the peer has urgent
// data, once for each advance of its end, also where the window is closed to
// the data itself (MUST-66).
//
// RFC 9293 §3.10.7.4; §3.8.5, MUST-32 and MUST-33.
func (e *Endpoint) checkUrgent(seg Segment) {
	if !seg.Has(URG) || !e.state.mayReceive() {
		return
	}
	end, consumed := seg.Seq.Add(seg.Urgent), e.rcv.nxt.Add(-e.rcv.unread)
	if !consumed.Less(end) || e.rcv.hasUrgent && end.AtMost(e.rcv.urgent) {
		return
	}
	e.rcv.urgent, e.rcv.hasUrgent = end, true
	e.do(Urgent{Octets: end.Sub(consumed), Rule: ruleUrgent})
}
