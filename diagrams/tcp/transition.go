package tcp

// Event is what makes a connection change its state, in the words of the
// state diagram.
//
// RFC 9293 §3.3.2, Figure 5.
type Event string

// The events.
const (
	PassiveOpen Event = "passive OPEN"
	ActiveOpen  Event = "active OPEN"
	SendCall    Event = "SEND"
	CloseCall   Event = "CLOSE"
	AbortCall   Event = "ABORT"
	CrashEvent  Event = "crash"

	RcvSyn         Event = "rcv SYN"
	RcvSynAck      Event = "rcv SYN,ACK"
	RcvAckOfSyn    Event = "rcv ACK of SYN"
	RcvFin         Event = "rcv FIN"
	RcvAckOfFin    Event = "rcv ACK of FIN"
	RcvFinAckOfFin Event = "rcv FIN, ACK of FIN"
	RcvRst         Event = "rcv RST"
	RcvRstPassive  Event = "rcv RST, was passive"
	RcvSynPassive  Event = "rcv SYN, was passive"
	RcvDataUnread  Event = "rcv data after full close"

	CloseUnread Event = "CLOSE of both, data unread"

	TimeWaitTimeout Event = "2 MSL timeout"
	GiveUp          Event = "too many retransmissions"
	UserTimedOut    Event = "user timeout"
	PeerSilent      Event = "keep-alive unanswered"
	OrphanTimeout   Event = "FIN-WAIT-2 timeout"
)

// Transition is one row of the machine's table.
type Transition struct {
	From  State
	Event Event
	To    State
	// Emits is what is sent with it: "SYN,ACK", or "".
	Emits string
	// Rule is the clause: "RFC 9293 §3.10.1".
	Rule string
}

