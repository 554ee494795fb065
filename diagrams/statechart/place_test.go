package statechart

import (
	"slices"
	"testing"

	"woshou/diagrams/scene"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

func TestEveryArrowIsInTheMachinesTable(t *testing.T) {
	for _, r := range slices.Concat(onPage.routes, opening.routes, closing.routes) {
		for _, e := range r.events {
			if !slices.ContainsFunc(tcp.Table, func(row tcp.Transition) bool {
				return string(row.Event) == e && r.stands(trace.Transition{From: row.From.String(), Event: e, To: row.To.String()})
			}) {
				t.Errorf("an arrow leads from %v to %v by %s, which is no row", r.from, r.to, e)
			}
		}
	}
}

func TestArrowsTouchTheirBars(t *testing.T) {
	for _, p := range []plan{onPage, opening, closing} {
		for _, r := range p.routes {
			first, last := r.line[0], r.line[len(r.line)-1]
			if !p.touches(r.from, first) || !p.touches(r.to, last) {
				t.Errorf("the arrow from %v to %v does not lead from bar to bar", r.from, r.to)
			}
		}
	}
}

// touches reports whether a point lies on the border of a bar of the state,
// clear of its round corners.
func (p plan) touches(s string, at scene.Point) bool {
	x, y := at.X, at.Y
	return slices.ContainsFunc(append(slices.Clone(p.nodes), p.end), func(n node) bool {
		bottom := n.top + n.height
		upright := (y == n.top || y == bottom) && x >= n.left+nodeRound && x <= n.right-nodeRound
		level := (x == n.left || x == n.right) && y >= n.top+nodeRound && y <= bottom-nodeRound
		return n.state == s && (upright || level)
	})
}
