package sequence

import (
	"cmp"
	"math"
	"slices"

	"woshou/diagrams/scene"
)

// A figure may be shown as it grows, message by message: the n-th stage shows
// what has happened until the n-th message has arrived, or would have, with the
// change of state that it brings.

// thing is what is shown together, or one end of a message.
type thing struct {
	rank   rank
	host   int     // or across
	y      float64 // when it happens, as a height
	bottom float64 // how far down its words reach
	step   int     // the first stage that shows it, from 1
	shapes []scene.Item
}

// rank says what a thing is. Of two things at one height, that of the smaller
// rank comes first.
type rank int

const (
	arrival   rank = iota // of a message
	cause                 // a user call, or a timer that runs out: something follows from it
	stretch               // of a state, which begins
	told                  // an error
	departure             // of a message
	saying                // a note or a time
	folding               // a long wait
	heading               // of a section
	lasting               // what is shown in every stage, or comes with its message
)

// Distances down the page, in points.
const (
	level    = 0.5  // none
	reaction = 10.5 // from one thing to the next that follows at once, or less
	tail     = 16.0 // of a lifeline below what happened last: the height of a state's name
)

// show adds shapes that are shown together, and happen where the first of them
// stands: words stand beside what they belong to, and come after it.
func (d *drawing) show(r rank, host int, shapes ...scene.Item) {
	if len(shapes) == 0 {
		return
	}
	top, bottom := extentOf(shapes[0])
	d.showAt(r, host, (top+bottom)/2+level/2, shapes...)
}

// showAt adds shapes that are shown together, and happen at a height.
func (d *drawing) showAt(r rank, host int, y float64, shapes ...scene.Item) {
	t := &thing{rank: r, host: host, y: y, step: 1, shapes: shapes}
	for _, s := range shapes {
		_, bottom := extentOf(s)
		t.bottom = max(t.bottom, bottom)
	}
	d.things = append(d.things, t)
}

// extentOf is how far down the page a shape begins and ends, as far as the
// growth of a figure asks for it.
func extentOf(shape scene.Item) (top, bottom float64) {
	switch x := shape.(type) {
	case scene.Group: // a stretch of a state: its name reaches down to there
		top, _ = extentOf(x.Items[0])
		return top, top + tail
	case scene.Line:
		return min(x.From.Y, x.To.Y), max(x.From.Y, x.To.Y)
	case scene.Rect:
		return x.Y, x.Y + x.Height
	case scene.Text:
		return x.At.Y - 0.8*x.Size, x.At.Y + 0.2*x.Size
	case scene.Path:
		top, bottom = math.Inf(1), math.Inf(-1)
		for _, c := range x.Commands {
			for _, p := range c.Used() {
				top, bottom = min(top, p.Y), max(bottom, p.Y)
			}
		}
	}
	return top, bottom
}

// grown returns the shapes of all things, and with which stage each comes.
func (d *drawing) grown() (items []scene.Item, g scene.Growth) {
	w := d.watch()
	for host := range d.trace.Hosts {
		w.follow(d.things, host)
	}
	for _, t := range d.things {
		for _, s := range t.shapes {
			items = append(items, s)
			g.Steps = append(g.Steps, t.step)
		}
	}
	if len(w.horizon) == 0 { // nothing is on its way: the figure does not grow
		return items, scene.Growth{}
	}
	for i, bottom := range w.horizon {
		for _, t := range d.things {
			if t.step <= i+1 && t.rank != folding && t.rank != heading && t.rank != lasting {
				bottom = max(bottom, t.bottom)
			}
		}
		g.Cuts = append(g.Cuts, bottom)
	}
	return items, g
}

// watch says how far time has run.
type watch struct {
	starts  []float64 // of the messages: where they leave
	horizon []float64 // of the stages: the height down to which time has run
}

// watch takes the ends of the messages as things.
func (d *drawing) watch() watch {
	var w watch
	y := 0.0
	for _, members := range d.steps {
		for _, fl := range members {
			y = max(y, d.strokes[fl.index].finish.Y)
		}
		w.starts, w.horizon = append(w.starts, d.strokes[members[0].index].start.Y), append(w.horizon, y+tail)
	}
	for _, s := range d.strokes {
		d.things = append(d.things, &thing{rank: arrival, host: s.to, y: s.finish.Y, step: s.step})
		if !s.detached() {
			d.things = append(d.things, &thing{rank: departure, host: s.from, y: s.start.Y, step: s.step})
		}
	}
	return w
}

// reached is the first stage whose time has run down to y.
func (w watch) reached(y float64) int {
	for i, horizon := range w.horizon {
		if horizon >= y {
			return i + 1
		}
	}
	return len(w.horizon)
}

// due is the stage of the first message that leaves at y or below: what has
// happened before a message leaves is shown with it at the latest.
func (w watch) due(y float64) int {
	for i, start := range w.starts {
		if start >= y-level {
			return i + 1
		}
	}
	return len(w.starts)
}

// follow gives the things of a host their stages, down the page.
func (w watch) follow(things []*thing, host int) {
	var list []*thing
	for _, t := range things {
		if t.rank != lasting && (t.host == host || t.host == across) {
			list = append(list, t)
		}
	}
	slices.SortStableFunc(list, func(a, b *thing) int {
		return cmp.Or(cmp.Compare(a.y, b.y), cmp.Compare(a.rank, b.rank))
	})
	now, at := 1, math.Inf(-1) // the stage and the height of what the next thing follows from
	shown, all := 1, 1         // the stage of the states so far, and of everything
	for i, t := range list {
		switch t.rank {
		case arrival, departure:
			now, at = t.step, t.y
			all = max(all, now)
			continue
		case folding: // a break in all lifelines
			t.step = max(t.step, min(max(w.reached(t.bottom), shown), w.due(t.y)))
			continue
		case heading:
			t.step = w.due(t.y)
			continue
		case saying:
			t.step = max(t.step, min(all, w.due(t.y)))
			continue
		case cause:
			now = w.brings(list[i:])
		default:
			if t.y-at > reaction { // it follows from something that the figure does not show
				now = w.brings(list[i:])
			}
		}
		at = t.y
		t.step = min(max(now, shown), w.due(t.y))
		if t.rank == stretch {
			shown = t.step
		}
	}
}

// brings returns the stage of what the first of the things leads to: that of
// the message that leaves upon it, else the one whose time has come.
func (w watch) brings(things []*thing) int {
	for _, t := range things[1:] {
		switch t.rank {
		case departure:
			return t.step
		case arrival, cause:
			return w.reached(things[0].y)
		}
	}
	return w.reached(things[0].y)
}
