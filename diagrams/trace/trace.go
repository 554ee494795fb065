// Package trace is the record of one run: plain data, each event with its
// time, cause and clause. It is what package sim writes and everything a
// reader sees is drawn from.
//
// A run has hosts, any number of them, messages between them, and events:
//
//	Hosts     client, server
//	Messages  1  client > server  SYN
//	Events    1  client calls connect
//	          2  client CLOSED > SYN-SENT   because of 1, RFC 9293 §3.10.1
//	          3  client sends message 1     because of 1, RFC 9293 §3.10.1
//
// Hosts are named by their index, messages and events by their number, which
// counts from 1; 0 is none. What only TCP has, sequence numbers say, is a part
// of its own (tcp.go), which only what shows TCP reads.
package trace

import "strings"

// Trace is one run of a scenario. Times are in microseconds of virtual time
// from the start of the run.
type Trace struct {
	Protocol string // "tcp"
	EndUS    int64
	Hosts    []Host
	Roles    []Role // none in a run of TCP
	Messages []Message
	Events   []Event
	// TCP is nil in a run of another protocol.
	TCP *TCP
	// Capture is nil in the record of a run.
	Capture *Capture
	// Choices are those of a protocol as a whole, with what was chosen.
	Choices []Field

	// Title and Show are the author's words about the figure, and no part of
	// the record.
	Title Text
	Show  Show
}

// Host is one of the hosts; Hosts[0] stands leftmost.
type Host struct {
	Name  string
	Label Text
	Role  string // the name of one of Roles; "" where there are none
	// Initial is the state it starts in, and Final its last.
	Initial, Final string
	// Choices are its own, of a protocol that has any.
	Choices []Field
}

// Nobody stands in the place of a host's index for no host at all.
const Nobody = -1

// Host is the index of the host of that name, or Nobody.
func (t *Trace) Host(name string) int {
	for i, h := range t.Hosts {
		if h.Name == name {
			return i
		}
	}
	return Nobody
}

// In is the host's name for the reader of a language.
func (h Host) In(lang string) string {
	if l := h.Label.In(lang); l != "" {
		return l
	}
	return h.Name
}

// Message is one message on the wire, in the order of departure.
type Message struct {
	ID       int // from 1: the step that sentences point at
	From, To int // hosts
	Name     string
	Label    Text    // what its author calls it; nil for its name
	Fields   []Field // what it carries
	// Flight is the first of the messages that leave as one flight, to one host or to
	// several; 0 for one that leaves alone.
	Flight int
	SentUS int64
	// ArrivedUS is nil for a message that never arrived.
	ArrivedUS *int64
	Fate      Fate
	// CopyOf is the message that the network duplicated to make this one, and
	// RepeatOf the one that its sender sends again.
	CopyOf, RepeatOf int
	// TCP is nil for a message of another protocol.
	TCP *Segment
	// Sight is nil for a message of a run.
	Sight *Sight
}

// Field is one field of a message, with its value.
type Field struct{ Name, Value string }

// Fate is what became of a message.
type Fate string

// The fates.
const (
	Delivered Fate = "delivered"
	Lost      Fate = "lost"
	Forged    Fate = "forged" // arrived, but nobody sent it
	Flying    Fate = "flying" // the run ended first
)

// Event is one thing that happened. N counts from 1 in the order in which
// things happened, also within one instant. Which of the other fields are set
// depends on Kind.
type Event struct {
	N    int
	AtUS int64
	Host int // Nobody for what happens to no host: cut, mend, section, end, a note on the whole
	Kind Kind

	Call     string // call: listen, connect, send, read, close, close both, abort, crash
	Len      int    // call, deliver: octets
	From, To string // state
	On       string // state: the event in the machine's table that leads from one to the other
	Message  int    // send, receive, lose, delay, duplicate, leak, forge
	Timer    string // timer: retransmission, delayed-ack, time-wait …
	Action   string // timer: start, stop, fire
	LastsUS  int64  // timer: how long one that starts is to run, where a protocol says so
	Urgent   bool   // call: send with urgent data
	Error    string // error: refused, reset, timeout, closing, no-connection
	Text     Text   // note, section
	// Variable has a new Value: set. Of is the host that it is kept for, "" where
	// there is one for all.
	Variable, Of, Value string
	// Connection is the port of another connection than the one between the
	// hosts, when the event belongs to it; 0 for theirs.
	Connection int
	// Window (cwnd), Threshold (ssthresh) and Flight, in octets, and Phase:
	// congestion.
	Window, Threshold, Flight int
	Phase                     string // slow-start, congestion-avoidance, fast-recovery

	// Cause is the N of the call, arrival or timeout this follows from.
	Cause int
	// Rule is the clause that demands it: "RFC 9293 §3.10.1". In a protocol that an
	// author has defined it is where the rule stands, "two-phase-commit.protocol:6",
	// and Per is the clause that this one cites, if any.
	Rule, Per string
	// Doubt is nil for an event of a run.
	Doubt *Doubt
}

