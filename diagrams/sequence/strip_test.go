package sequence_test

import (
	"slices"
	"testing"

	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/words"
)

// stripped are the two samples with a strip, laid out for a page.
func stripped(t *testing.T, check func(t *testing.T, s *scene.Scene)) {
	for _, name := range []string{"congestion", "congestion-right"} {
		all, err := scenarios()
		if err != nil {
			t.Fatal(err)
		}
		if all[name] == nil {
			t.Fatalf("there is no sample %s", name)
		}
		s := sequence.Layout(all[name], sequence.Options{Words: words.Of("en")})
		t.Run(name, func(t *testing.T) { check(t, s) })
	}
}

// TestFigureWithStripIsAsWideAsAPage: on a phone it is neither smaller than
// others nor moved sideways.
func TestFigureWithStripIsAsWideAsAPage(t *testing.T) {
	stripped(t, func(t *testing.T, s *scene.Scene) {
		if s.Width != 420 {
			t.Errorf("it is %g points wide", s.Width)
		}
	})
}

// TestPhasesOfCongestionControlAreNamed in the order of RFC 5681: a loss ends
// slow start, and is repaired before congestion avoidance begins.
func TestPhasesOfCongestionControlAreNamed(t *testing.T) {
	stripped(t, func(t *testing.T, s *scene.Scene) {
		var said []string
		for text := range s.Texts() {
			if text.Role == scene.StripText && text.Bold {
				said = append(said, text.Text)
			}
		}
		if want := []string{"slow start", "fast recovery", "congestion", "avoidance"}; !slices.Equal(said, want) {
			t.Errorf("it names %q, want %q", said, want)
		}
	})
}

// TestAreasInFlightReachIntoEachOther: between two that only touch a reader may
// see the ground.
func TestAreasInFlightReachIntoEachOther(t *testing.T) {
	stripped(t, func(t *testing.T, s *scene.Scene) {
		var above *scene.Rect
		for _, it := range s.Items {
			r, ok := it.(scene.Rect)
			if !ok || r.Role != scene.StripFlight || r.Width == 16 { // that of the legend
				continue
			}
			if above != nil && r.Y < above.Y+above.Height+0.4 && r.Y > above.Y+above.Height-0.4 {
				t.Errorf("one area ends at %g, where the next begins", r.Y)
			}
			above = &r
		}
		if above == nil {
			t.Error("nothing is in flight")
		}
	})
}
