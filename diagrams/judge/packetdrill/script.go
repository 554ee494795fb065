package packetdrill

import "time"

// Script is a script: what is set first, and its events in order.
type Script struct {
	Name    string
	Sysctls []Sysctl
	Events  []Event
}

// Sysctl is a setting of the host, by its name below net.ipv4: tcp_sack.
type Sysctl struct{ Name, Value string }

// Event is one line. Exactly one of Call, In and Out is set.
type Event struct {
	Line int
	Text string
	When When
	Call *Call
	In   *Segment // sent to the host under test
	Out  *Segment // to be sent by it
}

// When is the time of an event: at From, or until To after it, since the start
// or since the event before. Any is anywhere within a second.
type When struct {
	From, To time.Duration
	Relative bool
	Any      bool
}

// Call is a system call, with the words between its commas, and what it must
// return: a number, and the name of an error, "" for none.
type Call struct {
	Name   string
	Args   []string
	Result int
	Errno  string
}

// Segment is a segment. Numbers count from the initial ones of either side.
type Segment struct {
	Flags    string // as written, "S.", "FP."
	Seq, Len int
	Ack      int
	Window   int // -1 where none is written
	Urgent   int
	Options
}

// Options are a segment's; Any matches all.
type Options struct {
	Any    bool
	MSS    int // 0 for none
	Scale  int // -1 for none
	SackOK bool
	Sack   [][2]int
	Stamps *[2]int // val and ecr
}
