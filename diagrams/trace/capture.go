package trace

import "strings"

// Capture is what a record has that was read from a capture: evidence of a run,
// seen at one place. Nil for a record of a run itself.
type Capture struct {
	// At are the hosts beside which the capture stood, by their index.
	At []bool
	// Midway tells that it stood on the way between them.
	Midway bool
	// Addresses are those of the hosts, by their index.
	Addresses []string
	// Terms are what the SYNs mean for the segments after them.
	Terms Terms
	// FirstUS is when the connection's first packet was seen: 0 in the record itself,
	// and in what Likely makes of it how long after the first event. Cuts count from
	// there, and so do figures.
	FirstUS int64
	// Record is what this one was made of by Likely; nil for that itself.
	Record *Trace
}

// Terms are what the hosts' SYNs mean for the segments after them, by the index of the
// host. A nil list is what the capture does not show.
type Terms struct {
	// Message is the one with which it was agreed upon, 0 where that is not shown.
	Message int
	// MSS is how many octets of options and data a host sends at most in a segment.
	MSS []int
	// Scale is the power of two by which a host's windows are to be multiplied.
	Scale []int
	// SACK tells whether a host may acknowledge selectively: its peer permits it.
	SACK []bool
	// Timestamps tells whether all segments have time stamps, of either host alike.
	Timestamps []bool
}

// Offered tells which hosts have an option in one of their SYNs.
func (t *Trace) Offered(option string) (hosts [2]bool) {
	for i := range t.Messages {
		m := &t.Messages[i]
		for _, o := range m.TCP.Options {
			hosts[m.From] = hosts[m.From] || m.HasFlag("SYN") && strings.HasPrefix(o, option)
		}
	}
	return hosts
}

// StampRoom is how many octets of each segment time stamps take (RFC 7323, appendix A).
const StampRoom = 12

// FirstSeen is from when on the times of a figure count: of a capture, from its
// first packet.
func (t *Trace) FirstSeen() int64 {
	if t.Capture == nil {
		return 0
	}
	return t.Capture.FirstUS
}

// Unknown is the fate of a message that was seen on its way, and of which nothing
// tells whether it arrived.
const Unknown Fate = "unknown"

// Sight is what is known of a message because a capture has seen it.
type Sight struct {
	Packet int   // its number in the file
	Landed int   // that of its second sight, where it arrived; 0 for none
	AtUS   int64 // when the capture saw it
	// EstimatedSent and EstimatedArrived tell that these times were worked out.
	EstimatedSent, EstimatedArrived bool
	// Kind is what it is for: "fast", "keep-alive" …; "" where that is nothing
	// special, or not known.
	Kind string
	// Overtaken tells that it comes after later octets of its sender, and is no repeat.
	Overtaken bool
	// Held is why its sender waited before it sent it, HeldUS so many microseconds:
	// "delayed-ack", "nagle"; "" for nothing that is known.
	Held   string
	HeldUS int64
	// Checksum is what is wrong with a checksum of it: "bad", so that its receiver
	// drops it, or "offloaded", since its sender's network card fills it in later; ""
	// where none is known to be wrong.
	Checksum string
	// Room is the window in octets, after scaling; nil where the capture does not show
	// by how much it is scaled.
	Room *int
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

// BadChecksum and Offloaded are what Sight.Checksum says of a wrong one.
const (
	BadChecksum = "bad"
	Offloaded   = "offloaded"
)

// Aspects are what a capture tells of a message beyond its header, by the names that
// the words have for it: what it is for, that it was overtaken, why it came late, that
// it is damaged. There are none of a message of a run.
func (m *Message) Aspects() (names []string) {
	s := m.Sight
	if s == nil {
		return nil
	}
	switch {
	case s.Kind != "":
		names = append(names, s.Kind)
	case m.RepeatOf > 0 || s.Unseen:
		names = append(names, "repeat")
	}
	if s.Overtaken {
		names = append(names, "overtaken")
	}
	if s.Held != "" {
		names = append(names, s.Held)
	}
	if s.Checksum == BadChecksum {
		names = append(names, "bad-checksum")
	}
	if m.TCP.Window == 0 && !m.HasFlag("RST") {
		names = append(names, "zero-window")
	}
	return names
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
