package tcp

// State is the state of a connection.
//
// RFC 9293 §3.3.2.
type State uint8

// The eleven states. CLOSED is fictional: it stands for no TCB at all.
const (
	Closed State = iota
	Listen
	SynSent
	SynReceived
	Established
	FinWait1
	FinWait2
	CloseWait
	Closing
	LastAck
	TimeWait
)

var stateNames = [...]string{
	"CLOSED", "LISTEN", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1",
	"FIN-WAIT-2", "CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT",
}

// StateNames are the names of all states as the RFC spells them, in the order
// of the constants. The slice is the caller's own.
func StateNames() []string { return append([]string(nil), stateNames[:]...) }

// String is the state's name as the RFC spells it: SYN-SENT.
func (s State) String() string { return stateNames[s] }

// synchronized reports whether both sides know each other's numbers.
//
// RFC 9293 §3.5.2, group 3.
func (s State) synchronized() bool { return s >= Established }

// mayReceive reports whether data may still arrive in order: no FIN has been
// received yet.
func (s State) mayReceive() bool {
	return s == Established || s == FinWait1 || s == FinWait2
}
