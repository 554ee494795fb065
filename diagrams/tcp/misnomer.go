package tcp

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
