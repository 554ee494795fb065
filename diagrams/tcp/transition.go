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
	RcvCookieAck   Event = "rcv ACK of cookie"
	RcvFin         Event = "rcv FIN"
	RcvAckOfFin    Event = "rcv ACK of FIN"
	RcvFinAckOfFin Event = "rcv FIN, ACK of FIN"
	RcvRst         Event = "rcv RST"
	RcvRstPassive  Event = "rcv RST, was passive"
	RcvRstReopened Event = "rcv RST, was TIME-WAIT"
	RcvSynPassive  Event = "rcv SYN, was passive"
	RcvDataUnread  Event = "rcv data after full close"

	CloseUnread Event = "CLOSE of both, data unread"

	TimeWaitTimeout Event = "2 MSL timeout"
	GiveUp          Event = "too many retransmissions"
	GiveUpPassive   Event = "too many retransmissions, was passive"
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
	{Closed, PassiveOpen, Listen, "", ruleOpen},
	{Closed, ActiveOpen, SynSent, "SYN", ruleOpen},

	{Listen, ActiveOpen, SynSent, "SYN", ruleOpen},
	{Listen, SendCall, SynSent, "SYN", ruleSend},
	{Listen, CloseCall, Closed, "", ruleClose},
	{Listen, AbortCall, Closed, "", ruleAbort},
	{Listen, CrashEvent, Closed, "", ruleHalfOpen},
	{Listen, RcvCookieAck, Established, "", ruleCookie},
	{Listen, RcvSyn, SynReceived, "SYN,ACK", ruleArrivalListen},

	{SynSent, CloseCall, Closed, "", ruleClose},
	{SynSent, AbortCall, Closed, "", ruleAbort},
	{SynSent, CrashEvent, Closed, "", ruleHalfOpen},
	{SynSent, RcvSynAck, Established, "ACK", ruleArrivalSynSent},
	{SynSent, RcvSyn, SynReceived, "SYN,ACK", ruleArrivalSynSent},
	{SynSent, RcvRst, Closed, "", ruleArrivalSynSent},
	{SynSent, GiveUp, Closed, "", ruleGivingUp},
	{SynSent, UserTimedOut, Closed, "", ruleTimeout},

	{SynReceived, CloseCall, FinWait1, "FIN,ACK", ruleClose},
	{SynReceived, AbortCall, Closed, "RST", ruleAbort},
	{SynReceived, CrashEvent, Closed, "", ruleHalfOpen},
	{SynReceived, RcvAckOfSyn, Established, "", ruleArrival},
	{SynReceived, RcvRstPassive, Listen, "", ruleArrival},
	{SynReceived, RcvRstReopened, TimeWait, "", ruleHalfClosed},
	{SynReceived, RcvRst, Closed, "", ruleArrival},
	{SynReceived, RcvSynPassive, Listen, "", ruleArrival},
	{SynReceived, GiveUp, Closed, "", ruleGivingUp},
	{SynReceived, GiveUpPassive, Listen, "", ruleGivingUp},
	{SynReceived, UserTimedOut, Closed, "", ruleTimeout},

	{Established, CloseCall, FinWait1, "FIN,ACK", ruleClose},
	{Established, AbortCall, Closed, "RST", ruleAbort},
	{Established, CrashEvent, Closed, "", ruleHalfOpen},
	{Established, RcvFin, CloseWait, "ACK", ruleArrival},
	{Established, RcvRst, Closed, "", ruleArrival},
	{Established, GiveUp, Closed, "", ruleGivingUp},
	{Established, UserTimedOut, Closed, "", ruleTimeout},
	{Established, PeerSilent, Closed, "", ruleKeepalive},
	{Established, CloseUnread, Closed, "RST", ruleHalfClosed},

	{FinWait1, AbortCall, Closed, "RST", ruleAbort},
	{FinWait1, CrashEvent, Closed, "", ruleHalfOpen},
	{FinWait1, RcvAckOfFin, FinWait2, "", ruleArrival},
	{FinWait1, RcvFin, Closing, "ACK", ruleArrival},
	{FinWait1, RcvFinAckOfFin, TimeWait, "ACK", ruleArrival},
	{FinWait1, RcvRst, Closed, "", ruleArrival},
	{FinWait1, RcvDataUnread, Closed, "RST", ruleHalfClosed},
	{FinWait1, GiveUp, Closed, "", ruleGivingUp},
	{FinWait1, UserTimedOut, Closed, "", ruleTimeout},
	{FinWait1, CloseUnread, Closed, "RST", ruleHalfClosed},

	{FinWait2, AbortCall, Closed, "RST", ruleAbort},
	{FinWait2, CrashEvent, Closed, "", ruleHalfOpen},
	{FinWait2, RcvFin, TimeWait, "ACK", ruleArrival},
	{FinWait2, RcvRst, Closed, "", ruleArrival},
	{FinWait2, RcvDataUnread, Closed, "RST", ruleHalfClosed},
	{FinWait2, PeerSilent, Closed, "", ruleKeepalive},
	{FinWait2, OrphanTimeout, Closed, "", ruleOrphan},
	{FinWait2, CloseUnread, Closed, "RST", ruleHalfClosed},

	{CloseWait, CloseCall, LastAck, "FIN,ACK", ruleClose},
	{CloseWait, AbortCall, Closed, "RST", ruleAbort},
	{CloseWait, CrashEvent, Closed, "", ruleHalfOpen},
	{CloseWait, RcvRst, Closed, "", ruleArrival},
	{CloseWait, GiveUp, Closed, "", ruleGivingUp},
	{CloseWait, UserTimedOut, Closed, "", ruleTimeout},
	{CloseWait, PeerSilent, Closed, "", ruleKeepalive},
	{CloseWait, CloseUnread, Closed, "RST", ruleHalfClosed},

	{Closing, AbortCall, Closed, "", ruleAbort},
	{Closing, CrashEvent, Closed, "", ruleHalfOpen},
	{Closing, RcvAckOfFin, TimeWait, "", ruleArrival},
	{Closing, RcvRst, Closed, "", ruleArrival},
	{Closing, GiveUp, Closed, "", ruleGivingUp},
	{Closing, UserTimedOut, Closed, "", ruleTimeout},

	{LastAck, AbortCall, Closed, "", ruleAbort},
	{LastAck, CrashEvent, Closed, "", ruleHalfOpen},
	{LastAck, RcvAckOfFin, Closed, "", ruleArrival},
	{LastAck, RcvRst, Closed, "", ruleArrival},
	{LastAck, GiveUp, Closed, "", ruleGivingUp},
	{LastAck, UserTimedOut, Closed, "", ruleTimeout},

	{TimeWait, AbortCall, Closed, "", ruleAbort},
	{TimeWait, CrashEvent, Closed, "", ruleHalfOpen},
	{TimeWait, RcvSyn, SynReceived, "SYN,ACK", ruleHalfClosed},
	{TimeWait, RcvRst, Closed, "", ruleArrival},
	{TimeWait, TimeWaitTimeout, Closed, "", ruleTimeout},
}

