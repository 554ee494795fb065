package sequence

import (
	"cmp"
	"iter"
	"math"
	"slices"

	"woshou/diagrams/scene"
)

// Along an arrow, in points.
const (
	labelRoom = 38.0 // of the wire that an unbroken row leaves to the circle, the ends and the slant
	aboveLine = 5.0  // from the stroke up to the baseline of the nearest row
	belowLine = 15.5 // from the stroke down to it
	rowHeight = 15.0
	tries     = 9 // places for each block of rows
)

// track is the line a label is written along, from left to right.
type track struct {
	owner      *flight
	from, to   scene.Point // of the whole way
	ux, uy     float64
	length     float64
	low, high  float64 // the part of it where words may stand
	broken     float64 // where a lost one breaks off, from the departure
	best       ends    // where the middle of the rows above and below it is best
	angle      float64 // in degrees
	cos, sin   float64 // of the angle
	leftmost   float64 // the ribbons' edges, which words must not pass
	rightmost  float64
	departLeft bool
	meets      float64 // where another message meets it, from the departure; 0 if none does
	passing    bool    // the rows above stand beyond that place, not before it
}

// ends are two places along a track.
type ends struct{ above, below float64 }

// newTrack returns the track of a message in one of the gaps that it passes.
func (f *figure) newTrack(s *stroke, tr traffic, gap int) *track {
	t := &track{owner: s.flight, from: s.begin, to: s.finish, departLeft: s.from < s.to}
	t.leftmost, t.rightmost = f.columns.edge(gap, gap+1)+1, f.columns.edge(gap+1, gap)-1
	t.length = distance(s.begin, s.finish)
	begun, seen := distance(s.begin, s.start), distance(s.start, s.end)
	t.broken = t.length
	if !s.arrives() {
		t.broken = begun + seen - crossArm - 2
	}
	t.low, t.high = begun+numberPlace+s.radius+1, t.length-s.headRoom()
	if s.nobody {
		t.high -= scene.HeadLength
	}
	from, to := s.solid()
	middle := begun + seen*(from+to)/2
	t.best = ends{middle, middle}
	if s.passes() {
		t.confine(s)
	}
	switch {
	case tr.burst != nil:
		t.best = tr.burst.best(t)
	case tr.meeting != nil:
		t.meets, t.passing = tr.meeting.at*t.length, tr.meeting.passing
		t.best = ends{t.low, t.high}
		if t.passing {
			t.best = ends{t.high, t.low}
		}
	}
	if !t.departLeft {
		t.from, t.to = t.to, t.from
		t.low, t.high = t.length-t.high, t.length-t.low
		t.best = ends{t.length - t.best.above, t.length - t.best.below}
	}
	t.ux, t.uy = (t.to.X-t.from.X)/t.length, (t.to.Y-t.from.Y)/t.length
	t.angle = math.Atan2(t.uy, t.ux) * 180 / math.Pi
	t.sin, t.cos = math.Sincos(t.angle * math.Pi / 180)
	return t
}

// confine keeps a track to its gap.
func (t *track) confine(s *stroke) {
	along := func(x float64) float64 { return (x - s.begin.X) / (s.finish.X - s.begin.X) * t.length }
	from, to := along(t.leftmost+behind), along(t.rightmost-behind)
	t.low, t.high = max(t.low, min(from, to)), min(t.high, max(from, to))
	t.best = ends{(t.low + t.high) / 2, (t.low + t.high) / 2}
}

// heights is the extent down the page of what its label may meet.
func (t *track) heights() (top, bottom float64) {
	return min(t.from.Y, t.to.Y) - labelReach, max(t.from.Y, t.to.Y) + labelReach
}

// best is where on its track the label of a burst's message stands best, from
// the departure: on the part that nobody crosses.
func (p slot) best(t *track) ends {
	switch {
	case p.from > 0 && p.to == 1:
		return ends{t.high, t.high}
	case p.from > 0:
		middle := (p.from + p.to) / 2 * t.length
		return ends{middle, middle}
	case p.to < 1:
		return ends{t.low, t.low}
	}
	return t.best
}

// candidates returns the middles to try for a block of a given width, the
// nearest to the best first and, of two equally near, that on the departure's
// side.
func (t *track) candidates(width, nearest float64, above bool) (list [1 + tries]float64, n int) {
	low, high := t.bounds(width, nearest, above)
	if low > high {
		return list, 0
	}
	best := t.best.below
	if above {
		best = t.best.above
	}
	list[0] = min(max(best, low), high)
	for i := range tries {
		list[1+i] = low + (high-low)*float64(i)/(tries-1)
	}
	slices.SortStableFunc(list[:], func(a, b float64) int {
		near := cmp.Compare(math.Abs(a-best), math.Abs(b-best))
		if near == 0 && t.departLeft {
			return cmp.Compare(a, b)
		} else if near == 0 {
			return cmp.Compare(b, a)
		}
		return near
	})
	return list, len(list)
}

