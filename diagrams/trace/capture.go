package trace

import "strings"

// Capture is what a record has that was read from a capture: evidence of a run,
// seen at one place. Nil for a record of a run itself.
type Capture struct {
	// At are the hosts beside which the capture stood, by their index.
	At []bool
	// Addresses are those of the hosts, by their index.
	Addresses []string
	// Record is what this one was made of by Likely; nil for that itself.
	Record *Trace
}

// Unknown is the fate of a message that was seen on its way, and of which nothing
// tells whether it arrived.
const Unknown Fate = "unknown"

// Sight is what is known of a message because a capture has seen it.
type Sight struct {
	Packet int   // its number in the file
	AtUS   int64 // when the capture saw it
	// EstimatedSent and EstimatedArrived tell that these times were worked out.
	EstimatedSent, EstimatedArrived bool
	// Kind is what it is for: "fast", "keep-alive" …; "" where that is nothing
	// special, or not known.
	Kind string
	// Unseen tells of a repeat that the capture did not see what it repeats.
	Unseen bool
	// Stray tells that the capture saw it come from elsewhere than from the host in
	// whose name it is.
	Stray bool
	// Reasons are, of a RST, why it can have been sent: one where that is known.
	Reasons []string
	// Departs is what it is that the machine would not have sent so: "early-repeat"
	// …; "" for nothing.
	Departs string
	// Payload is its data, where it was asked for.
	Payload []byte
}

// Doubt is what is not certain of an event that was worked out.
type Doubt struct {
	// SinceUS is the first instant at which a state may have been entered; AtUS of
	// the event is the one from which on it certainly was.
	SinceUS int64
	// LikelyUS is the likeliest instant.
	LikelyUS int64
	// LooseUS is how far a likely instant may be off only because the capture stood
	// elsewhere: more than that, and it is open what brought the state.
	LooseUS int64
	// Inferred tells of a call that nobody saw.
	Inferred bool
}

// between stands between the states of a set, in the place of a state's name:
// "FIN-WAIT-1|CLOSING".
const between = "|"

// SetOf is what stands in the place of a state's name where the host is in one of
// these states.
func SetOf(states []string) string { return strings.Join(states, between) }

// StatesIn are the states that a name stands for: itself, or those of a set.
func StatesIn(state string) []string { return strings.Split(state, between) }

// Certain reports whether a name stands for one state.
func Certain(state string) bool { return !strings.Contains(state, between) }