// The clauses that the machine's outputs name.
const (
	ruleOpen           = "RFC 9293 §3.10.1"
	ruleSend           = "RFC 9293 §3.10.2"
	ruleReceive        = "RFC 9293 §3.10.3"
	ruleClose          = "RFC 9293 §3.10.4"
	ruleAbort          = "RFC 9293 §3.10.5"
	ruleArrivalClosed  = "RFC 9293 §3.10.7.1"
	ruleArrivalListen  = "RFC 9293 §3.10.7.2"
	ruleArrivalSynSent = "RFC 9293 §3.10.7.3"
	ruleArrival        = "RFC 9293 §3.10.7.4"
	ruleTimeout        = "RFC 9293 §3.10.8"
	ruleHalfOpen       = "RFC 9293 §3.5.1"
	ruleHalfClosed     = "RFC 9293 §3.6.1"
	ruleRetransmission = "RFC 9293 §3.8.1"
	ruleGivingUp       = "RFC 9293 §3.8.3"
	ruleFastRetransmit = "RFC 9293 §3.8.2"
	ruleCongestion     = "RFC 9293 §3.8.2"
	ruleOverride       = "RFC 9293 §3.8.6.2.1"
	ruleSackRecovery   = "RFC 6675 §5"
	ruleRack           = "RFC 8985 §6.2"
	ruleTail           = "RFC 8985 §7"
	ruleStamps         = "RFC 7323 §5.3"
	ruleCookie         = "RFC 4987 §3.6"
	ruleOrphan         = "Linux tcp(7), tcp_fin_timeout"                        // no RFC gives FIN-WAIT-2 an end
	ruleEagerSyn       = "Linux tcp_rcv_synsent_state_process, TCP_TIMEOUT_MIN" // RFC 6298 waits for the timeout
	ruleRepeatedSyn    = "Linux tcp_check_req"                                  // RFC 9293 has an ACK instead
	ruleOverflow       = "Linux tcp(7), tcp_abort_on_overflow"                  // no RFC knows of the queue
	ruleKeepalive      = "RFC 9293 §3.8.4"
	ruleKeepaliveReset = "Linux tcp(7), tcp_keepalive_probes" // §3.8.4 says nothing of a RST
	ruleUrgent         = "RFC 9293 §3.8.5"
	ruleProbe          = "RFC 9293 §3.8.6.1"
	ruleWindowUpdate   = "RFC 9293 §3.8.6.2.2"
	ruleDelayedAck     = "RFC 9293 §3.8.6.3"
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
