package tcp

// receive serves the RECEIVE call.
//
// RFC 9293 §3.10.3.
func (e *Endpoint) receive(in ReceiveData) {
	want := in.Octets
	if want == 0 {
		want = -1
	}
	switch e.state {
	case Closed:
		e.fail(NoConnection, ruleReceive)
	case Closing, LastAck, TimeWait:
		e.fail(IsClosing, ruleReceive)
	case CloseWait:
		if e.rcv.unread == 0 {
			e.fail(IsClosing, ruleReceive)
			return
		}
		e.rcv.wanted = want
		e.serveReader()
	default:
		e.rcv.wanted = want // queued until there is something
		e.serveReader()
	}
}

// serveReader hands over what the user has asked for, as far as it is there.
func (e *Endpoint) serveReader() {
	switch {
	case e.rcv.unread == 0:
	case e.opt.AutoRead || e.rcv.wanted < 0:
		e.deliver(e.rcv.unread)
	case e.rcv.wanted > 0:
		e.deliver(min(e.rcv.unread, e.rcv.wanted))
	}
}

// deliver hands octets to the user.
func (e *Endpoint) deliver(n int) {
	if n == 0 {
		return
	}
	e.rcv.unread -= n
	e.rcv.wanted = 0
	e.do(Deliver{Octets: n, Rule: ruleReceive})
	if !e.opt.AutoRead {
		e.announceWindow()
	}
}

// announceWindow tells the peer of room that the user's reading has made, when
// it is worth it. A user who reads by himself needs no such news: then the
// acknowledgments have it.
//
// RFC 9293 §3.8.6.2.2.
func (e *Endpoint) announceWindow() {
	if !e.state.mayReceive() || !e.opensWindow() || e.profile.UpdateDoubles && e.free() < 2*e.window() {
		return
	}
	e.oweAck(atOnce, ruleWindowUpdate)
}
