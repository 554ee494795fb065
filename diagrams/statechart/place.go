package statechart

import (
	"woshou/diagrams/scene"
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

// closed is the state without a connection. What leads there is an exit.
const closed = "CLOSED"

// plan is where the states of TCP, and the arrows between them, stand in a picture.
type plan struct {
	width  float64
	nodes  []node
	end    node // the CLOSED at the end, if it is in the picture
	frames []frame
	routes []route
}

// onPage is the plan of a page, as wide as a phone: downward, as a life is.
var onPage = plan{width, nodes, end, frames, routes}

// node is a bar with a state's name.
type node struct {
	state                    string
	left, right, top, height float64
}

// nodes are the states. CLOSED stands twice, as in Figure 5 of RFC 9293: where
// a connection begins, and where it ends.
// Those that several arrows leave or reach side by side are wide.
var nodes = []node{
	{"CLOSED", 10, 410, rowClosed, nodeHeight},
	{"LISTEN", 10, 140, rowOpen, nodeHeight},
	{"SYN-SENT", 264, 410, rowOpen, nodeHeight},
	{"SYN-RECEIVED", 10, 140, rowReceived, nodeHeight},
	{"ESTABLISHED", 112, 410, rowMiddle, nodeHeight},

	{"FIN-WAIT-1", 14, 280, rowClose1, nodeHeight},
	{"FIN-WAIT-2", 14, 104, rowClose2, nodeHeight},
	{"CLOSING", 192, 280, rowClose2, nodeHeight},
	{"TIME-WAIT", 14, 280, rowClose3, nodeHeight},

	{"CLOSE-WAIT", 304, 408, rowClose1, nodeHeight},
	{"LAST-ACK", 304, 408, rowClose3, nodeHeight},
}

// end is the other CLOSED.
var end = node{"CLOSED", 10, 410, rowEnd, nodeHeight}

// frame is a box around the states of one way to close.
type frame struct {
	name                     string // in words.frames
	left, right, top, bottom float64
	title                    float64 // where its title starts
}

// The heights of the frames: they have their name above the first bar.
const (
	framesTop    = rowClose1 - 26
	framesBottom = rowClose3 + nodeHeight + 8
)

// frames are the two ways to close, as Figure 5 of RFC 9293 has them left and
// right.
var frames = []frame{
	{"active", 6, 288, framesTop, framesBottom, 32},
	{"passive", 296, 416, framesTop, framesBottom, 322},
}

// route is the way of an arrow and the events it stands for. One that leads
// across is labelled above and below its last level part, others to the right.
type route struct {
	from, to string
	events   []string
	line     []scene.Point // from bar to bar; parts are level or upright
	labelTop float64       // of an upright one
	room     float64       // for its text
}

// down is a route straight down or up.
func down(from, to string, x, y1, y2, labelTop, room float64, events ...string) route {
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
	down("LISTEN", "CLOSED", 24, rowOpen, rowClosed+nodeHeight, rowClosed+aboveNumber, 70, "CLOSE"),
	down("CLOSED", "LISTEN", 110, rowClosed+nodeHeight, rowOpen, rowClosed+belowNumber-4, 100, "passive OPEN"),
	down("CLOSED", "SYN-SENT", 274, rowClosed+nodeHeight, rowOpen, rowClosed+belowNumber-2, 82, "active OPEN"),
	down("SYN-SENT", "CLOSED", 368, rowOpen, rowClosed+nodeHeight, rowClosed+aboveNumber, 46, "CLOSE"),

	down("LISTEN", "SYN-RECEIVED", 24, rowOpen+nodeHeight, rowReceived, rowOpen+belowNumber, 92, "rcv SYN"),
	down("SYN-RECEIVED", "LISTEN", 128, rowReceived, rowOpen+nodeHeight, rowOpen+belowNumber-2, 132, "rcv RST, was passive", "rcv SYN, was passive"),
	{"LISTEN", "SYN-SENT", []string{"active OPEN", "SEND"},
		[]scene.Point{{X: 140, Y: rowOpen + nodeHeight/2}, {X: 264, Y: rowOpen + nodeHeight/2}}, 0, 90},
	{"SYN-SENT", "SYN-RECEIVED", []string{"rcv SYN"},
		[]scene.Point{{X: 278, Y: rowOpen + nodeHeight}, {X: 278, Y: rowReceived + nodeHeight/2}, {X: 140, Y: rowReceived + nodeHeight/2}}, 0, 120},

	down("SYN-RECEIVED", "FIN-WAIT-1", 24, rowReceived+nodeHeight, rowClose1, rowReceived+belowNumber, 92, "CLOSE"),
	down("SYN-RECEIVED", "ESTABLISHED", 128, rowReceived+nodeHeight, rowMiddle, rowReceived+belowNumber, 150, "rcv ACK of SYN"),
	down("SYN-SENT", "ESTABLISHED", 316, rowOpen+nodeHeight, rowMiddle, rowReceived+belowNumber, 96, "rcv SYN,ACK"),

	down("ESTABLISHED", "FIN-WAIT-1", 160, rowMiddle+nodeHeight, rowClose1, rowMiddle+belowNumber, 120, "CLOSE"),
	down("ESTABLISHED", "CLOSE-WAIT", 316, rowMiddle+nodeHeight, rowClose1, rowMiddle+belowNumber, 94, "rcv FIN"),

	down("FIN-WAIT-1", "FIN-WAIT-2", 24, rowClose1+nodeHeight, rowClose2, rowClose1+belowNumber, 78, "rcv ACK of FIN"),
	down("FIN-WAIT-1", "TIME-WAIT", 114, rowClose1+nodeHeight, rowClose3, rowClose1+belowNumber, 80, "rcv FIN, ACK of FIN"),
	down("FIN-WAIT-1", "CLOSING", 204, rowClose1+nodeHeight, rowClose2, rowClose1+belowNumber, 74, "rcv FIN"),
	down("FIN-WAIT-2", "TIME-WAIT", 24, rowClose2+nodeHeight, rowClose3, rowClose2+belowNumber, 78, "rcv FIN"),
	down("CLOSING", "TIME-WAIT", 204, rowClose2+nodeHeight, rowClose3, rowClose2+belowNumber, 74, "rcv ACK of FIN"),

	down("CLOSE-WAIT", "LAST-ACK", 316, rowClose1+nodeHeight, rowClose3, rowClose1+belowNumber, 90, "CLOSE"),

	down("TIME-WAIT", "CLOSED", 114, rowClose3+nodeHeight, rowEnd, framesBottom+26, 150, "2 MSL timeout"),
	down("LAST-ACK", "CLOSED", 316, rowClose3+nodeHeight, rowEnd, framesBottom+26, 96, "rcv ACK of FIN"),
}
