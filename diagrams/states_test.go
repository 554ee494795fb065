package diagrams_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
)

// TestRolesAreDrawnWhole holds, of every role of every protocol, that each of its
// states has its bar, and that no text of its state diagram meets another, or a line
// that is not its own.
func TestRolesAreDrawnWhole(t *testing.T) {
	files, err := filepath.Glob("protocol/testdata/protocols/*.protocol")
	if err != nil || len(files) < 14 {
		t.Fatal(files, err)
	}
	drawn := 0
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		machines, errs := diagrams.MachinesOf(diagrams.File{Name: filepath.Base(file), Text: string(src)})
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		for _, m := range machines {
			for _, lang := range []string{"zh", "en"} {
				drawn++
				s := m.Draw(nil, diagrams.Look{}.In(lang)).Scene
				if err := scene.Validate(s); err != nil {
					t.Error(file, m.Name, err)
				}
				bare, bars := withoutBars(s)
				for _, state := range states(m) {
					if bars[state] != 1 {
						t.Errorf("%s, %s: %d bars of %s", file, m.Name, bars[state], state)
					}
				}
				for _, problem := range sequence.Overlaps(bare) {
					t.Errorf("%s, %s, %s: %v", file, m.Name, lang, problem)
				}
			}
		}
	}
	if drawn < 40 {
		t.Error(drawn, "diagrams")
	}
}

// states are those that the rows of a machine lead from and to.
func states(m diagrams.Machine) (all []string) {
	for _, r := range m.Rows {
		all = append(all, r.From, r.To)
	}
	return all
}

// withoutBars is a state diagram without the bars of its states, whose names stand on
// them by intent, and how many bars each state has.
func withoutBars(s *scene.Scene) (*scene.Scene, map[string]int) {
	bare, bars := *s, map[string]int{}
	bare.Items = nil
	for _, it := range s.Items {
		if g, ok := it.(scene.Group); ok && strings.HasPrefix(string(g.Role), "node ") {
			bars[g.State]++
			continue
		}
		bare.Items = append(bare.Items, it)
	}
	return &bare, bars
}

// TestWaysTellEventsOfOneRuleApart has two hosts take a rule of two events and two
// states, each by another: the row of each is the one of its own event.
func TestWaysTellEventsOfOneRuleApart(t *testing.T) {
	protocol := diagrams.File{Name: "two.protocol", Text: `role left
  in A on go, stop: send HELLO, become B
  in B on HELLO: become C
  rest in A, B, C
role right
  in A on HELLO: become B
  in B once x = 1: become C
  in A, B on bump: set x 1
  number x 0..1
  rest in A, B, C
`}
	tr, errs := diagrams.Source{Text: "use two.protocol\nleft stop\nright bump\n", Protocol: protocol}.Run("x")
	machines, wrong := diagrams.MachinesOf(protocol)
	if len(errs)+len(wrong) > 0 {
		t.Fatal(errs, wrong)
	}
	for i, want := range []string{"stop", "HELLO, once x = 1"} {
		m := machines[i]
		way, err := m.WayOf(tr, m.Name, 0)
		if err != nil {
			t.Fatal(err)
		}
		var taken []string
		for _, row := range m.Rows {
			if len(way.Numbers(row)) > 0 {
				taken = append(taken, row.Event)
			}
		}
		if got := strings.Join(taken, ", "); got != want {
			t.Errorf("%s takes %s, want %s", m.Name, got, want)
		}
	}
}
