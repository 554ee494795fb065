package scene

import (
	"cmp"
	"math"
	"slices"
)

// thing is what happens on a lifeline, or what is said of it: the items of a
// scene that are shown together, or one end of a segment.
type thing struct {
	kind   kind
	line   int     // the lifeline it belongs to, from the left, or allLines
	y      float64 // when it happens, as a height
	bottom float64 // how far down its words reach
	step   int     // the first stage that shows it
	items  []int
	first  Role // of its items
	full   bool // no further item belongs to it
}

// kind is what a thing is. Of two things at one height, that of the smaller
// kind comes first.
type kind int

const (
	arrive  kind = iota // a segment's arrival
	cause               // a user call, or a timer that runs out: something follows from it
	state               // a stretch of a state begins
	signal              // an error
	depart              // a segment's departure
	saying              // a note or a time
	fold                // a long wait
	heading             // of a section
	head                // a lifeline's
)

// allLines stands for every lifeline in the place of one.
const allLines = -1

// kinds are those of loose items; what is not listed is always there.
var kinds = map[Role]kind{
	CallText: cause, CallMark: cause, TimerBracket: cause, TimerText: cause,
	ErrorText: signal, NoteText: saying, NoteRule: saying, TimeText: saying,
	FoldText: fold, Fold: fold, SectionText: heading, SectionRule: heading,
}

// Distances down the page, in points.
const (
	near     = 0.5  // none
	nextLine = 16.5 // to the next line of a text, or less
	reaction = 10.5 // from one thing to the next that follows at once, or less
)

// things returns what happens in a scene.
func (p *stages) things() []*thing {
	var list []*thing
	var open *thing
	for i, item := range p.scene.Items {
		if g, ok := item.(Group); ok {
			open = nil
			if g.Segment == 0 {
				list = append(list, p.stretch(g, i))
			}
			continue
		}
		if open == nil || !open.takes(p.scene.Items, item) {
			role := RoleOf(item)
			k, ok := kinds[role]
			if !ok {
				k = head
			}
			open = &thing{kind: k, line: allLines, first: role, step: 1}
			list = append(list, open)
		}
		open.add(i, item, p.lifelines)
	}
	for i, fl := range p.flights {
		from, to := p.lifelines.nearest(fl.from.X), p.lifelines.nearest(fl.to.X)
		list = append(list, &thing{kind: arrive, line: to, y: fl.to.Y, step: i + 1})
		if !fl.detached {
			list = append(list, &thing{kind: depart, line: from, y: fl.from.Y, step: i + 1})
		}
	}
	return list
}

// lifelines are the bands of a picture, from the left.
type lifelines []Rect

// lifelinesOf returns one band of each lifeline.
func lifelinesOf(s *Scene) (list lifelines) {
	for _, item := range s.Items {
		g, _ := item.(Group)
		for _, item := range g.Items {
			if r, ok := item.(Rect); ok && g.State != "" && !slices.ContainsFunc(list, func(o Rect) bool { return o.X == r.X }) {
				list = append(list, r)
			}
		}
	}
	slices.SortFunc(list, func(a, b Rect) int { return cmp.Compare(a.X, b.X) })
	return list
}

// nearest is the lifeline that stands nearest to x.
func (l lifelines) nearest(x float64) (line int) {
	for i, r := range l {
		if math.Abs(x-r.X-r.Width/2) < math.Abs(x-l[line].X-l[line].Width/2) {
			line = i
		}
	}
	return line
}

// beside is the lifeline that words which begin at x stand beside: those of the
// first stand on its left, those of the others on their right. What stands
// between the first two is of none.
func (l lifelines) beside(x float64) int {
	if len(l) == 0 || x < l[0].X {
		return 0
	}
	for i := len(l) - 1; i > 0; i-- {
		if x > l[i].X+l[i].Width {
			return i
		}
	}
	return allLines
}

// stretch is the beginning of a state, or a group that is always there.
func (p *stages) stretch(g Group, i int) *thing {
	t := &thing{kind: head, line: allLines, step: 1, items: []int{i}}
	for _, item := range g.Items {
		if r, ok := item.(Rect); ok && g.State != "" {
			t.kind, t.y, t.bottom, t.line = state, r.Y, r.Y+tail, p.lifelines.nearest(r.X+r.Width/2)
			break
		}
	}
	return t
}

// Layouts write what belongs together one after the other: the lines of a call
// and then its mark, a timer's bracket and then its lines.

// takes reports whether an item belongs to the thing as well.
func (t *thing) takes(items []Item, item Item) bool {
	role := RoleOf(item)
	if kinds[role] != t.kind || t.full {
		return false
	}
	if _, listed := kinds[role]; !listed {
		return false
	}
	top, _ := heights(item)
	lastTop, _ := heights(items[t.items[len(t.items)-1]])
	switch role {
	case TimerBracket, FoldText:
		return false
	case NoteRule:
		return t.first != NoteRule
	case CallText, ErrorText, TimeText:
		return role == t.first && top > lastTop && top-lastTop < nextLine
	}
	return true
}

// add adds an item.
func (t *thing) add(i int, item Item, lines lifelines) {
	t.items = append(t.items, i)
	top, bottom := heights(item)
	t.bottom = max(t.bottom, bottom)
	x := start(item)
	role := RoleOf(item)
	t.full = role == CallMark || role == SectionRule || role == NoteRule && t.first != NoteRule
	switch role {
	case TimerBracket:
		t.y = bottom
	case CallMark:
		t.y = (top + bottom) / 2
	case TimerText:
		return // it may stand anywhere beside its bracket
	default:
		if len(t.items) == 1 { // a text stands beside what it belongs to, and comes after it
			t.y = (top+bottom)/2 + near/2
		}
	}
	if t.kind != fold && t.kind != heading && t.kind != head {
		if line := lines.beside(x); line != allLines {
			t.line = line
		}
	}
}
