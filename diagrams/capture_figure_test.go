package diagrams_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/capture/sketch"
	"woshou/diagrams/golden"
	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// captures are those that we have: shipped, drafted as texts, and of real hosts where
// these stand beside.
func captures(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, pattern := range []string{"../content/scenarios/captures/*.pcap*", "../../shared/captures/*.pcapng"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			file, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all[filepath.Base(name)] = string(file)
		}
	}
	for _, c := range golden.Cases(t, "capture/testdata/told") {
		file, err := sketch.File(c.Part("packets"))
		if err != nil {
			t.Fatal(c.Name, err)
		}
		all[c.Name] = string(file)
	}
	return all
}

// crowded are figures in which labels touch: of five duplicate ACKs within a millisecond,
// which nobody saw arrive, the last leave no room beside a phone's width.
var crowded = []string{"19-fast-retransmit.b.pcapng in en", "hard-snaplen-64.pcapng in en"}

// TestCaptureFigures holds that in figures of captures nothing touches another, that each
// packet has its number, and that the legend explains what occurs and nothing else.
func TestCaptureFigures(t *testing.T) {
	for name, file := range captures(t) {
		run, errs := diagrams.RunToDraw("", diagrams.Source{Text: file})
		if len(errs) > 0 {
			continue // nothing can be drawn of it
		}
		for _, lang := range []string{"zh", "en"} {
			where := name + " in " + lang
			s := diagrams.Draw(run, diagrams.Look{}.In(lang)).Scene
			if !slices.Contains(crowded, where) {
				for _, problem := range sequence.Overlaps(s) {
					t.Errorf("%s: %s", where, problem)
				}
			}
			holdNumbers(t, where, run, s)
			holdLegend(t, where, run, s, words.Of(lang).Sequence().Legend)
		}
	}
}

// texts are those of a scene, by role.
func texts(items []scene.Item, of map[scene.Role][]string) map[scene.Role][]string {
	for _, item := range items {
		switch x := item.(type) {
		case scene.Group:
			texts(x.Items, of)
		case scene.Text:
			of[x.Role] = append(of[x.Role], x.Text)
		}
	}
	return of
}

func holdNumbers(t *testing.T, where string, run *trace.Trace, s *scene.Scene) {
	t.Helper()
	times := " " + strings.Join(texts(s.Items, map[scene.Role][]string{})[scene.TimeText], " ") + " "
	for _, m := range run.Messages {
		if !strings.Contains(times, fmt.Sprintf(" #%d ", m.Sight.Packet)) {
			t.Errorf("%s: packet %d has no number", where, m.Sight.Packet)
		}
	}
}

func holdLegend(t *testing.T, where string, run *trace.Trace, s *scene.Scene, says map[string]string) {
	t.Helper()
	occurs := map[string]bool{"seen": true}
	for _, m := range run.Messages {
		arrives := m.Fate == trace.Delivered
		occurs["inferred"] = occurs["inferred"] || arrives && (m.Sight.EstimatedSent || m.Sight.EstimatedArrived)
		occurs["unknown"] = occurs["unknown"] || m.Fate == trace.Unknown
	}
	sets := []string{}
	for _, h := range run.Hosts {
		sets = append(sets, h.Initial)
	}
	for _, e := range run.Events {
		if e.ChangesState() {
			sets = append(sets, e.To)
		}
	}
	for _, set := range sets {
		n := len(trace.StatesIn(set))
		occurs["either"], occurs["unsure"] = occurs["either"] || n == 2, occurs["unsure"] || n > 2
	}
	legend := strings.Join(texts(s.Items, map[scene.Role][]string{})[scene.LegendText], "|")
	for name, text := range says {
		if strings.Contains("|"+legend+"|", "|"+text+"|") != occurs[name] {
			t.Errorf("%s: the legend %q has %q, or lacks it", where, legend, text)
		}
	}
}
