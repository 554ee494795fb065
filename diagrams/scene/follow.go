package scene

import (
	"cmp"
	"math"
	"slices"
)

// follow gives the things of a lifeline their stages, down the page.
func (p *stages) follow(things []*thing, line int) {
	var list []*thing
	for _, t := range things {
		if t.kind != head && (t.line == line || t.line == allLines) {
			list = append(list, t)
		}
	}
	slices.SortStableFunc(list, func(a, b *thing) int {
		return cmp.Or(cmp.Compare(a.y, b.y), cmp.Compare(a.kind, b.kind))
	})
	now, at := 1, math.Inf(-1) // the stage and the height of what the next thing follows from
	shown, all := 1, 1         // the stage of the states so far, and of everything
	for i, t := range list {
		switch t.kind {
		case arrive, depart:
			now, at = t.step, t.y
			all = max(all, now)
			continue
		case fold: // a break in both lifelines
			t.step = max(t.step, min(max(p.reached(t.bottom), shown), p.due(t.y)))
			continue
		case heading:
			t.step = p.due(t.y)
			continue
		case saying:
			t.step = max(t.step, min(all, p.due(t.y)))
			continue
		case cause:
			now = p.brings(list[i:])
		default:
			if t.y-at > reaction { // it follows from something that the figure does not show
				now = p.brings(list[i:])
			}
		}
		at = t.y
		t.step = min(max(now, shown), p.due(t.y))
		if t.kind == state {
			shown = t.step
		}
	}
}

// brings returns the stage of what the first of the things leads to: that of
// the segment that leaves upon it, else the one whose time has come.
func (p *stages) brings(things []*thing) int {
	for _, t := range things[1:] {
		switch t.kind {
		case depart:
			return t.step
		case arrive, cause:
			return p.reached(things[0].y)
		}
	}
	return p.reached(things[0].y)
}
