package diagrams_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/trace"
)

// TestRolesAreDrawnWhole holds, of every role of every protocol, alone and with the
// others, that each of its
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
		whole, errs := diagrams.ProtocolOf(diagrams.File{Name: filepath.Base(file), Text: string(src)})
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		for _, m := range append(whole.Roles(), whole) {
			for _, lang := range []string{"zh", "en"} {
				drawn++
				s := m.Draw(nil, diagrams.Look{}.In(lang)).Scene
				if err := scene.Validate(s); err != nil {
					t.Error(file, m.Name, err)
				}
				bare, bars := withoutBars(s)
				want := map[string]int{}
				for _, role := range m.Roles() {
					all := states(role)
					slices.Sort(all)
					for _, state := range slices.Compact(all) {
						want[state]++
					}
				}
				for state, n := range want {
					if bars[state] != n {
						t.Errorf("%s, %s: %d bars of %s, want %d", file, m.Name, bars[state], state, n)
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
	whole, wrong := diagrams.ProtocolOf(protocol)
	if len(errs)+len(wrong) > 0 {
		t.Fatal(errs, wrong)
	}
	for i, want := range []string{"stop", "HELLO, once x = 1"} {
		m := whole.Roles()[i]
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

// A protocol as a whole says who sends each message and who takes it, and has a
// slide of every role.
func TestProtocolAsAWhole(t *testing.T) {
	name, text, _ := protocolFile(t, "two-phase-commit.protocol")
	whole, errs := diagrams.ProtocolOf(diagrams.File{Name: name, Text: text})
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	var said []string
	for _, m := range whole.Messages {
		said = append(said, fmt.Sprintf("%s from %s to %s", m.Name, in(m.SentBy), in(m.ReadBy)))
	}
	slices.Sort(said)
	want := []string{
		"ABORT from coordinator to participant", "ASK from participant to coordinator", "COMMIT from coordinator to participant",
		"NO from participant to coordinator", "PREPARE from coordinator to participant", "YES from participant to coordinator",
	}
	if !slices.Equal(said, want) {
		t.Errorf("%q", said)
	}
	var deck bytes.Buffer
	if err := whole.Draw(nil, diagrams.Look{}.In("en")).Encode(&deck, "pptx"); err != nil {
		t.Fatal(err)
	}
	slides, err := zip.NewReader(bytes.NewReader(deck.Bytes()), int64(deck.Len()))
	if err != nil {
		t.Fatal(err)
	}
	shown := ""
	for _, f := range slides.File {
		if strings.HasPrefix(f.Name, "ppt/slides/slide") {
			r, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			slide, _ := io.ReadAll(r)
			shown += string(slide)
		}
	}
	for _, role := range whole.Roles() {
		for _, state := range states(role) {
			if !strings.Contains(shown, "<a:t>"+state+"</a:t>") {
				t.Errorf("no slide shows %s", state)
			}
		}
	}
}

// in are texts in English.
func in(texts []trace.Text) string {
	var all []string
	for _, text := range texts {
		all = append(all, text.In("en"))
	}
	return strings.Join(all, ", ")
}
