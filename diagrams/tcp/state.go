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

// Misnomer is a name that is used for a state and is not the RFC's.
type Misnomer struct {
	Name string // with hyphens, as all names here
	// Right is the state's own name; where the name stands for two states,
	// both.
	Right []string
	// Of is whose name it is: "Linux"; "" for a plain slip.
	Of string
}

// Misnomers are the names that articles have most often in the place of the
// RFC's. Names that only lack a hyphen (TIMEWAIT) or miss a letter need not be
// here, unless a system prints them.
//
// Linux: include/net/tcp_states.h, and what netstat and ss print. BSD:
// tcp_fsm.h. Windows: the documentation of netstat.
var Misnomers = []Misnomer{
	{"SYN-RECV", []string{"SYN-RECEIVED"}, "Linux"},
	{"SYN-RCVD", []string{"SYN-RECEIVED"}, "BSD"},
	{"SYN-RECD", []string{"SYN-RECEIVED"}, ""},
	{"SYN-RECEIVING", []string{"SYN-RECEIVED"}, ""},
	{"SYN-SEND", []string{"SYN-SENT"}, "Windows"},
	{"SYN-SENDING", []string{"SYN-SENT"}, ""},
	{"SYN-REVC", []string{"SYN-RECEIVED"}, ""},
	{"SYN-REV", []string{"SYN-RECEIVED"}, ""},
	{"ESTABLISH", []string{"ESTABLISHED"}, ""},
	{"FIN-WAIT1", []string{"FIN-WAIT-1"}, "Linux"},
	{"FIN-WAIT2", []string{"FIN-WAIT-2"}, "Linux"},
	{"CLOSED-WAIT", []string{"CLOSE-WAIT"}, ""},
	{"ESTAB", []string{"ESTABLISHED"}, "Linux"},
	{"LISTENING", []string{"LISTEN"}, "Windows"},
	{"FIN-WAIT", []string{"FIN-WAIT-1", "FIN-WAIT-2"}, ""},
	{"FIN-WAITING", []string{"FIN-WAIT-1", "FIN-WAIT-2"}, ""},
	{"FINWAIT", []string{"FIN-WAIT-1", "FIN-WAIT-2"}, ""},
	{"CLOSE-WAITING", []string{"CLOSE-WAIT"}, ""},
	{"CLOSING-WAIT", []string{"CLOSE-WAIT"}, ""},
	{"TIMED-WAIT", []string{"TIME-WAIT"}, "Windows"},
	{"TIME-WAITING", []string{"TIME-WAIT"}, ""},
	{"LAST-ACKNOWLEDGMENT", []string{"LAST-ACK"}, ""},
}
