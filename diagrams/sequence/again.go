package sequence

import (
	"math"

	"woshou/diagrams/scene"
)

// Room that is demanded moves what stands below it. Above, the next attempt
// would write the same labels at the same places; so each keeps what it wrote,
// and the next one takes over every label near which nothing has changed.

// kept is what one attempt hands on to the next.
type kept struct {
	demands demands    // those that it wrote for
	fixed   []obstacle // what stood on the wire before the labels
	labels  []written  // in the order of writing
}

// written is a label in its place.
type written struct {
	flight *flight
	lowest float64 // how far down things were looked for that it might meet
	texts  []scene.Text
	boxes  []obstacle // of the texts
}

// again tells what of the last attempt holds in another one.
type again struct {
	kept
	now     demands
	next    int     // of the labels
	changed float64 // the height above which nothing differs
}

// newAgain compares what stands on the wire before the labels.
func newAgain(before kept, fixed []obstacle, now demands) *again {
	a := &again{kept: before, now: now, changed: math.Inf(1)}
	if len(before.fixed) != len(fixed) {
		a.labels = nil
		return a
	}
	for i := range fixed {
		if was := &before.fixed[i]; *was != fixed[i] {
			a.changed = min(a.changed, was.top, fixed[i].top)
		}
	}
	return a
}

// label is the label of a message, which is written next, if it can be taken
// over. It can if the same labels were written before it and nothing differs as
// far down as it could meet anything.
func (a *again) label(fl *flight) (l written, ok bool) {
	if a.next < len(a.labels) && a.labels[a.next].flight != fl { // another order
		a.labels = a.labels[:a.next]
	}
	if a.next >= len(a.labels) {
		return written{}, false
	}
	l = a.labels[a.next]
	was, i := a.kept.demands, fl.index
	return l, l.lowest < a.changed && was.asked[i] == a.now.asked[i] && was.moved[i] == a.now.moved[i]
}

// took notes which label was written, taken over or not.
func (a *again) took(l written) {
	var before written
	if a.next < len(a.labels) {
		before = a.labels[a.next]
	}
	a.next++
	for i := range max(len(l.boxes), len(before.boxes)) {
		switch {
		case i >= len(l.boxes):
			a.changed = min(a.changed, before.boxes[i].top)
		case i >= len(before.boxes):
			a.changed = min(a.changed, l.boxes[i].top)
		case l.boxes[i] != before.boxes[i]:
			a.changed = min(a.changed, l.boxes[i].top, before.boxes[i].top)
		}
	}
}
