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
	offered := seg.Timestamps != nil // on a SYN, and on the RST of a connection
	if !offered && !(e.timestamps && !seg.Has(RST)) {
		return
	}
	if offered && seg.Has(RST) {
		seg.Timestamps = &Timestamps{clock(now), seg.Timestamps.Echo}
		return
	}
	seg.Timestamps = &Timestamps{Value: clock(now)}
	if seg.Has(ACK) {
		seg.Timestamps.Echo = e.stamps.recent
		e.stamps.lastAck = seg.Ack
	}
}

// checkStamps is the protection against wrapped sequence numbers: a segment
// older than one already seen is acknowledged and dropped. One without the
// option that was agreed upon is dropped in silence.
//
// RFC 7323, section 5.3, R1, and section 3.2.
func (e *Endpoint) checkStamps(now time.Duration, seg Segment) bool {
	if !e.timestamps || seg.Has(RST) {
		return true
	}
	if seg.Timestamps == nil {
		return !e.profile.DropUnstamped
	}
	if int32(seg.Timestamps.Value-e.stamps.recent) < 0 {
		if seg.Space() == 0 {
			e.challenge(now, ruleStamps) // as any bare ACK that is not acceptable
			return false
		}
		if seg.Seq.Less(e.rcv.nxt) {
			e.noteDouble(seg)
			e.hasten()
		}
		e.oweAck(atOnce, ruleStamps)
		return false
	}
	return true
}

// takeStamp remembers the timestamp of a segment in the window that begins no
// later than what was acknowledged last.
//
// RFC 7323, section 5.3, R3.
func (e *Endpoint) takeStamp(seg Segment) {
	if e.timestamps && seg.Timestamps != nil && !seg.Has(RST) && seg.Seq.AtMost(e.stamps.lastAck) &&
		int32(seg.Timestamps.Value-e.stamps.recent) >= 0 {
		e.stamps.recent = seg.Timestamps.Value
	}
}
