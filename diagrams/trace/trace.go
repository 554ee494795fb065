// Package trace is the record of one run: plain data, each event with its
// time, cause and clause. It is what package sim writes and everything a
// reader sees is drawn from.
//
// The JSON form of a Trace is a published contract (version 1): `woshou run
// FILE --json` prints it.
package trace

// Version is the version of the JSON form.
const Version = 1

// Trace is one run of a scenario. Times are in microseconds of virtual time
// from the start of the run. Sequence numbers are absolute, modulo 2^32.
type Trace struct {
	Version  int       `json:"version"`
	Protocol string    `json:"protocol"`
	Profile  string    `json:"profile"`
	EndUS    int64     `json:"end_us"`
	Hosts    []Host    `json:"hosts"`
	Segments []Segment `json:"segments"`
	Events   []Event   `json:"events"`
	// Final is each host's last state, by name.
	Final map[string]string `json:"final"`

	// Show and Title are the author's words about the figure. They are no
	// part of the record, and so not of its JSON.
	Title Text `json:"-"`
	Show  Show `json:"-"`
}

// Host is one of the two hosts; Hosts[0] stands left.
type Host struct {
	Name string `json:"name"`
	// ISS are the initial send sequence numbers it used, in order.
	ISS   []uint32 `json:"iss"`
	Label Text     `json:"-"`
	// Initial is the state it starts in: CLOSED, or ESTABLISHED.
	Initial string `json:"-"`
}

// Segment is one segment on the wire, in the order of departure.
type Segment struct {
	ID      int      `json:"id"` // from 1: the step that sentences point at
	From    string   `json:"from"`
	To      string   `json:"to"`
	Flags   string   `json:"flags"` // joined in the order SYN FIN RST PSH URG ACK: "SYN,ACK"
	Seq     uint32   `json:"seq"`
	Ack     *uint32  `json:"ack"` // nil when the ACK flag is off
	Len     int      `json:"len"` // octets of data
	Window  int      `json:"window"`
	Options []string `json:"options"` // "MSS=1460"; never nil
	SentUS  int64    `json:"sent_us"`
	// ArrivedUS is nil for a segment that never arrived.
	ArrivedUS *int64 `json:"arrived_us"`
	Fate      Fate   `json:"fate"`
	// RetransmissionOf is the segment whose octets this one repeats first.
	RetransmissionOf *int `json:"retransmission_of"`
	// CopyOf is the segment that the network duplicated.
	CopyOf *int `json:"copy_of"`

	// Urgent is, with the URG flag, how many octets from Seq the urgent data
	// ends.
	Urgent int `json:"urgent,omitempty"`
}

// Fate is what became of a segment.
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
	N    int    `json:"n"`
	TUS  int64  `json:"t_us"`
	Host string `json:"host,omitempty"`
	Kind Kind   `json:"kind"`

	Call    string `json:"call,omitempty"`    // call: listen, connect, send, read, close, close both, abort, crash
	Len     int    `json:"len,omitempty"`     // call, deliver: octets
	From    string `json:"from,omitempty"`    // state
	To      string `json:"to,omitempty"`      // state
	Segment int    `json:"segment,omitempty"` // send, receive, lose, delay, duplicate, forge
	Timer   string `json:"timer,omitempty"`   // timer: retransmission, delayed-ack, time-wait …
	Action  string `json:"action,omitempty"`  // timer: start, stop, fire
	Urgent  bool   `json:"urgent,omitempty"`  // call: send with urgent data
	Error   string `json:"error,omitempty"`   // error: refused, reset, timeout, closing, no-connection
	Text    Text   `json:"text,omitempty"`    // note, section

	// Cause is the N of the call, arrival or timeout this follows from.
	Cause int `json:"cause,omitempty"`
	// Rule is the clause that demands it: "RFC 9293 §3.10.1".
	Rule string `json:"rule,omitempty"`
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
	Error     Kind = "error"
	Note      Kind = "note"
	Section   Kind = "section"
	End       Kind = "end"
)

// The timers and what happens to them.
const (
	Retransmission = "retransmission"
	DelayedACK     = "delayed-ack"
	TimeWait       = "time-wait"

	Start = "start"
	Stop  = "stop"
	Fire  = "fire"
)

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
}
