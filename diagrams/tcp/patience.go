package tcp

// watchUser starts the user timeout when something has become outstanding, and
// stops it when nothing is any more.
//
// RFC 9293 §3.10.8.
func (e *Endpoint) watchUser() {
	switch outstanding := len(e.flight) > 0 || e.snd.queued > 0; {
	case outstanding && e.opt.UserTimeout > 0 && !e.running[UserTimer]:
		e.startTimer(UserTimer, e.opt.UserTimeout, timeouts)
	case !outstanding:
		e.stopTimer(UserTimer, timeouts)
	}
}

// loseUser gives the connection up: its user has waited long enough.
func (e *Endpoint) loseUser() {
	e.fail(TimedOut, timeouts)
	e.move(UserTimedOut)
}

// watchOrphan gives FIN-WAIT-2 an end when no user is left to wait for the
// peer's FIN. The RFC has none: D9.
func (e *Endpoint) watchOrphan() {
	if e.orphaned && e.profile.OrphanTimeout > 0 && e.state == FinWait2 {
		e.startTimer(FinWait2Timer, e.profile.OrphanTimeout, halfClosed)
	}
}
