package sheet

import (
	"math"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
)

// window is the part of a picture that stands on a sheet: from a height to
// another, moved by so much. What goes straight down into it begins by the lead
// above it.
type window struct{ from, to, by, lead float64 }

// item is what is seen of a shape: nothing, or one shape, or the pieces of a
// stroke.
func (w window) item(item scene.Item) []scene.Item {
	switch x := item.(type) {
	case scene.Group:
		return w.group(x)
	case scene.Line:
		return w.line(x)
	case scene.Rect:
		top, bottom := max(x.Y, w.from), min(x.Y+x.Height, w.to)
		if top >= bottom {
			return nil
		}
		if x.Y < w.from {
			top -= w.lead
		}
		x.Y, x.Height = top+w.by, bottom-top
		x.Radius = min(x.Radius, x.Height/2)
		return []scene.Item{x}
	case scene.Circle:
		if !w.has(x.Center.Y) {
			return nil
		}
		x.Center.Y += w.by
		return []scene.Item{x}
	case scene.Text:
		if e := textExtent(x); !w.has((e.top + e.bottom) / 2) {
			return nil
		}
		x.At.Y += w.by
		return []scene.Item{x}
	case scene.Path:
		return w.path(x)
	}
	return nil
}

// has reports whether a height is on the sheet.
func (w window) has(y float64) bool { return w.from <= y && y < w.to }

// group cuts what it holds. A state that began on an earlier sheet has its name
// again, at the top, where there is room for one line of it.
func (w window) group(g scene.Group) []scene.Item {
	var seen, name []scene.Item
	for _, item := range g.Items {
		seen = append(seen, w.item(item)...)
		switch x := item.(type) {
		case scene.Text, scene.Line:
			name = append(name, x)
		}
	}
	if g.State != "" && len(seen) > 0 && len(name) > 0 {
		if top := highest(name); top < w.from {
			again := window{from: math.Inf(-1), to: math.Inf(1), by: w.from + w.by - w.lead - top}
			for _, item := range firstLine(name, top) {
				seen = append(seen, again.item(item)...)
			}
		}
	}
	if len(seen) == 0 {
		return nil
	}
	g.Items = seen
	return []scene.Item{g}
}

// firstLine is what a name of several lines begins with, at a height, and that it
// goes on.
func firstLine(name []scene.Item, top float64) (first []scene.Item) {
	texts, last := 0, -1
	for _, item := range name {
		t, text := item.(scene.Text)
		if text {
			texts++
		}
		if text && textExtent(t).top > top {
			continue
		}
		if text {
			last = len(first)
		}
		first = append(first, item)
	}
	if last >= 0 && texts > 1 {
		t := first[last].(scene.Text)
		t.Text += " …"
		first[last] = t
	}
	return first
}

// highest is where the highest of some shapes begins.
func highest(items []scene.Item) float64 {
	y := math.Inf(1)
	for _, e := range extents(items) {
		y = min(y, e.top)
	}
	return y
}

// line cuts a stroke. An arrow keeps its head where its end is seen.
func (w window) line(l scene.Line) []scene.Item {
	from, to, ok := w.stroke(l.From, l.To)
	if !ok {
		return nil
	}
	l.Arrow = l.Arrow && w.has(l.To.Y)
	l.From, l.To = from, to
	return []scene.Item{l}
}

// stroke is the part of a stroke that is seen, moved; false if none is.
func (w window) stroke(p, q scene.Point) (scene.Point, scene.Point, bool) {
	if max(p.Y, q.Y) < w.from || min(p.Y, q.Y) >= w.to {
		return p, q, false
	}
	at := func(y float64) scene.Point { return scene.Point{X: p.X + (q.X-p.X)*(y-p.Y)/(q.Y-p.Y), Y: y} }
	within := func(r scene.Point) scene.Point {
		switch {
		case r.Y < w.from && p.X == q.X:
			r.Y = w.from - w.lead
		case r.Y < w.from:
			r = at(w.from)
		case r.Y > w.to:
			r = at(w.to)
		}
		r.Y += w.by
		return r
	}
	return within(p), within(q), true
}

// path cuts an open line of straight strokes, a stroke a piece. Any other outline
// is small, and stands where its middle does.
func (w window) path(p scene.Path) []scene.Item {
	var pieces []scene.Command
	var at scene.Point
	for _, c := range p.Commands {
		switch to := c.Points[0]; c.Op {
		case 'M':
			at = to
		case 'L':
			if a, b, ok := w.stroke(at, to); ok {
				pieces = append(pieces, scene.Command{Op: 'M', Points: [3]scene.Point{a}}, scene.Command{Op: 'L', Points: [3]scene.Point{b}})
			}
			at = to
		default:
			return w.outline(p)
		}
	}
	if len(pieces) == 0 {
		return nil
	}
	p.Commands = pieces
	return []scene.Item{p}
}

// outline moves a path as a whole.
func (w window) outline(p scene.Path) []scene.Item {
	e := extents([]scene.Item{p})[0]
	if !w.has((e.top + e.bottom) / 2) {
		return nil
	}
	moved := make([]scene.Command, len(p.Commands))
	for i, c := range p.Commands {
		for j := range c.Used() {
			c.Points[j].Y += w.by
		}
		moved[i] = c
	}
	p.Commands = moved
	return []scene.Item{p}
}

// textExtent is how far a text reaches, turned as it is.
func textExtent(t scene.Text) extent {
	sin, cos := math.Sincos(t.Angle * math.Pi / 180)
	width := font.Width(t.Text, t.Size, t.Bold)
	start := t.At.Y - width*t.Anchor.Before()*sin
	end := start + width*sin
	up, down := 0.85*t.Size*math.Abs(cos), 0.25*t.Size*math.Abs(cos)
	return extent{min(start, end) - up, max(start, end) + down, words}
}
