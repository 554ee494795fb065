package sheet

import (
	"math"

	"woshou/diagrams/scene"
)

// Follow cuts a picture that grows into sheets of at most a height, in points,
// such that what a stage brings stands whole on one of them, if it is not taller
// than the sheet; of[n-1] is that of stage n. So sheets may repeat what stands
// above them. The height must be at least twice that of the hosts' names.
func Follow(s *scene.Scene, height float64) (sheets Sheets, of []int) {
	sheets = Sheets{whole: s, head: headOf(s)}
	f := follower{busy: busyIn(s.Items), end: s.Height - edge, room: height - sheets.head - lead - edge}
	at := f.from(sheets.head, sheets.head)
	for _, brought := range broughtBy(s) {
		if brought.to > at.to && at.to < f.end {
			sheets.spans = append(sheets.spans, at)
			at = f.from(at.from, brought.from)
		}
		of = append(of, len(sheets.spans))
	}
	sheets.spans = append(sheets.spans, at)
	return sheets, of
}

// follower goes down a picture.
type follower struct {
	busy []extent
	end  float64 // of the picture
	room float64 // of a sheet below the names
}

// above is the part of a sheet that may show once more what stood on the one
// before.
const above = 0.2

// from is a sheet on which what is at y is seen, and that does not begin above
// the one before. The last has as much before it as there is room for.
func (f follower) from(before, y float64) span {
	from := y
	if y > before {
		from = quietest(f.busy, max(before, y-f.room*above), y)
	}
	if f.end-from <= f.room {
		return span{max(before, min(from, quietest(f.busy, f.end-f.room, f.end-f.room*(1-above)))), f.end}
	}
	return span{from, quietest(f.busy, from+f.room*3/4, from+f.room)}
}

// broughtBy is where stands what each stage of a picture brings: its segment,
// and the names of the states with it.
func broughtBy(s *scene.Scene) []span {
	spans := make([]span, len(s.Growth.Cuts))
	for i := range spans {
		spans[i] = span{math.Inf(1), math.Inf(-1)}
	}
	for i, item := range s.Items {
		g, ok := item.(scene.Group)
		if !ok || g.State != "" && s.Growth.Steps[i] == 1 {
			continue
		}
		b := &spans[s.Growth.Steps[i]-1]
		for _, part := range g.Items {
			if l, line := part.(scene.Line); line && l.Role == scene.Ghost {
				continue
			}
			if _, band := part.(scene.Rect); band {
				continue
			}
			if _, hatch := part.(scene.Path); hatch && g.State != "" {
				continue
			}
			e := extents([]scene.Item{part})[0]
			b.from, b.to = min(b.from, e.top), max(b.to, e.bottom)
		}
	}
	return spans
}
