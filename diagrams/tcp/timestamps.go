package tcp

import "time"

// timestampsSize is what the option takes of each segment, padding included.
const timestampsSize = 12 // RFC 7323, appendix A

// stamps is the state of the timestamps option.
//
// RFC 7323, sections 4 and 5.
type stamps struct {
	recent  uint32 // TS.Recent: what is echoed to the peer
	lastAck Seq    // Last.ACK.sent
}

// clock is the value of the timestamp clock: milliseconds, from 1 since 0
// stands for none.
func clock(now time.Duration) uint32 { return uint32(now/time.Millisecond) + 1 }

// stamp puts the option on a segment that is about to leave.
func (e *Endpoint) stamp(now time.Duration, seg *Segment) {
	onSyn := seg.Has(SYN) && seg.Timestamps != nil
	if !onSyn && !(e.timestamps && !seg.Has(RST)) {
		return
	}
	seg.Timestamps = &Timestamps{Value: clock(now)}
	if seg.Has(ACK) {
		seg.Timestamps.Echo = e.stamps.recent
		e.stamps.lastAck = seg.Ack
	}
}

// checkStamps is the protection against wrapped sequence numbers: a segment
// older than one already seen is acknowledged and dropped.
//
// RFC 7323, section 5.3, R1 to R3.
func (e *Endpoint) checkStamps(seg Segment) bool {
	if !e.timestamps || seg.Timestamps == nil || seg.Has(RST) {
		return true
	}
	v := seg.Timestamps.Value
	if int32(v-e.stamps.recent) < 0 {
		e.oweAck(atOnce, ruleArrival)
		return false
	}
	if seg.Seq.AtMost(e.stamps.lastAck) {
		e.stamps.recent = v
	}
	return true
}
