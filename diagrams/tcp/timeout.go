package tcp

import "time"

// How long a segment is repeated before the connection is given up (R2).
const (
	giveUpSyn  = 3 * time.Minute   // RFC 9293 §3.8.3, MUST-23
	giveUpData = 100 * time.Second // RFC 9293 §3.8.3, SHLD-11
)

// adviseAfter is how often a segment is repeated before IP and the user are told
// that something is wrong (R1).
const adviseAfter = 3 // RFC 9293 §3.8.3, SHLD-10

// timeout serves the timers.
//
// RFC 9293 §3.10.8.
func (e *Endpoint) timeout(now time.Duration, t Timer) {
	e.running.set(t, false)
	switch t {
	case RetransmissionTimer:
		e.retransmit(now)
	case RackTimer:
		e.reorderingOver(now)
	case TailTimer:
		e.probeTail(now)
	case DelayedAckTimer:
		e.ackWaitedInVain()
		e.oweAck(atOnce, ruleDelayedAck)
	case PersistTimer:
		e.probe(now)
	case KeepaliveTimer:
		e.askIdle()
	case UserTimer:
		e.loseUser()
	case FinWait2Timer:
		e.move(OrphanTimeout)
	case TimeWaitTimer:
		e.move(TimeWaitTimeout)
	}
}

// retransmit sends the front of the retransmission queue again, with twice
// the patience, or gives up.
func (e *Endpoint) retransmit(now time.Duration) {
	if len(e.flight) == 0 {
		return
	}
	head := e.fit(0)
	if e.exhausted(now, head) {
		e.giveUp()
		return
	}
	if !head.Has(SYN) || head.Has(ACK) || head.times > e.profile.LinearSyns { // D7
		e.backOff()
	}
	e.timeoutLoss(now, head.timeouts == 0)
	head.timeouts++
	if head.timeouts == adviseAfter {
		e.do(Advise{Rule: ruleGivingUp}) // SHLD-9
	}
	e.undo.repeated++
	e.repeat(now, head, ruleTimeout)
	e.startTimer(RetransmissionTimer, e.timeoutRTO(), ruleRetransmission)
}

// giveUp ends a connection whose peer has not answered for too long (R2). A
// listener whose request was never completed may go on listening.
//
// RFC 9293 §3.8.3.
func (e *Endpoint) giveUp() {
	if e.state == SynReceived && e.passive && e.profile.ListenerStays {
		e.move(GiveUpPassive)
		return
	}
	e.fail(TimedOut, ruleGivingUp)
	e.move(GiveUp)
}

// exhausted reports whether a segment has been repeated often or long enough.
// Where the peer has shrunk its window to nothing, repeats are probes, and as
// long as they are answered there is no end (§3.8.6, SHLD-17; MUST-37).
//
// RFC 9293 §3.8.3.
func (e *Endpoint) exhausted(now time.Duration, s *sent) bool {
	if e.snd.wnd == 0 && e.state.synchronized() && e.snd.heard > s.last {
		return false
	}
	patience, retries := giveUpData, e.profile.DataRetries
	switch {
	case s.Has(SYN | ACK):
		patience, retries = giveUpSyn, e.profile.SynAckRetries
	case s.Has(SYN):
		patience, retries = giveUpSyn, e.profile.SynRetries
	}
	if e.opt.Retries >= 0 {
		return s.times > e.opt.Retries
	}
	if retries > 0 {
		return s.times > retries
	}
	return now-s.first >= patience
}

// watchUser starts the user timeout when something has become outstanding, and
// stops it when nothing is any more.
//
// RFC 9293 §3.10.8.
func (e *Endpoint) watchUser() {
	switch outstanding := len(e.flight) > 0 || e.snd.queued > 0; {
	case outstanding && e.opt.UserTimeout > 0 && !e.running.has(UserTimer):
		e.startTimer(UserTimer, e.opt.UserTimeout, ruleTimeout)
	case !outstanding:
		e.stopTimer(UserTimer, ruleTimeout)
	}
}

// loseUser gives the connection up: its user has waited long enough.
func (e *Endpoint) loseUser() {
	e.fail(TimedOut, ruleTimeout)
	e.move(UserTimedOut)
}

// watchOrphan gives FIN-WAIT-2 an end when no user is left to wait for the
// peer's FIN. The RFC has none: D9.
func (e *Endpoint) watchOrphan() {
	if e.orphaned && e.profile.OrphanTimeout > 0 && e.state == FinWait2 {
		e.startTimer(FinWait2Timer, e.profile.OrphanTimeout, ruleOrphan)
	}
}
