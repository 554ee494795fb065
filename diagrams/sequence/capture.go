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
		return c.columns.wrapName(host, c.either(set))
	}
	lines := c.columns.wrapName(host, c.says.Unsure)
	if len(all) <= mostNamed {
		lines = append(lines, c.columns.wrapOuter(host, c.either(set))...)
	}
	return lines
}

// mostNamed is how many states are named that a host may be in; more say no more
// than that nothing is known.
const mostNamed = 4

// stateTexts are the names beside the start of a state, their middle at a height.
// What a host may be in stands in soft type below the word that it cannot be told.
func (f *figure) stateTexts(it *item, middle float64) []scene.Text {
	texts := f.column(it.host, middle, it.lines, scene.StateName.Of(f.hue(it.host, it.state)), true)
	if len(trace.StatesIn(it.state)) <= 2 {
		return texts
	}
	for i := len(f.columns.wrapName(it.host, f.says.Unsure)); i < len(texts); i++ {
		texts[i].Role, texts[i].Bold = scene.Candidates, false
	}
	return texts
}

// openBand is a piece of a ribbon in which a host may be in one of several states:
// paper with strokes, of two states in the colours of both.
func openBand(r scene.Rect, set string) []scene.Item {
	all := trace.StatesIn(set)
	r.Role = scene.OpenBand
	inner := r
	inner.X, inner.Width = r.X+hatchInset, r.Width-2*hatchInset
	shapes := []scene.Item{r}
	if len(all) == 2 {
		inner.Role = scene.Band.Of(all[0])
		shapes = append(shapes, hatch(inner, hatchStep/2, 2*hatchStep))
		inner.Role = scene.Band.Of(all[1])
		return append(shapes, hatch(inner, 3*hatchStep/2, 2*hatchStep))
	}
	inner.Role = scene.Band.Of(all[len(all)-1])
	return append(shapes, hatch(inner, hatchStep/2, hatchStep))
}

// sighted is the way of a message that a capture has seen: whole where it stood,
// dashed, with a hollow head, where it did not.
func (d *drawing) sighted(s *stroke) (shapes []scene.Item) {
	role, sight := s.role(), s.message.Sight
	if !s.arrives() {
		return append(d.lines(s.step, scene.Line{Role: scene.Ghost, From: s.end, To: s.finish}), d.lines(s.step, scene.Line{Role: role, From: s.start, To: s.end})...)
	}
	from, to := s.solid()
	begin, end := between(s.start, s.finish, from), between(s.start, s.finish, to)
	if sight.EstimatedSent {
		shapes = append(shapes, scene.Line{Role: scene.Inferred, From: s.start, To: begin})
	}
	shapes = append(shapes, d.lines(s.step, scene.Line{Role: role, From: begin, To: end, Arrow: !sight.EstimatedArrived})...)
	if sight.EstimatedArrived {
		shapes = append(shapes, inferredTo(end, s.finish)...)
	}
	return shapes
}

// solid is which part of its way is drawn as seen: all of a message of a run.
func (s *stroke) solid() (from, to float64) {
	sight := s.message.Sight
	switch {
	case sight == nil || !s.arrives():
	case sight.EstimatedSent && sight.EstimatedArrived:
		return (1 - seenWay) / 2, (1 + seenWay) / 2
	case sight.EstimatedSent:
		return 1 - seenWay, 1
	case sight.EstimatedArrived:
		return 0, seenWay
	}
	return 0, 1
}

// inferredTo is the end of a way that was not seen, with its hollow head.
func inferredTo(from, to scene.Point) []scene.Item {
	way := scene.Line{Role: scene.Inferred, From: from, To: to}
	head := hollowHead(scene.InferredHead, way)
	_, way.To = way.Head()
	return []scene.Item{way, head}
}

// sightAt is what stands beside an end of a message where a capture saw it: the
// packet's number in the file, and when.
func sightAt(it *item) string {
	sight := it.flight.message.Sight
	if it.kind == depart && sight.EstimatedSent || it.kind == arrive && (sight.EstimatedArrived || it.flight.message.ArrivedUS == nil) {
		return ""
	}
	if it.kind == arrive && sight.Landed > 0 {
		return fmt.Sprintf("#%d  %s", sight.Landed, duration(sight.AtUS+it.at-it.flight.message.SentUS))
	}
	return sightText(sight)
}

func sightText(sight *trace.Sight) string {
	return fmt.Sprintf("#%d  %s", sight.Packet, duration(sight.AtUS))
}

// tellSights adds the numbers and times of packets that were not seen to leave nor to
// arrive, at the height where they were seen: beside the host that had them and dropped
// them, else at the far left.
func (c collector) tellSights() {
	for _, m := range c.trace.Messages {
		if s := m.Sight; s == nil || !s.EstimatedSent || m.ArrivedUS != nil && !s.EstimatedArrived {
			continue
		}
		it := &item{kind: moment, at: m.Sight.AtUS + c.trace.Capture.FirstUS, lines: []string{sightText(m.Sight)}}
		if c.trace.Capture.At[m.To] {
			it.host = m.To
		}
		c.items = append(c.items, it)
	}
}

// taps are the addresses, and the words for where the capture stood: beside the
// lifelines there, or between them.
func (f *figure) taps() (shapes []scene.Item) {
	if f.trace.Capture == nil {
		return nil
	}
	say := func(role scene.Role, x float64, row int, text string) {
		y := f.namesHeight() + float64(row)*lineHeight + baseline
		shapes = append(shapes, scene.Text{Role: role, At: scene.Point{X: x, Y: y}, Anchor: scene.Middle, Size: textSize, Text: text})
	}
	for host, at := range f.trace.Capture.At {
		say(scene.TimeText, f.columns.axis[host], 1, f.trace.Capture.Addresses[host])
		if at {
			say(scene.HostName.Of(f.accent(host)), f.columns.axis[host], 2, f.says.Tap)
		}
	}
	if f.trace.Capture.Midway {
		say(scene.TimeText, f.columns.middle(), 2, f.says.Midway)
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