// Table is every state change the machine can make. The machine looks each
// one up here before making it, so the table cannot lag behind the code.
//
// Not in Figure 5 but in the text: what RST, ABORT and giving up do; note 2's
// way from FIN-WAIT-1 to TIME-WAIT. Not in the RFC's text but in the world: a
// crash, after which there is no TCB (§3.5.1).
var Table = []Transition{
	{Closed, PassiveOpen, Listen, "", open},
	{Closed, ActiveOpen, SynSent, "SYN", open},

	{Listen, ActiveOpen, SynSent, "SYN", open},
	{Listen, SendCall, SynSent, "SYN", send},
	{Listen, CloseCall, Closed, "", closing},
	{Listen, AbortCall, Closed, "", abort},
	{Listen, CrashEvent, Closed, "", halfOpen},
	{Listen, RcvSyn, SynReceived, "SYN,ACK", arrivesListen},

	{SynSent, CloseCall, Closed, "", closing},
	{SynSent, AbortCall, Closed, "", abort},
	{SynSent, CrashEvent, Closed, "", halfOpen},
	{SynSent, RcvSynAck, Established, "ACK", arrivesSynSent},
	{SynSent, RcvSyn, SynReceived, "SYN,ACK", arrivesSynSent},
	{SynSent, RcvRst, Closed, "", arrivesSynSent},
	{SynSent, GiveUp, Closed, "", failures},
	{SynSent, UserTimedOut, Closed, "", timeouts},

	{SynReceived, CloseCall, FinWait1, "FIN,ACK", closing},
	{SynReceived, AbortCall, Closed, "RST", abort},
	{SynReceived, CrashEvent, Closed, "", halfOpen},
	{SynReceived, RcvAckOfSyn, Established, "", arrives},
	{SynReceived, RcvRstPassive, Listen, "", arrives},
	{SynReceived, RcvRst, Closed, "", arrives},
	{SynReceived, RcvSynPassive, Listen, "", arrives},
	{SynReceived, GiveUp, Closed, "", failures},
	{SynReceived, UserTimedOut, Closed, "", timeouts},

	{Established, CloseCall, FinWait1, "FIN,ACK", closing},
	{Established, AbortCall, Closed, "RST", abort},
	{Established, CrashEvent, Closed, "", halfOpen},
	{Established, RcvFin, CloseWait, "ACK", arrives},
	{Established, RcvRst, Closed, "", arrives},
	{Established, GiveUp, Closed, "", failures},
	{Established, UserTimedOut, Closed, "", timeouts},
	{Established, PeerSilent, Closed, "", keepalives},
	{Established, CloseUnread, Closed, "RST", halfClosed},

	{FinWait1, AbortCall, Closed, "RST", abort},
	{FinWait1, CrashEvent, Closed, "", halfOpen},
	{FinWait1, RcvAckOfFin, FinWait2, "", arrives},
	{FinWait1, RcvFin, Closing, "ACK", arrives},
	{FinWait1, RcvFinAckOfFin, TimeWait, "ACK", arrives},
	{FinWait1, RcvRst, Closed, "", arrives},
	{FinWait1, RcvDataUnread, Closed, "RST", halfClosed},
	{FinWait1, GiveUp, Closed, "", failures},
	{FinWait1, UserTimedOut, Closed, "", timeouts},
	{FinWait1, CloseUnread, Closed, "RST", halfClosed},

	{FinWait2, AbortCall, Closed, "RST", abort},
	{FinWait2, CrashEvent, Closed, "", halfOpen},
	{FinWait2, RcvFin, TimeWait, "ACK", arrives},
	{FinWait2, RcvRst, Closed, "", arrives},
	{FinWait2, RcvDataUnread, Closed, "RST", halfClosed},
	{FinWait2, PeerSilent, Closed, "", keepalives},
	{FinWait2, OrphanTimeout, Closed, "", halfClosed},
	{FinWait2, CloseUnread, Closed, "RST", halfClosed},

	{CloseWait, CloseCall, LastAck, "FIN,ACK", closing},
	{CloseWait, AbortCall, Closed, "RST", abort},
	{CloseWait, CrashEvent, Closed, "", halfOpen},
	{CloseWait, RcvRst, Closed, "", arrives},
	{CloseWait, GiveUp, Closed, "", failures},
	{CloseWait, UserTimedOut, Closed, "", timeouts},
	{CloseWait, PeerSilent, Closed, "", keepalives},
	{CloseWait, CloseUnread, Closed, "RST", halfClosed},

	{Closing, AbortCall, Closed, "", abort},
	{Closing, CrashEvent, Closed, "", halfOpen},
	{Closing, RcvAckOfFin, TimeWait, "", arrives},
	{Closing, RcvRst, Closed, "", arrives},
	{Closing, GiveUp, Closed, "", failures},
	{Closing, UserTimedOut, Closed, "", timeouts},

	{LastAck, AbortCall, Closed, "", abort},
	{LastAck, CrashEvent, Closed, "", halfOpen},
	{LastAck, RcvAckOfFin, Closed, "", arrives},
	{LastAck, RcvRst, Closed, "", arrives},
	{LastAck, GiveUp, Closed, "", failures},
	{LastAck, UserTimedOut, Closed, "", timeouts},

	{TimeWait, AbortCall, Closed, "", abort},
	{TimeWait, CrashEvent, Closed, "", halfOpen},
	{TimeWait, RcvSyn, SynReceived, "SYN,ACK", halfClosed},
	{TimeWait, RcvRst, Closed, "", arrives},
	{TimeWait, TimeWaitTimeout, Closed, "", timeouts},
}

// The clauses that the machine's outputs name.
const (
	open           = "RFC 9293 §3.10.1"
	send           = "RFC 9293 §3.10.2"
	receive        = "RFC 9293 §3.10.3"
	closing        = "RFC 9293 §3.10.4"
	abort          = "RFC 9293 §3.10.5"
	arrivesClosed  = "RFC 9293 §3.10.7.1"
	arrivesListen  = "RFC 9293 §3.10.7.2"
	arrivesSynSent = "RFC 9293 §3.10.7.3"
	arrives        = "RFC 9293 §3.10.7.4"
	timeouts       = "RFC 9293 §3.10.8"
	halfOpen       = "RFC 9293 §3.5.1"
	halfClosed     = "RFC 9293 §3.6.1"
	retransmission = "RFC 9293 §3.8.1"
	failures       = "RFC 9293 §3.8.3"
	fastRetransmit = "RFC 9293 §3.8.2"
	keepalives     = "RFC 9293 §3.8.4"
	probing        = "RFC 9293 §3.8.6.1"
	windowUpdate   = "RFC 9293 §3.8.6.2.2"
	delayedAcks    = "RFC 9293 §3.8.6.3"
)

type cause struct {
	from  State
	event Event
}

var byCause = func() map[cause]Transition {
	m := make(map[cause]Transition, len(Table))
	for _, t := range Table {
		m[cause{t.From, t.Event}] = t
	}
	return m
}()
