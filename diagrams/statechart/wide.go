package statechart

import (
	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// The size of a picture for a slide of 16 to 9, in points: what is set in 13 points
// is then enlarged to 18.
const (
	wideWidth  = 640.0
	wideHeight = 308.0
	wideKey    = wideHeight - numberHeight - 6 // where the key of the ways begins
)

// Wide lays TCP's table out for slides: opening, closing, and what has no arrow.
// Each picture is whole and at most wideWidth by wideHeight; together they have each
// row once. The scenes depend only on the arguments, which are not modified.
func Wide(table []trace.Transition, opt Options) (list []*scene.Scene) {
	for _, p := range []plan{opening, closing} {
		c := newChart(table, opt, wideWidth)
		c.wide = true
		c.plan(p)
		c.key(wideKey)
		list = append(list, c.scene(wideHeight))
	}
	left, right := newChart(table, opt, wideWidth), newChart(table, opt, wideWidth-othersLeft)
	exits, others := left.exits(0), right.others(0)
	height := max(exits, others)
	left.draw(scene.Placed(right.items, 1, scene.Point{X: othersLeft, Y: height - others})...)
	if len(left.items) > 0 {
		list = append(list, left.scene(height))
	}
	return list
}

// othersLeft is where the rows without an arrow stand beside the grid of exits.
const othersLeft = 374.0

// across is a route straight to the right or to the left.
func across(from, to string, y, x1, x2, room float64, events ...string) route {
	return route{from, to, events, []scene.Point{{X: x1, Y: y}, {X: x2, Y: y}}, 0, room}
}

// opening is how a connection comes about.
//
//	[ C ] <--> [ LISTEN   ] <--> [ SYN-RECEIVED ]
//	[ L ]            |     ,---------^   |
//	[ O ]            v    /              v
//	[…  ] <--> [ SYN-SENT ] ---> [ ESTABLISHED  ]
var opening = plan{
	width: wideWidth,
	nodes: []node{
		{"CLOSED", 6, 84, 8, 264},
		{"LISTEN", 206, 304, 8, 104},
		{"SYN-SENT", 206, 304, 172, 100},
		{"SYN-RECEIVED", 440, 634, 8, 104},
		{"ESTABLISHED", 504, 634, 172, 100},
	},
	routes: []route{
		across("CLOSED", "LISTEN", 40, 84, 206, 100, "passive OPEN"),
		across("LISTEN", "CLOSED", 88, 206, 84, 100, "CLOSE"),
		across("CLOSED", "SYN-SENT", 200, 84, 206, 100, "active OPEN"),
		across("SYN-SENT", "CLOSED", 254, 206, 84, 100, "CLOSE"),
		across("LISTEN", "SYN-RECEIVED", 28, 304, 440, 110, "rcv SYN"),
		across("SYN-RECEIVED", "LISTEN", 98, 440, 304, 133, "rcv RST, was passive", "rcv SYN, was passive"),
		down("LISTEN", "SYN-SENT", 222, 112, 172, 136, 150, "active OPEN", "SEND"),
		{"SYN-SENT", "SYN-RECEIVED", []string{"rcv SYN"},
			[]scene.Point{{X: 304, Y: 194}, {X: 460, Y: 194}, {X: 460, Y: 112}}, 0, 110},
		across("SYN-SENT", "ESTABLISHED", 250, 304, 504, 150, "rcv SYN,ACK"),
		down("SYN-RECEIVED", "ESTABLISHED", 530, 112, 172, 136, 96, "rcv ACK of SYN"),
	},
}

// closing is how it ends: the active close above, the passive one below.
//
//	[ SYN-RECEIVED ] ---> [ FIN- ] ---> [ FIN-WAIT-2 ] ---> [ TIME- ]
//	[              ] ---> [ WAIT ] -----------------------> [ WAIT  ]
//	[ ESTABLISHED  ]      [ -1   ] ---> [ CLOSING    ] ---> [       ]
//	[              ]                                            |
//	[              ] ---> [ CLOSE-WAIT ] ---> [ LAST-ACK ] -> [ CLOSED ]
var closing = plan{
	width: wideWidth,
	nodes: []node{
		{"SYN-RECEIVED", 4, 114, 22, 42},
		{"ESTABLISHED", 4, 114, 92, 180},
		{"FIN-WAIT-1", 211, 307, 22, 158},
		{"FIN-WAIT-2", 386, 476, 30, 38},
		{"CLOSING", 386, 476, 142, 38},
		{"TIME-WAIT", 553, 637, 22, 158},
		{"CLOSE-WAIT", 211, 307, 230, 42},
		{"LAST-ACK", 407, 487, 230, 42},
	},
	end: node{"CLOSED", 565, 637, 236, 36},
	frames: []frame{
		{"active", 207, 640, 0, 184, 224},
		{"passive", 207, 491, 207, 279, 224},
	},
	routes: []route{
		across("SYN-RECEIVED", "FIN-WAIT-1", 43, 114, 211, 90, "CLOSE"),
		across("ESTABLISHED", "FIN-WAIT-1", 130, 114, 211, 90, "CLOSE"),
		across("ESTABLISHED", "CLOSE-WAIT", 251, 114, 211, 90, "rcv FIN"),
		across("FIN-WAIT-1", "FIN-WAIT-2", 52, 307, 386, 76, "rcv ACK of FIN"),
		across("FIN-WAIT-1", "TIME-WAIT", 104, 307, 553, 220, "rcv FIN, ACK of FIN"),
		across("FIN-WAIT-1", "CLOSING", 157, 307, 386, 76, "rcv FIN"),
		across("FIN-WAIT-2", "TIME-WAIT", 52, 476, 553, 76, "rcv FIN"),
		across("CLOSING", "TIME-WAIT", 161, 476, 553, 76, "rcv ACK of FIN"),
		across("CLOSE-WAIT", "LAST-ACK", 247, 307, 407, 90, "CLOSE"),
		down("TIME-WAIT", "CLOSED", 576, 180, 236, 202, 56, "2 MSL timeout"),
		across("LAST-ACK", "CLOSED", 256, 487, 565, 76, "rcv ACK of FIN"),
	},
}
