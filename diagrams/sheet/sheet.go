// Package sheet cuts a picture that is too tall for a format into sheets, which
// a document has as pages and a deck as slides.
//
//	client   server          client   server       the names again
//	   |--1---->|               |        |         and the states that go on
//	   |<---2---|      ┆   ESTABLISHED   ESTABLISHED
//	   |--3---->|               |<--4----|
//	   ┆        ┆               |--5---->|
//
// A cut is made where it goes through the fewest words and arrows. What it goes
// through is cut with it: an arrow ends at the lower edge of one sheet and goes
// on at the upper edge of the next.
package sheet

import (
	"fmt"
	"math"
	"strings"

	"woshou/diagrams/scene"
)

// Sheets are the parts of one picture.
type Sheets struct {
	whole *scene.Scene
	head  float64 // the height of the hosts' names, which each sheet has
	spans []span
}

// span is the part of a picture that a sheet shows below the names: from a
// height to another.
type span struct{ from, to float64 }

// Distances down a sheet, in points.
const (
	lead = 20.0 // above what a cut goes through: where the states have their names again
	edge = 8.0  // below the last thing
	body = 40.0 // below a heading, until what it is of has begun
)

// Cut cuts a picture into sheets of at most a height, in points, which must be
// at least twice that of the hosts' names.
func Cut(s *scene.Scene, height float64) Sheets {
	sheets := Sheets{whole: s, head: headOf(s)}
	room := height - sheets.head - lead - edge
	busy := busyIn(s.Items)
	from := sheets.head
	for s.Height-from > room+edge {
		to := quietest(busy, from+room*2/3, from+room)
		sheets.spans = append(sheets.spans, span{from, to})
		from = to
	}
	sheets.spans = append(sheets.spans, span{from, s.Height - edge})
	return sheets
}

// headOf is where what happens begins, or is given a heading: below the names of
// the hosts, what is said of their kind, and the legend of a strip.
func headOf(s *scene.Scene) float64 {
	y := s.Height
	for _, item := range s.Items {
		if g, ok := item.(scene.Group); ok {
			y = min(y, highest(g.Items))
		} else if scene.RoleOf(item) == scene.SectionText {
			y = min(y, highest([]scene.Item{item}))
		}
	}
	return y
}

// All are the sheets, from the top, as scenes. What each says in words is what
// its segments say; its title counts it.
func (sh Sheets) All() (all []*scene.Scene) {
	for i := range sh.spans {
		all = append(all, sh.Of(sh.whole, i))
	}
	return all
}

// Stages are the stages of a picture that grows, of each the sheet on which its
// segment arrives.
func (sh Sheets) Stages() (all []*scene.Scene) {
	for n, s := range scene.Steps(sh.whole) {
		arrival := sh.arrival(n + 1)
		at := 0
		for at < len(sh.spans)-1 && sh.spans[at].to <= arrival {
			at++
		}
		all = append(all, sh.Of(s, at))
	}
	return all
}

// arrival is the height at which a segment arrives, or would.
func (sh Sheets) arrival(segment int) (y float64) {
	for _, item := range sh.whole.Items {
		if g, ok := item.(scene.Group); ok && g.Segment == segment {
			for _, part := range g.Items {
				if l, ok := part.(scene.Line); ok {
					y = max(y, l.To.Y)
				}
			}
		}
	}
	return y
}

// Len is the number of sheets.
func (sh Sheets) Len() int { return len(sh.spans) }

// Head is the height of what each sheet has at its top: the names of the hosts.
func (sh Sheets) Head() float64 { return sh.head }

// Of is the i-th sheet of the picture, from 0, or of the same picture with other
// roles, or of a stage of it.
func (sh Sheets) Of(s *scene.Scene, i int) *scene.Scene {
	from, to := sh.spans[i].from, sh.spans[i].to
	window := window{from: from, to: to, by: sh.head - from}
	if i > 0 && sh.head > 0 {
		window.lead, window.by = lead, window.by+lead
	}
	part := &scene.Scene{
		Width: s.Width, Height: to + window.by + edge,
		Lang: s.Lang, Title: fmt.Sprintf("%s (%d/%d)", s.Title, i+1, len(sh.spans)),
	}
	var said []string
	for _, item := range s.Items {
		if lies(item) <= sh.head {
			part.Items = append(part.Items, item)
			continue
		}
		for _, cut := range window.item(item) {
			if g, ok := cut.(scene.Group); ok && g.Alt != "" {
				said = append(said, g.Alt)
			}
			part.Items = append(part.Items, cut)
		}
	}
	for _, item := range part.Items {
		part.Height = max(part.Height, lies(item)+edge) // of a sloping text that is cut, a half reaches over
	}
	part.Desc = strings.Join(said, "\n")
	return part
}

// lies is how far down a shape reaches.
func lies(item scene.Item) (y float64) {
	for _, e := range extents([]scene.Item{item}) {
		y = max(y, e.bottom)
	}
	return y
}

// extent is where a shape stands down the page.
type extent struct {
	top, bottom float64
	cost        int // of a cut through it
}

// What it costs to cut through a shape.
const (
	stroke = 1
	words  = 21
	headed = 100 // a heading and what it is of
)

// extents are those of all shapes, those in groups one by one.
func extents(items []scene.Item) (list []extent) {
	for _, item := range items {
		switch x := item.(type) {
		case scene.Group:
			list = append(list, extents(x.Items)...)
		case scene.Line:
			list = append(list, extent{min(x.From.Y, x.To.Y), max(x.From.Y, x.To.Y), stroke})
		case scene.Rect:
			list = append(list, extent{x.Y, x.Y + x.Height, stroke})
		case scene.Circle:
			list = append(list, extent{x.Center.Y - x.Radius, x.Center.Y + x.Radius, words})
		case scene.Text:
			list = append(list, textExtent(x))
		case scene.Path:
			e := extent{math.Inf(1), math.Inf(-1), stroke}
			for _, c := range x.Commands {
				for _, p := range c.Used() {
					e.top, e.bottom = min(e.top, p.Y), max(e.bottom, p.Y)
				}
			}
			list = append(list, e)
		}
	}
	return list
}

// busyIn are where the shapes of a picture stand that a cut should not go through.
// A heading keeps what it is of: it stands last on no sheet.
func busyIn(items []scene.Item) []extent {
	list := extents(items)
	for _, item := range items {
		if t, ok := item.(scene.Text); ok && t.Role == scene.SectionText {
			heading := textExtent(t)
			heading.bottom += body
			heading.cost = headed
			list = append(list, heading)
		}
	}
	return list
}

// quietest is the height between two others at which a cut goes through the
// least; the lowest of several.
func quietest(busy []extent, from, to float64) (best float64) {
	const step = 2.0
	least := math.MaxInt
	for y := to; y >= from; y -= step {
		cost := 0
		for _, e := range busy {
			if e.top < y && y < e.bottom {
				cost += e.cost
			}
		}
		if cost < least {
			best, least = y, cost
		}
	}
	return best
}