// ChangesState reports whether e changes the state in which its host is: that of
// the connection between the hosts, not one of another.
func (e Event) ChangesState() bool { return e.Kind == State && e.Connection == 0 }

// Transition is a row of a machine's table: a change of state that the machine
// can make.
type Transition struct {
	From, Event, To string
	// Emits is what is sent with it: "SYN,ACK", or "".
	Emits string
	// Rule is the clause: "RFC 9293 §3.10.1".
	Rule string
}

// Kind is what an event is.
type Kind string

// The kinds of events.
const (
	Call      Kind = "call"
	State     Kind = "state"
	Send      Kind = "send"
	Receive   Kind = "receive"
	Lose      Kind = "lose"
	Delay     Kind = "delay"
	Duplicate Kind = "duplicate"
	Forge     Kind = "forge"
	Cut       Kind = "cut"
	Mend      Kind = "mend"
	Timer     Kind = "timer"
	Deliver   Kind = "deliver"
	// Accept hands a connection from the queue to the user.
	Accept Kind = "accept"
	// Congestion tells where a host's congestion control stands.
	Congestion Kind = "congestion"
	Error      Kind = "error"
	// Urgent signals a user that the peer has urgent data, and how far it reaches.
	Urgent Kind = "urgent"
	// Advice tells IP and the user that repeating a segment has not helped yet.
	Advice Kind = "advice"
	// Set gives a variable of a protocol a value.
	Set Kind = "set"
	// Crash takes a host down, until Restart. Leak gives a copy of a message to a
	// host that it is not for.
	Crash   Kind = "crash"
	Restart Kind = "restart"
	Leak    Kind = "leak"
	Note    Kind = "note"
	Section Kind = "section"
	End     Kind = "end"
)

// What happens to timers.
const (
	Start = "start"
	Stop  = "stop"
	Fire  = "fire"
)

// Numbered is the same run, numbers printed in another way. With "" it is as it
// was.
func (t *Trace) Numbered(way string) *Trace {
	if way == "" {
		return t
	}
	other := *t
	other.Show.Numbers = way
	return &other
}

// Timed is the same run, shown with the timers that fired.
func (t *Trace) Timed() *Trace {
	other := *t
	other.Show.Timers = true
	return &other
}

// Spelling turns a state's name as the RFC spells it into the name that the
// reader sees: SYN-SENT, or SYN_SENT.
type Spelling func(state string) string

// Hyphens spells states as the RFC does.
func Hyphens(state string) string { return state }

// Underscores spells states as programs do: SYN_SENT.
func Underscores(state string) string { return strings.ReplaceAll(state, "-", "_") }

// Text is words by language code: "zh", "en". A text that the author wrote
// once for every language stands under both.
type Text map[string]string

// In returns the text for a language, else the English one, else "".
func (t Text) In(lang string) string {
	if s, ok := t[lang]; ok {
		return s
	}
	return t["en"]
}

// Show is what the figure mentions.
type Show struct {
	// Numbers is "relative", "absolute" or "symbolic".
	Numbers                              string
	Time, Window, Options, Calls, Timers bool
	Congestion, Fields                   bool
	// Order tells that lifelines stand in the order of Hosts, as the author said;
	// else in the one in which the fewest messages pass behind another.
	Order bool
}
