package statechart

import (
	"slices"
	"testing"

	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

func TestEveryArrowIsInTheMachinesTable(t *testing.T) {
	for _, r := range routes {
		for _, e := range r.events {
			if !slices.ContainsFunc(tcp.Table, func(row tcp.Transition) bool { return row.Event == e && r.stands(row) }) {
				t.Errorf("an arrow leads from %v to %v by %s, which is no row", r.from, r.to, e)
			}
		}
	}
}

func TestArrowsTouchTheirBars(t *testing.T) {
	for _, r := range routes {
		first, last := r.line[0], r.line[len(r.line)-1]
		if !touches(r.from, first.X, first.Y) || !touches(r.to, last.X, last.Y) {
			t.Errorf("the arrow from %v to %v does not lead from bar to bar", r.from, r.to)
		}
	}
}

// touches reports whether a point lies on the border of a bar of the state,
// clear of its round corners.
func touches(s tcp.State, x, y float64) bool {
	return slices.ContainsFunc(nodes, func(n node) bool {
		bottom := n.top + nodeHeight
		upright := (y == n.top || y == bottom) && x >= n.left+nodeRound && x <= n.right-nodeRound
		level := (x == n.left || x == n.right) && y >= n.top+nodeRound && y <= bottom-nodeRound
		return n.state == s && (upright || level)
	})
}

// TestCausesTellRowsApart: of the rows with equal states and clause, each kind
// of cause finds one at most, and each row has a cause that finds it.
func TestCausesTellRowsApart(t *testing.T) {
	run := &trace.Trace{
		Messages: []trace.Message{{ID: 1, Name: "RST"}, {ID: 2, Name: "SYN"}, {ID: 3, Name: "PSH,ACK"}},
		Events: []trace.Event{
			{N: 1, Kind: trace.Receive, Message: 1}, {N: 2, Kind: trace.Receive, Message: 2}, {N: 3, Kind: trace.Receive, Message: 3},
			{N: 4, Kind: trace.Call, Call: "close both"}, {N: 5, Kind: trace.Timer, Timer: "fin-wait-2"},
		},
	}
	for _, row := range tcp.Table {
		found := slices.ContainsFunc(run.Events, func(cause trace.Event) bool {
			got, ok := rowOf(run, trace.Event{From: row.From.String(), To: row.To.String(), Rule: row.Rule, Cause: cause.N})
			return ok && got == row
		})
		if !found {
			t.Errorf("no cause finds the row %v", row)
		}
	}
}
