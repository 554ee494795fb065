// Package states works out in which states of RFC 9293 one end of a connection
// can have been, from the segments that it is known to have sent and those that
// may have reached it.
//
// What is not known of an end is what its user called, what reached it of what
// was seen on its way to it, and, unless the capture stood at its side, when. So
// many stories fit one capture. A story is a path from state to state; it sends
// what was seen, in that order, and each step of it is one that the RFC allows:
//
//	         seen    SYN           ACK,FIN
//	story 1  CLOSED > SYN-SENT > ESTABLISHED > FIN-WAIT-1
//	story 2  LISTEN > SYN-SENT > …
//
// What needs a call, a crash or a departure from the RFC that nothing else tells
// of has a price, and only the cheapest stories are believed. The states of all
// of them, at each instant, are the answer: hindsight is in it, since a story has
// to go on to the end of the capture.
//
//	instants     ──slots──>   between two instants nothing new can happen
//	each slot    ──moves──>   nodes: a hypothesis, and how much it has sent
//	forwards     the price of the cheapest way to a node
//	backwards    the price of the cheapest way on from it
package states

import "woshou/diagrams/tcp"

// Item is a segment, as one end of a connection has to do with it. Times are in
// microseconds.
type Item struct {
	tcp.Segment
	// Index is the caller's number for it.
	Index int
	// Out tells that the end sent it; else it was on its way to it.
	Out bool
	// From and To are the first and the last instant at which it can have left,
	// or arrived. What is on its way may come later, or never, unless Sure.
	From, To int64
	Sure     bool
	// EndsInput tells of an arrival that all of the peer's stream is there with it,
	// its FIN included, and AcksFin that it acknowledges the end's own FIN. CoversFin
	// tells of a departure that it acknowledges the peer's FIN.
	EndsInput, AcksFin, CoversFin bool
	// Closes tells of a departure that the peer's FIN is in the capture, before or
	// after it, so that CoversFin tells whether it had come.
	Closes bool
	// New tells of a departure that its octets were not sent before.
	New bool
	// AtNext tells of a RST that its number is the next that its receiver waits
	// for, or can be; of one that was sent, that it is its sender's next.
	AtNext bool
	// Answers is the segment that a RST answers by its numbers, nil for none.
	Answers *tcp.Segment
	// SynAgain tells of a departure that the peer's SYN was seen more than once
	// before it.
	SynAgain bool
	// Blocked tells that after it the end may have to hold back what it wants to
	// send.
	Blocked bool
}

// Evidence is all that is known of one end. Items are in the order of the
// capture.
type Evidence struct {
	Items []Item
	// Middle tells that the capture began in the middle of the connection.
	Middle bool
	// InputOpen tells of a capture that begins in the middle that the peer sends
	// more than the end had when it began.
	InputOpen bool
	// Near tells that the capture stood at the end: what it could send, it has sent.
	Near bool
	// Start and End are the span of the capture.
	Start, End int64
}

// Told is what evidence tells of an end. Spans follow each other from Start to End,
// the last one what is left after it; they are nil when no story fits. Odd are the
// indices of the items that the end sent though in none of the states that it can
// have been in the RFC would have it.
type Told struct {
	Spans []Span
	Odd   []int
}

// Span is a stretch of time, [From, To), and the states that the end can have
// been in during it, in the order of the constants.
type Span struct {
	From, To int64
	States   []tcp.State
}
