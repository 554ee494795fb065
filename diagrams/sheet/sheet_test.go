package sheet_test

import (
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/scene"
	"woshou/diagrams/sheet"
)

// long is a run whose picture is far taller than any page: bursts, whose
// arrows leave no gap to cut at, and round trips with waits between them.
func long(t *testing.T) *scene.Scene {
	t.Helper()
	return drawn(t, "show congestion\nbegin established\n"+strings.Repeat("client send 29200\nserver send 100\n", 3))
}

func drawn(t *testing.T, text string) *scene.Scene {
	t.Helper()
	run, errs := diagrams.Run("long", text)
	if len(errs) > 0 {
		t.Fatal(errs[0])
	}
	return diagrams.Draw(run, diagrams.Look{}).Scene
}

// parts counts in a scene the discs of segments, by their numbers, and the names
// of hosts and of states.
func parts(items []scene.Item, segment int, discs map[int]int) (hosts, states int) {
	for _, item := range items {
		switch x := item.(type) {
		case scene.Group:
			h, s := parts(x.Items, x.Segment, discs)
			hosts, states = hosts+h, states+s
		case scene.Circle:
			if x.Role == scene.StepDisc {
				discs[segment]++
			}
		case scene.Text:
			switch role, _, _ := strings.Cut(string(x.Role), " "); scene.Role(role) {
			case scene.HostName:
				hosts++
			case scene.StateName:
				states++
			}
		}
	}
	return hosts, states
}

const height = 650.0

func TestEachSegmentBeginsOnOneSheet(t *testing.T) {
	s := long(t)
	discs := map[int]int{}
	sheets := sheet.Cut(s, height).All()
	if len(sheets) < int(s.Height/height) {
		t.Fatalf("%d sheets of a picture %.0f points tall", len(sheets), s.Height)
	}
	for i, part := range sheets {
		if err := scene.Validate(part); err != nil {
			t.Errorf("sheet %d: %v", i+1, err)
		}
		hosts, states := parts(part.Items, 0, discs)
		if hosts != 2 || states < 2 {
			t.Errorf("sheet %d names %d hosts and %d states", i+1, hosts, states)
		}
		const reach = 60 // of a sloping label that is cut
		if part.Height > height+reach {
			t.Errorf("sheet %d is %.0f points tall", i+1, part.Height)
		}
	}
	whole := map[int]int{}
	parts(s.Items, 0, whole)
	for id := range whole {
		if discs[id] != 1 {
			t.Errorf("segment %d begins on %d sheets", id, discs[id])
		}
	}
}

func TestEachStageIsTheSheetItEndsOn(t *testing.T) {
	s := long(t)
	stages := sheet.Cut(s, height).Stages()
	if len(stages) != len(s.Growth.Cuts) {
		t.Fatalf("%d stages of %d", len(stages), len(s.Growth.Cuts))
	}
	for n, stage := range stages {
		if err := scene.Validate(stage); err != nil {
			t.Errorf("stage %d: %v", n+1, err)
		}
		if !slices.ContainsFunc(stage.Items, func(it scene.Item) bool {
			g, ok := it.(scene.Group)
			return ok && g.Segment == n+1
		}) {
			t.Errorf("stage %d shows nothing of its segment", n+1)
		}
	}
}

func TestWhatFitsIsNotCut(t *testing.T) {
	s := long(t)
	sheets := sheet.Cut(s, s.Height+100).All()
	if len(sheets) != 1 || sheets[0].Height > s.Height {
		t.Errorf("%d sheets, the first %.0f of %.0f points", len(sheets), sheets[0].Height, s.Height)
	}
}

// A heading is with what it is of, at whatever height the sheets end.
func TestNoHeadingStandsLast(t *testing.T) {
	s := drawn(t, "begin established\n"+strings.Repeat("section \"Again\"\nclient send 100\nserver send 100\n", 9))
	for height := 300.0; height < 400; height += 4 {
		for i, part := range sheet.Cut(s, height).All() {
			headings, arrows := 0.0, 0.0
			for _, item := range part.Items {
				switch x := item.(type) {
				case scene.Text:
					if x.Role == scene.SectionText {
						headings = max(headings, x.At.Y)
					}
				case scene.Group:
					for _, part := range x.Items {
						if l, ok := part.(scene.Line); ok && x.Segment > 0 {
							arrows = max(arrows, l.To.Y)
						}
					}
				}
			}
			if headings > arrows {
				t.Errorf("sheets of %.0f points: the %d. ends in a heading", height, i+1)
			}
		}
	}
}