// bounds are the first and the last middle of a block that is as wide as width,
// its row next to the stroke as nearest. On a crossed arrow the whole block
// stays on the part where that side of it is free, as far as it is not longer
// than that: under the crossing nobody could tell whose it is.
//
// The row next to the stroke of a lost message stands before its cross, and so
// does a block below it that fits there.
func (t *track) bounds(width, nearest float64, above bool) (low, high float64) {
	low, high = t.low+width/2, t.high-width/2
	room := t.broken - t.low
	if !t.departLeft {
		room = t.high - (t.length - t.broken)
	}
	if above || width <= room {
		if t.departLeft {
			high = min(high, t.broken-nearest/2)
		} else {
			low = max(low, t.length-t.broken+nearest/2)
		}
	}
	meets := t.meets
	if !t.departLeft {
		meets = t.length - meets
	}
	before := (above != t.passing) == t.departLeft // the block stands left of the crossing
	if t.meets > 0 && before {
		high = min(high, max(low, meets-width/2))
	} else if t.meets > 0 {
		low = max(low, min(high, meets+width/2))
	}
	return low, high
}

// find returns the texts of rows at the first place that is free, or at the
// best place with an obstacle that is in the way, another message's if one is.
func (t *track) find(rows []row, above bool, obstacles []*obstacle) (best []scene.Text, blocker *obstacle) {
	if len(rows) == 0 {
		return nil, nil
	}
	places, n := t.candidates(widest(rows), rows[len(rows)-1].width(), above)
	for _, middle := range places[:n] {
		b := t.blocked(rows, middle, above, obstacles)
		if b == nil {
			return t.set(rows, middle, above), nil
		}
		if blocker == nil || blocker.owner == t.owner && b.owner != t.owner {
			blocker = b
		}
	}
	if blocker == nil { // longer than its own arrow
		return t.set(rows, (t.low+t.high)/2, above), &obstacle{owner: t.owner}
	}
	return t.set(rows, places[0], above), blocker
}

// blocked returns what is in the way of rows at a place, or nil. The ribbons
// are in the way as well: they belong to the track's own message, which must
// then drop less steeply or write shorter rows.
func (t *track) blocked(rows []row, middle float64, above bool, obstacles []*obstacle) *obstacle {
	for p, at := range t.pieces(rows, middle, above) {
		b := inkAt(at.point, at.anchor, p.room, textSize, t.cos, t.sin)
		if reach := b.reach(1, 0); b.mid.X-reach < t.leftmost || b.mid.X+reach > t.rightmost {
			return &obstacle{owner: t.owner}
		}
		reach := b.reach(0, 1)
		top, bottom := b.mid.Y-reach, b.mid.Y+reach
		for _, o := range obstacles {
			gap := near
			if o.owner == t.owner { // its own rows keep the distance set for them
				gap = 0
			}
			if own := gap == 0 && o.stroke; !own && o.levelWith(top, bottom) && o.hits(b, gap) {
				return o
			}
		}
	}
	return nil
}

// set returns the texts of rows whose middle stands at a place along the track.
func (t *track) set(rows []row, middle float64, above bool) (texts []scene.Text) {
	for p, at := range t.pieces(rows, middle, above) {
		texts = append(texts, scene.Text{
			Role: p.role, At: at.point, Anchor: at.anchor, Angle: t.angle, Size: textSize, Bold: p.bold, Text: p.text,
		})
	}
	return texts
}

// anchored is where a piece stands.
type anchored struct {
	point  scene.Point
	anchor scene.Anchor
}

// pieces yields the pieces of rows whose middle stands at a place along the
// track, the first row topmost. Those of one row are anchored at the first gap
// between them, which so keeps its width in any font.
func (t *track) pieces(rows []row, middle float64, above bool) iter.Seq2[*piece, anchored] {
	return func(yield func(*piece, anchored) bool) {
		for i, r := range rows {
			off := belowLine + float64(i)*rowHeight
			if above {
				off = -aboveLine - float64(len(rows)-1-i)*rowHeight
			}
			if len(r) == 1 {
				if !yield(&r[0], anchored{t.at(middle, off), scene.Middle}) {
					return
				}
				continue
			}
			joint := middle - r.width()/2 + r[0].room
			if !yield(&r[0], anchored{t.at(joint, off), scene.End}) {
				return
			}
			for j := 1; j < len(r); j++ {
				if !yield(&r[j], anchored{t.at(joint+runGap, off), scene.Start}) {
					return
				}
				joint += runGap + r[j].room
			}
		}
	}
}

// at is the place so far along the track and so far below it.
func (t *track) at(along, off float64) scene.Point {
	return scene.Point{X: t.from.X + along*t.ux - off*t.uy, Y: t.from.Y + along*t.uy + off*t.ux}
}
