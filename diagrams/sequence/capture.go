package sequence

import (
	"fmt"
	"strings"

	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// What a capture cannot know looks different from what it saw: the part of a
// segment's way that it did not see is dashed, and a stretch in which a host may
// have been in one of several states is hatched.

// seenWay is the part of a segment's way, on the side of the capture, that is
// drawn as seen.
const seenWay = 0.6

// either is one of several states, by name: "FIN-WAIT-1 or CLOSING".
func (w wording) either(set string) string {
	var names []string
	for _, s := range trace.StatesIn(set) {
		names = append(names, w.name(s))
	}
	return strings.Join(names, w.says.Or)
}

// openLines is what stands beside a stretch of one of several states: their names,
// or that it cannot be told, and below it the names.
func (c collector) openLines(host int, set string) []string {
	all := trace.StatesIn(set)
	if len(all) == 2 {
		return c.columns.wrapOuter(host, c.either(set))
	}
	lines := c.columns.wrapOuter(host, c.says.Unsure)
	if len(all) <= mostNamed {
		lines = append(lines, c.columns.wrapOuter(host, c.either(set))...)
	}
	return lines
}

// mostNamed is how many states are named that a host may be in; more say no more
// than that nothing is known.
const mostNamed = 4

// openBand is a piece of a ribbon in which a host may be in one of several states:
// the ground of no state, with strokes in the colours of the first and the last.
func openBand(r scene.Rect, set string) []scene.Item {
	all := trace.StatesIn(set)
	r.Role = scene.Lifeline
	inner := r
	inner.X, inner.Width = r.X+hatchInset, r.Width-2*hatchInset
	inner.Role = scene.Band.Of(all[len(all)-1])
	return []scene.Item{r, hatch(inner)}
}

// sighted is the way of a message that a capture has seen: whole where it stood,
// dashed where it did not.
func (d *drawing) sighted(s *stroke) []scene.Item {
	role, sight := s.role(), s.message.Sight
	from, to := s.start, s.finish
	switch {
	case !s.arrives():
		return append(d.lines(s.step, scene.Line{Role: scene.Ghost, From: s.end, To: to}), d.lines(s.step, scene.Line{Role: role, From: from, To: s.end})...)
	case sight.EstimatedArrived && sight.EstimatedSent:
		begin, end := between(from, to, (1-seenWay)/2), between(from, to, (1+seenWay)/2)
		return []scene.Item{
			scene.Line{Role: scene.Ghost, From: from, To: begin}, scene.Line{Role: role, From: begin, To: end},
			scene.Line{Role: scene.Ghost, From: end, To: to, Arrow: true},
		}
	case sight.EstimatedArrived:
		middle := between(from, to, seenWay)
		return []scene.Item{scene.Line{Role: role, From: from, To: middle}, scene.Line{Role: scene.Ghost, From: middle, To: to, Arrow: true}}
	case sight.EstimatedSent:
		middle := between(from, to, 1-seenWay)
		return []scene.Item{scene.Line{Role: scene.Ghost, From: from, To: middle}, scene.Line{Role: role, From: middle, To: to, Arrow: true}}
	}
	return d.lines(s.step, scene.Line{Role: role, From: from, To: to, Arrow: true})
}

// sightAt is what stands beside an end of a message where a capture saw it: the
// packet's number in the file, and when.
func sightAt(it *item) string {
	sight := it.flight.message.Sight
	if it.kind == depart && sight.EstimatedSent || it.kind == arrive && (sight.EstimatedArrived || it.flight.message.ArrivedUS == nil) {
		return ""
	}
	return fmt.Sprintf("#%d  %s", sight.Packet, duration(it.at))
}

// taps are the words for where the capture stood, beside the lifelines there.
func (f *figure) taps() []scene.Item {
	var shapes []scene.Item
	if f.trace.Capture == nil {
		return nil
	}
	for host, at := range f.trace.Capture.At {
		text := f.trace.Capture.Addresses[host]
		shapes = append(shapes, scene.Text{
			Role: scene.TimeText, At: scene.Point{X: f.columns.axis[host], Y: f.namesHeight() + lineHeight + baseline},
			Anchor: scene.Middle, Size: textSize, Text: text,
		})
		if at {
			shapes = append(shapes, scene.Text{
				Role: scene.HostName.Of(f.accent(host)), At: scene.Point{X: f.columns.axis[host], Y: f.namesHeight() + 2*lineHeight + baseline},
				Anchor: scene.Middle, Size: textSize, Text: f.says.Tap,
			})
		}
	}
	return shapes
}

// tapsHeight is the height of these words.
func (f *figure) tapsHeight() float64 {
	if f.trace.Capture == nil {
		return 0
	}
	return 2 * lineHeight
}
