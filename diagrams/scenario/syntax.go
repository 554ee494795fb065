// Package scenario is the language of scenarios: text to syntax tree with
// positions, and back.
//
// A scenario says who calls what and what the network does to which segment.
// It never says what follows from that: package sim works it out.
//
//	title zh "三次握手" en "Three-way handshake"
//	server listen
//	client connect
//	expect client ESTABLISHED, server ESTABLISHED
//
// The language is line-oriented, `#` starts a comment, and one file serves
// every language: only texts differ.
package scenario

import "time"

// Pos is a place in a scenario. Line and Col count from 1; Col counts
// characters (runes), not bytes. The zero Pos is nowhere.
type Pos struct{ Line, Col int }

// File is one parsed scenario. Parse fills in the defaults, so every field can
// be used as it stands.
type File struct {
	// Name is the file's path, as messages show it.
	Name string
	// Title may be empty.
	Title Text
	// Profile is the TCP profile: "rfc9293" unless the scenario says otherwise.
	Profile string
	// Hosts are the two hosts, the left one of the figure first.
	Hosts [2]Host
	// Latency is the one-way delay from Hosts[0] to Hosts[1], and back.
	Latency [2]time.Duration
	Show    Show
	// Established starts the run with the handshake already done.
	Established bool
	Body        []Statement
	// Comments are kept for Format only, in the order of their positions.
	Comments []Comment
}

// Comment is the text after a `#`, without it.
type Comment struct {
	Pos  Pos
	Text string
}

// Host is one of the two hosts.
type Host struct {
	Pos   Pos // zero for a default host
	Name  string
	Label Text
	// ISN are the initial sequence numbers of its successive connections,
	// never empty; past the end, the last plus 1000 each.
	ISN []uint32
}

// Show is what the figure mentions.
type Show struct {
	Numbers Numbers
	// Calls and Timers are shown unless a `show` line lists other things.
	Time, Window, Options, Calls, Timers bool
}

// Numbers is how sequence numbers are printed.
type Numbers string

// The ways to print sequence numbers.
const (
	Relative Numbers = "relative" // from each host's initial number: 0, 1
	Absolute Numbers = "absolute" // as in the header
	Symbolic Numbers = "symbolic" // x, x+1, y
)

// Text is something written for the reader, by language.
type Text []Phrase

// Phrase is a text in one language; Lang "" stands for every language.
type Phrase struct{ Lang, Text string }

// In returns the text for a language such as "zh" or "en": the phrase in that
// language, else the one for every language, else the first, else "".
func (t Text) In(lang string) string {
	for _, want := range []string{lang, ""} {
		for _, p := range t {
			if p.Lang == want {
				return p.Text
			}
		}
	}
	if len(t) > 0 {
		return t[0].Text
	}
	return ""
}

// Duration is a length of time as the author wrote it. MSL is kept apart
// because its length depends on the profile.
type Duration struct {
	Fixed time.Duration
	MSL   float64 // multiples of the maximum segment lifetime
	Text  string  // as written: "1.5s", "2msl"
}

// Of is the duration, given the length of the maximum segment lifetime.
func (d Duration) Of(msl time.Duration) time.Duration {
	return d.Fixed + time.Duration(d.MSL*float64(msl))
}

// Statement is one step of a scenario.
type Statement interface{ Position() Pos }

// Position returns p itself, so that a statement is whatever embeds a Pos.
func (p Pos) Position() Pos { return p }

type (
	// Call is a user call, such as `client send 100`.
	Call struct {
		Pos
		Host   string
		Verb   Verb
		N      int // octets, for send and read; 0 for a read of everything
		Urgent bool
	}

	// Fault arms something the network does to one of the next segments.
	Fault struct {
		Pos
		Kind    FaultKind
		Segment Pattern
		From    string
		By      Duration // delay, duplicate
		Nth     int      // the first matching segment hit, from 1
		Times   int      // how many in a row, at least 1
	}

	// Forge sends a segment that no machine made.
	Forge struct {
		Pos
		Segment  Pattern
		To, As   string
		Seq, Ack *Expr // nil when not written
		Len      int
	}

	// Cut loses every segment that leaves from here on, until Mend.
	Cut struct{ Pos }
	// Mend ends a Cut.
	Mend struct{ Pos }

	// Together starts its statements at one instant.
	Together struct {
		Pos
		Body []Statement
	}

	// When runs its statements once, when Host enters State or receives
	// Segment, before anything is sent in answer. Just one of State and
	// Receives is set.
	When struct {
		Pos
		Host     string
		State    State
		Receives *Pattern
		Body     []Statement
	}

	// After runs Do a while after the start of the statement before it.
	After struct {
		Pos
		Wait Duration
		Do   Statement
	}

	// Wait lets the clock run for a while from rest.
	Wait struct {
		Pos
		For Duration
	}

	// WaitUntil lets the clock run until Host is in State.
	WaitUntil struct {
		Pos
		Host  string
		State State
	}

	// End stops the clock.
	End struct{ Pos }

	// Note puts words beside a host, or across the figure when Host is "".
	Note struct {
		Pos
		Host string
		Text Text
	}

	// Section starts a labelled band across the figure.
	Section struct {
		Pos
		Text Text
	}

	// Expect states what must hold at that point.
	Expect struct {
		Pos
		Claims []Claim
	}
)

// Claim is one thing that an Expect states. Just one of State, Sends, Nothing
// and Error is set.
type Claim struct {
	Pos
	Host    string
	State   State
	Sends   *Pattern
	Nothing bool // sends nothing
	Error   string
}

// Verb is the name of a user call.
type Verb string

// The user calls of RFC 9293 §3.9.1, in the words of the sockets interface.
const (
	Listen    Verb = "listen"
	Connect   Verb = "connect"
	Send      Verb = "send"
	Read      Verb = "read"
	Close     Verb = "close"
	CloseBoth Verb = "close both"
	Abort     Verb = "abort"
	Crash     Verb = "crash"
)

// FaultKind is what the network does to a segment.
type FaultKind string

// The faults.
const (
	Lose      FaultKind = "lose"
	Delay     FaultKind = "delay"
	Duplicate FaultKind = "duplicate"
)

// Pattern is a set of flags that a segment is matched against or made of.
type Pattern struct {
	Pos
	Any, SYN, ACK, FIN, RST, Data bool
}

// Expr is a sequence number worked out when the statement runs: a number, or
// a variable of a host plus an offset, modulo 2^32.
type Expr struct {
	Pos
	Host, Var string // both empty for a plain number
	Offset    int64
}

// State is the name of a connection state, spelled as in RFC 9293: SYN-SENT.
type State string

// States are the eleven states, in the order of RFC 9293 §3.3.2.
var States = []State{
	"LISTEN", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2",
	"CLOSE-WAIT", "CLOSING", "LAST-ACK", "TIME-WAIT", "CLOSED",
}
