package scene

import "math"

// thing is what happens on a lifeline, or what is said of it: the items of a
// scene that are shown together, or one end of a segment.
type thing struct {
	kind   kind
	side   side
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

// side is which lifeline a thing belongs to.
type side int

const (
	both side = iota
	left
	right
)

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
	edges := p.lifelines()
	for i, item := range p.scene.Items {
		if g, ok := item.(Group); ok {
			open = nil
			if g.Segment == 0 {
				list = append(list, stretch(g, i, edges))
			}
			continue
		}
		if open == nil || !open.takes(p.scene.Items, item) {
			role := roleOf(item)
			k, ok := kinds[role]
			if !ok {
				k = head
			}
			open = &thing{kind: k, first: role, step: 1}
			list = append(list, open)
		}
		open.add(i, item, edges)
	}
	for i, fl := range p.flights {
		from, to := left, right
		if fl.to.X < fl.from.X {
			from, to = right, left
		}
		list = append(list, &thing{kind: arrive, side: to, y: fl.to.Y, step: i + 1})
		if !fl.detached {
			list = append(list, &thing{kind: depart, side: from, y: fl.from.Y, step: i + 1})
		}
	}
	return list
}

// lifelines returns the outer edges of the bands.
func (p *stages) lifelines() [2]float64 {
	edges := [2]float64{math.Inf(1), math.Inf(-1)}
	for _, item := range p.scene.Items {
		g, _ := item.(Group)
		for _, item := range g.Items {
			if r, ok := item.(Rect); ok && g.State != "" {
				edges[0], edges[1] = min(edges[0], r.X), max(edges[1], r.X+r.Width)
			}
		}
	}
	return edges
}

// stretch is the beginning of a state, or a group that is always there.
func stretch(g Group, i int, edges [2]float64) *thing {
	t := &thing{kind: head, step: 1, items: []int{i}}
	for _, item := range g.Items {
		if r, ok := item.(Rect); ok && g.State != "" {
			t.kind, t.y, t.bottom = state, r.Y, r.Y+tail
			if t.side = right; r.X == edges[0] {
				t.side = left
			}
			break
		}
	}
	return t
}

// Layouts write what belongs together one after the other: the lines of a call
// and then its mark, a timer's bracket and then its lines.

// takes reports whether an item belongs to the thing as well.
func (t *thing) takes(items []Item, item Item) bool {
	role := roleOf(item)
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
func (t *thing) add(i int, item Item, edges [2]float64) {
	t.items = append(t.items, i)
	top, bottom := heights(item)
	t.bottom = max(t.bottom, bottom)
	x := start(item)
	role := roleOf(item)
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
	switch {
	case t.kind == fold || t.kind == heading || t.kind == head:
	case x < edges[0]:
		t.side = left
	case x > edges[1]:
		t.side = right
	}
}

// roleOf is the role of an item that is no group.
func roleOf(item Item) Role {
	switch x := item.(type) {
	case Line:
		return x.Role
	case Path:
		return x.Role
	case Rect:
		return x.Role
	case Circle:
		return x.Role
	case Text:
		return x.Role
	}
	return ""
}
