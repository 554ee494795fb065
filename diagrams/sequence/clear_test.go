package sequence_test

import (
	"math"
	"testing"

	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// TestLabelsOfBurstsAreNotSteep holds that what one host sends at one instant
// is labelled where it can be read: along gentle arrows, else beside them.
func TestLabelsOfBurstsAreNotSteep(t *testing.T) {
	type instant struct {
		host int
		at   int64
	}
	bursts := 0
	everyShipped(t, func(t *testing.T, run *trace.Trace, s *scene.Scene) {
		together := make(map[instant]int)
		for _, seg := range run.Messages {
			if seg.CopyOf == 0 && seg.Fate != trace.Forged {
				together[instant{seg.From, seg.SentUS}]++
			}
		}
		walk(s.Items, nil, func(it scene.Item, in *scene.Group) {
			text, ok := it.(scene.Text)
			if !ok || in == nil || in.Segment == 0 {
				return
			}
			seg := run.Messages[in.Segment-1]
			if seg.CopyOf > 0 || together[instant{seg.From, seg.SentUS}] < 2 {
				return
			}
			if bursts++; math.Abs(text.Angle) > 35 {
				t.Errorf("%q of segment %d climbs at %.0f degrees", text.Text, seg.ID, text.Angle)
			}
		})
	})
	if bursts == 0 {
		t.Error("no burst is shipped")
	}
}

// TestForgedSegmentsStartOnNoOther holds that the circle of a forged segment,
// which appears on the wire, covers no other segment's stroke: it would look
// like a copy of that one.
func TestForgedSegmentsStartOnNoOther(t *testing.T) {
	everyShipped(t, func(t *testing.T, run *trace.Trace, s *scene.Scene) {
		walk(s.Items, nil, func(it scene.Item, forged *scene.Group) {
			disc, ok := it.(scene.Circle)
			if !ok || disc.Role != scene.StepDisc || run.Messages[forged.Segment-1].Fate != trace.Forged {
				return
			}
			walk(s.Items, nil, func(it scene.Item, in *scene.Group) {
				line, ok := it.(scene.Line)
				if !ok || in == nil || in.Segment == forged.Segment {
					return
				}
				if d := away(disc.Center, line); d < disc.Radius {
					t.Errorf("segment %d starts on segment %d, %.1f points from its stroke", forged.Segment, in.Segment, d)
				}
			})
		})
	})
}

// away is the distance of a point from a line.
func away(p scene.Point, l scene.Line) float64 {
	dx, dy := l.To.X-l.From.X, l.To.Y-l.From.Y
	part := ((p.X-l.From.X)*dx + (p.Y-l.From.Y)*dy) / (dx*dx + dy*dy)
	part = min(max(part, 0), 1)
	return math.Hypot(p.X-l.From.X-part*dx, p.Y-l.From.Y-part*dy)
}
