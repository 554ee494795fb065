package tcp

// receive serves the RECEIVE call. Users of this machine take data as soon as
// it can be delivered, so that nothing ever waits for them here, and what
// remains are the errors.
//
// RFC 9293 §3.10.3.
func (e *Endpoint) receive() {
	switch e.state {
	case Closed:
		e.fail(NoConnection, receive)
	case CloseWait, Closing, LastAck, TimeWait:
		e.fail(IsClosing, receive)
	}
}
