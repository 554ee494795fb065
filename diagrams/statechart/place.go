package statechart

import (
	"woshou/diagrams/scene"
	"woshou/diagrams/tcp"
)

// The heights of the rows of bars, in points. Between two rows there is room
// for a number, two lines of text and the head of an arrow.
const (
	nodeHeight = 30.0

	rowClosed   = 8.0
	rowOpen     = rowClosed + 96
	rowReceived = rowOpen + 108
	rowMiddle   = rowReceived + 96
	rowClose1   = rowMiddle + 118
	rowClose2   = rowClose1 + 102
	rowClose3   = rowClose2 + 100
	rowEnd      = rowClose3 + 112

	nodesBottom = rowEnd + nodeHeight
)

// node is a bar with a state's name.
type node struct {
	state            tcp.State
	left, right, top float64
}

// nodes are the states. CLOSED stands twice, as in Figure 5 of RFC 9293: where
// a connection begins, and where it ends.
// Those that several arrows leave or reach side by side are wide.
var nodes = []node{
	{tcp.Closed, 10, 410, rowClosed},
	{tcp.Listen, 10, 140, rowOpen},
	{tcp.SynSent, 264, 410, rowOpen},
	{tcp.SynReceived, 10, 140, rowReceived},
	{tcp.Established, 112, 410, rowMiddle},

	{tcp.FinWait1, 14, 280, rowClose1},
	{tcp.FinWait2, 14, 104, rowClose2},
	{tcp.Closing, 192, 280, rowClose2},
	{tcp.TimeWait, 14, 280, rowClose3},

	{tcp.CloseWait, 304, 408, rowClose1},
	{tcp.LastAck, 304, 408, rowClose3},

	{tcp.Closed, 10, 410, rowEnd},
}

// frame is a box around the states of one way to close.
type frame struct {
	name        string // in words.frames
	left, right float64
	title       float64 // where its title starts
}

// The heights of all frames: they have their name above the first bar.
const (
	framesTop    = rowClose1 - 26
	framesBottom = rowClose3 + nodeHeight + 8
)

// frames are the two ways to close, as Figure 5 of RFC 9293 has them left and
// right.
var frames = []frame{
	{"active", 6, 288, 32},
	{"passive", 296, 416, 322},
}

// route is the way of an arrow and the events it stands for. One that leads
// across is labelled above and below its last part, others to the right.
type route struct {
	from, to tcp.State
	events   []tcp.Event
	line     []scene.Point // from bar to bar; parts are level or upright
	labelTop float64       // of an upright one
	room     float64       // for its text
}

// down is a route straight down or up.
func down(from, to tcp.State, x, y1, y2, labelTop, room float64, events ...tcp.Event) route {
	return route{from, to, events, []scene.Point{{X: x, Y: y1}, {X: x, Y: y2}}, labelTop, room}
}

// Where the text beside an arrow begins, from the bar above: below the number
// that stands at its start, or above the number when it leads up.
const (
	belowNumber = nodeHeight + 24
	aboveNumber = nodeHeight + 13
)

// routes are the transitions of Figure 5 with its note 2. LISTEN's active OPEN
// is that of RFC 9293 §3.10.1; the SYN that leads back to LISTEN is that of
// §3.10.7.4, fourth check.
var routes = []route{
	down(tcp.Listen, tcp.Closed, 24, rowOpen, rowClosed+nodeHeight, rowClosed+aboveNumber, 70, tcp.CloseCall),
	down(tcp.Closed, tcp.Listen, 110, rowClosed+nodeHeight, rowOpen, rowClosed+belowNumber-4, 100, tcp.PassiveOpen),
	down(tcp.Closed, tcp.SynSent, 274, rowClosed+nodeHeight, rowOpen, rowClosed+belowNumber-2, 82, tcp.ActiveOpen),
	down(tcp.SynSent, tcp.Closed, 368, rowOpen, rowClosed+nodeHeight, rowClosed+aboveNumber, 46, tcp.CloseCall),

	down(tcp.Listen, tcp.SynReceived, 24, rowOpen+nodeHeight, rowReceived, rowOpen+belowNumber, 92, tcp.RcvSyn),
	down(tcp.SynReceived, tcp.Listen, 128, rowReceived, rowOpen+nodeHeight, rowOpen+belowNumber-2, 132, tcp.RcvRstPassive, tcp.RcvSynPassive),
	{tcp.Listen, tcp.SynSent, []tcp.Event{tcp.ActiveOpen, tcp.SendCall},
		[]scene.Point{{X: 140, Y: rowOpen + nodeHeight/2}, {X: 264, Y: rowOpen + nodeHeight/2}}, 0, 90},
	{tcp.SynSent, tcp.SynReceived, []tcp.Event{tcp.RcvSyn},
		[]scene.Point{{X: 278, Y: rowOpen + nodeHeight}, {X: 278, Y: rowReceived + nodeHeight/2}, {X: 140, Y: rowReceived + nodeHeight/2}}, 0, 120},

	down(tcp.SynReceived, tcp.FinWait1, 24, rowReceived+nodeHeight, rowClose1, rowReceived+belowNumber, 92, tcp.CloseCall),
	down(tcp.SynReceived, tcp.Established, 128, rowReceived+nodeHeight, rowMiddle, rowReceived+belowNumber, 150, tcp.RcvAckOfSyn),
	down(tcp.SynSent, tcp.Established, 316, rowOpen+nodeHeight, rowMiddle, rowReceived+belowNumber, 96, tcp.RcvSynAck),

	down(tcp.Established, tcp.FinWait1, 160, rowMiddle+nodeHeight, rowClose1, rowMiddle+belowNumber, 120, tcp.CloseCall),
	down(tcp.Established, tcp.CloseWait, 316, rowMiddle+nodeHeight, rowClose1, rowMiddle+belowNumber, 94, tcp.RcvFin),

	down(tcp.FinWait1, tcp.FinWait2, 24, rowClose1+nodeHeight, rowClose2, rowClose1+belowNumber, 78, tcp.RcvAckOfFin),
	down(tcp.FinWait1, tcp.TimeWait, 114, rowClose1+nodeHeight, rowClose3, rowClose1+belowNumber, 80, tcp.RcvFinAckOfFin),
	down(tcp.FinWait1, tcp.Closing, 204, rowClose1+nodeHeight, rowClose2, rowClose1+belowNumber, 74, tcp.RcvFin),
	down(tcp.FinWait2, tcp.TimeWait, 24, rowClose2+nodeHeight, rowClose3, rowClose2+belowNumber, 78, tcp.RcvFin),
	down(tcp.Closing, tcp.TimeWait, 204, rowClose2+nodeHeight, rowClose3, rowClose2+belowNumber, 74, tcp.RcvAckOfFin),

	down(tcp.CloseWait, tcp.LastAck, 316, rowClose1+nodeHeight, rowClose3, rowClose1+belowNumber, 90, tcp.CloseCall),

	down(tcp.TimeWait, tcp.Closed, 114, rowClose3+nodeHeight, rowEnd, framesBottom+26, 150, tcp.TimeWaitTimeout),
	down(tcp.LastAck, tcp.Closed, 316, rowClose3+nodeHeight, rowEnd, framesBottom+26, 96, tcp.RcvAckOfFin),
}
