package scene

import "strings"

// Role is what a shape means: one or more lower-case words, the general one
// first, such as "message lost". A palette gives it colours; the SVG writer
// prints it as the shape's class.
type Role string

// The roles of sequence diagrams. A few are completed by a further word:
// Role.Of does that.
const (
	Paper          Role = "paper"            // the ground under an exported picture
	HostName       Role = "host"             // + "a", "b" or "c": name above a lifeline, text
	HostRule       Role = "host-rule"        // + "a", "b" or "c": stroke under the name
	Band           Role = "state"            // + state of TCP, else stage: a stretch of a lifeline, filled
	Lifeline       Role = "lifeline"         // a lifeline without states, filled
	OpenBand       Role = "open"             // a stretch in which a host may be in one of many states, filled
	CrashEdge      Role = "crash"            // the torn edge of a ribbon whose host is down, stroke
	Down           Role = "down"             // its lifeline while it is down, stroke
	HollowHead     Role = "unheard"          // the head of an arrow that nobody takes, stroke
	Hatch          Role = "hatch"            // + state: strokes over a band, so that it differs without colour
	StateName      Role = "state-name"       // + state: its name, text
	Candidates     Role = "candidates"       // the states one of which a host is in, below the word for it, text
	Tick           Role = "tick"             // hairline between a band and its name
	CallText       Role = "call"             // a user call, text
	CallMark       Role = "call-mark"        // the small triangle at a user call, filled
	Message        Role = "message"          // a segment's stroke
	MessageLost    Role = "message lost"     // a stroke that ends in a cross
	MessageForged  Role = "message forged"   // a segment that nobody sent
	MessageRepeat  Role = "message repeat"   // a retransmission
	MessageCopy    Role = "message copy"     // a copy made by the network
	Ghost          Role = "ghost"            // the way a lost segment did not go
	Inferred       Role = "ghost inferred"   // a part of its way that a capture did not see
	InferredHead   Role = "unheard inferred" // the head at its end
	Cross          Role = "cross"            // where it was lost, stroke
	Flags          Role = "flags"            // a segment's flags, text
	NumbersText    Role = "numbers"          // its numbers, text
	Remark         Role = "remark"           // "retransmission", "lost": text beside the flags
	StepDisc       Role = "step"             // the circle with a segment's number
	StepNumber     Role = "step-number"      // the number, text
	Arrival        Role = "arrival"          // the dot where a segment arrives
	TimerBracket   Role = "timer"            // a timer's duration beside the lifeline, stroke
	TimerText      Role = "timer-text"       // its name and length
	Fold           Role = "fold"             // the drawn break in a long wait, stroke
	FoldGround     Role = "fold-ground"      // the paper under it
	FoldText       Role = "fold-text"        // its length
	SectionRule    Role = "section"          // rule across the figure
	SectionText    Role = "section-text"     // its heading
	NoteText       Role = "note"             // an author's words
	NoteRule       Role = "note-rule"        // the stroke beside them
	LegendText     Role = "legend"           // what a stroke or a hatch means, text
	TimeText       Role = "time"             // a time of the run
	StripGrid      Role = "strip-grid"       // a line of the grid in a diagram of congestion control
	StripFlight    Role = "strip-flight"     // what is in flight, filled
	StripWindow    Role = "strip-window"     // cwnd, stroke
	StripThreshold Role = "strip-threshold"  // ssthresh, stroke
	StripText      Role = "strip-text"       // its numbers and its legend, text
	ErrorText      Role = "error"            // an error signalled to a user, text
)

// The further roles of state diagrams. Where the ways of runs are shown, "a"
// is that of the left host and "b" that of the right one.
const (
	Node      Role = "node"           // + state: its bar, filled
	NodeIdle  Role = "node-idle"      // + state: the bar of one that no way visits
	NodeName  Role = "node-name"      // + state: its name on a filled bar, text
	Edge      Role = "edge"           // a transition's stroke
	EdgePath  Role = "edge-path"      // + "a" or "b": one that a way takes
	EdgeOver  Role = "edge-over"      // + "a" or "b": above the stroke of another way
	EdgeText  Role = "edge-text"      // its event, text
	EdgeSends Role = "edge-sends"     // what is sent, text
	Order     Role = "order"          // + "a" or "b": the field with a step's number
	Frame     Role = "frame"          // the box around a group of states, stroke
	FrameText Role = "frame-text"     // its name, text
	Exit      Role = "exit"           // a transition to CLOSED in the grid, a ring
	ExitSends Role = "exit exit-full" // one that sends something, a disc
	ExitRule  Role = "exit-rule"      // a line of the grid
)

// Of completes a role by a further word, such as a state's name or a host's
// letter: Band.Of("SYN-SENT") is "state syn-sent".
func (r Role) Of(word string) Role {
	return r + " " + Role(strings.ToLower(word))
}

// The further roles of slides.
const (
	SlideTitle Role = "slide-title" // what it is about, text
	SlideEdge  Role = "slide-edge"  // where a figure goes on on another slide, stroke
)

// RoleOf is the role of an item.
func RoleOf(item Item) Role {
	switch x := item.(type) {
	case Group:
		return x.Role
	case Line:
		return x.Role
	case Path:
		return x.Role
	case Rect:
		return x.Role
	case Circle:
		return x.Role
	case Text:
		return x.Role
	}
	return ""
}
