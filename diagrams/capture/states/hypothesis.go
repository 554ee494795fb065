package states

import "woshou/diagrams/tcp"

// hypothesis is where an end may stand.
type hypothesis struct {
	state tcp.State
	// passive tells that it came from LISTEN, or out of TIME-WAIT, where a RST
	// brings it back to.
	passive bool
	// waiting tells that its user has called CLOSE, and that the FIN has to wait.
	waiting bool
	// iss and irs are the initial numbers of both sides, as far as it has them.
	iss, irs       tcp.Seq
	hasISS, hasIRS bool
}

// isOurs reports whether a number can be the initial one of the end.
func (h hypothesis) isOurs(n tcp.Seq) bool { return !h.hasISS || h.iss == n }

// isPeers reports whether a number can be the peer's initial one.
func (h hypothesis) isPeers(n tcp.Seq) bool { return !h.hasIRS || h.irs == n }

// in is the hypothesis in another state.
func (h hypothesis) in(s tcp.State) hypothesis {
	h.state = s
	if s == tcp.Closed || s == tcp.Listen {
		return hypothesis{state: s}
	}
	return h
}

// opened is the hypothesis with the end's initial number.
func (h hypothesis) opened(iss tcp.Seq) hypothesis {
	h.iss, h.hasISS = iss, true
	return h
}

// heard is the hypothesis with the peer's initial number.
func (h hypothesis) heard(irs tcp.Seq) hypothesis {
	h.irs, h.hasIRS = irs, true
	return h
}

// move is a step of a story, with its price.
type move struct {
	to    hypothesis
	price int
}

// The prices. What a story needs beyond what was seen is dear enough that a
// plainer story wins, and cheaper than a contradiction.
const (
	free      = 0
	call      = 1 // of a user
	overdue   = 2 // a SYN that comes long after it was seen
	ancient   = 3 // a connection older than the SYN that the capture begins with
	silence   = 4 // a connection that is gone without a word: crash, timeout
	deaf      = 6 // a segment that arrived, and that the end did not act on
	departure = 9 // something that the RFC's machine would not have done
)
