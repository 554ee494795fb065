package figure

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden"
	"woshou/diagrams/render/pcapng"
	"woshou/diagrams/scenario"
	"woshou/generator/page"
	"woshou/themes"

	"github.com/google/go-cmp/cmp"
)

// ranged undoes index.ranges, as the script of figures does.
func ranged[V any](t *testing.T, list []V, ranges string) (picked []V) {
	t.Helper()
	for r := range strings.FieldsSeq(ranges) {
		first, last := 0, 0
		if n, _ := fmt.Sscanf(r, "%d-%d", &first, &last); n == 1 {
			last = first
		}
		picked = append(picked, list[first:last+1]...)
	}
	return picked
}

func TestRanges(t *testing.T) {
	x := index[string]{key: itself}
	for _, c := range []struct{ values, want string }{
		{"a b c", "0-2"}, {"b c d", "1-3"}, {"d a a b", "3 0 0-1"}, {"e", "4"}, {"", ""},
	} {
		if got := x.ranges(strings.Fields(c.values)); got != c.want {
			t.Errorf("%s: %s, want %s", c.values, got, c.want)
		}
		if got := strings.Join(ranged(t, x.list, c.want), " "); got != c.values {
			t.Errorf("%s stands for %s", c.want, got)
		}
	}
}

func languageOf(code string) Language {
	return Language{Code: code, Look: diagrams.Look{Palette: themes.Default(), Underscore: true}.In(code)}
}

// whatIf is a figure of a scenario that lets readers lose segments.
func whatIf(text string) Figure {
	return Figure{Figure: page.Figure{WhatIf: []string{"lose"}}, Scenario: Scenario{Source: diagrams.Source{Text: text}, Found: true}}
}

func parsed(t *testing.T, st *Studio, text, lang string) script {
	t.Helper()
	files, err := st.Scripts(whatIf(text), []Language{languageOf(lang)})
	if err != nil {
		t.Fatal(err)
	}
	arg, isCall := strings.CutPrefix(string(files[0]), "woshouFigure(")
	arg, ends := strings.CutSuffix(arg, ");\n")
	var s script
	if err := json.Unmarshal([]byte(arg), &s); err != nil || !isCall || !ends {
		t.Fatal("no call of woshouFigure:", err)
	}
	return s
}

// TestScriptHoldsWhatTheMachineDoes takes the scripts of every shipped scenario
// apart: what a reader can lose, and then sees, is what a run of the scenario
// with that fault gives; the headers are those of its capture.
func TestScriptHoldsWhatTheMachineDoes(t *testing.T) {
	st := New()
	variants := 0
	for _, c := range golden.OfTCP(t, golden.Shipped) {
		name, text := c.Name, c.Text
		s := parsed(t, st, text, "en")
		base, _ := diagrams.Run(name, text)
		if len(s.Variants) != len(base.Messages) {
			t.Errorf("%s: %d variants of %d segments", name, len(s.Variants), len(base.Messages))
		}
		for _, o := range s.Variants {
			if (o.Refused == "") == (o.Run == nil) {
				t.Errorf("%s, segment %d: neither a run nor a reason: %+v", name, o.Segment, o)
			}
			if o.Run == nil {
				continue
			}
			variants++
			fault, err := diagrams.FaultOn(base, o.Segment, scenario.Lose)
			if err != nil {
				t.Error(err)
			}
			run, _ := diagrams.Vary(diagrams.Source{Text: text}, fault)
			headers, err := pcapng.Headers(run)
			if err != nil {
				t.Error(err)
			}
			var want []string
			for _, h := range headers {
				want = append(want, hex.EncodeToString(h))
			}
			svg := strings.Join(ranged(t, s.Lines, o.Run.Lines), "\n")
			var got []string
			for i, its := range ranged(t, s.Steps, o.Run.Steps) {
				got = append(got, its.Header)
				for host, state := range run.Step(i + 1).States {
					if bands := bandsOf(svg, s.Hosts[host]); its.Changes[host] >= len(bands) || bands[its.Changes[host]] != state {
						t.Errorf("%s without %d: at step %d %s is in %s, the bands are %v, of which %d", name, o.Segment, i+1, s.Hosts[host], state, bands, its.Changes[host])
					}
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s without %d: %s", name, o.Segment, diff)
			}
			if n := strings.Count(svg, "data-segment="); n != len(run.Messages) || !strings.Contains(svg, `id="`+placeholder+`:1"`) {
				t.Errorf("%s without %d: the drawing shows %d of %d segments", name, o.Segment, n, len(run.Messages))
			}
		}
	}
	if variants < 300 {
		t.Error(variants, "variants")
	}
}

// bandsOf are the states of a host's bands in a drawing, from the top.
func bandsOf(svg, host string) (states []string) {
	for _, piece := range strings.Split(svg, `<g data-state="`)[1:] {
		state, rest, _ := strings.Cut(piece, `"`)
		if strings.HasPrefix(rest, ` data-host="`+host+`"`) {
			states = append(states, state)
		}
	}
	return states
}

// A forged segment may be longer than a datagram: the figure is there all the
// same.
func TestHeadersThatCannotBeAreLeftOut(t *testing.T) {
	if testing.Short() {
		t.Skip("draws a run of thousands of segments")
	}
	const text = "begin established\nforge DATA to server len 65535\nclient send 1\n"
	s := parsed(t, New(), text, "zh")
	for _, its := range s.Steps {
		if its.Header != "" {
			t.Error("a run with such a segment has headers")
		}
	}
	if len(s.Steps) < 2 || s.Variants[0].Refused == "" {
		t.Errorf("%+v", s)
	}
}

func BenchmarkVariants(b *testing.B) {
	languages := []Language{languageOf("zh"), languageOf("en")}
	text, err := os.ReadFile("../../content/scenarios/loss/newreno.scenario")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := New().Scripts(whatIf(string(text)), languages); err != nil {
			b.Fatal(err)
		}
	}
}

// TestEachInstantHasOneAccount holds the bands that a step lights against its
// sentence: both are made of the same changes.
func TestEachInstantHasOneAccount(t *testing.T) {
	for _, c := range golden.OfTCP(t, golden.Shipped) {
		run, _ := diagrams.Run(c.Name, c.Text)
		bands := make([][]string, len(run.Hosts))
		for i, h := range run.Hosts {
			bands[i] = []string{h.Initial}
		}
		for _, e := range run.Events {
			if e.ChangesState() {
				bands[e.Host] = append(bands[e.Host], e.To)
			}
		}
		for i, its := range stepsOf(run, "") {
			var lit, said []string
			for host, n := range its.Entered {
				last := its.Changes[host]
				for _, state := range bands[host][last-n+1 : last+1] {
					lit = append(lit, run.Hosts[host].Name+" "+state)
				}
			}
			for _, e := range run.Step(i + 1).Entered {
				said = append(said, run.Hosts[e.Host].Name+" "+e.State)
			}
			slices.Sort(lit)
			slices.Sort(said)
			if !slices.Equal(lit, said) {
				t.Errorf("%s: step %d lights %v and says %v", c.Name, i+1, lit, said)
			}
		}
	}
}

// TestProtocolsOfferCrashesAndChoices: readers may have the sender of a message die, and
// begin with another choice; each is told and shown, or said why not.
func TestProtocolsOfferCrashesAndChoices(t *testing.T) {
	protocol := diagrams.File{Name: "ask.protocol", Text: `role asker
  timer patience 1s
  in IDLE on ask: send ASK, start patience, become WAITING
  in WAITING on YES: stop patience, become AGREED
  in WAITING on NO: stop patience, become ALONE
  in WAITING on patience: become ALONE
  rest in IDLE, AGREED, ALONE
role answerer zh "答的人" en "Answerer"
  choice mood good, bad
  in IDLE on ASK if mood is good: send YES
  in IDLE on ASK: send NO
  rest in IDLE
`}
	f := Figure{Figure: page.Figure{WhatIf: []string{"crash", "choose"}}, Scenario: Scenario{Found: true,
		Source: diagrams.Source{Text: "use ask.protocol\nasker ask\nexpect asker AGREED\n", Protocol: protocol}}}
	files, err := New().Scripts(f, []Language{languageOf("en")})
	if err != nil {
		t.Fatal(err)
	}
	var s script
	text := strings.TrimSuffix(strings.TrimPrefix(string(files[0]), "woshouFigure("), ");\n")
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range s.Variants {
		got = append(got, fmt.Sprintf("%s %d %s %t", v.Fault, v.Segment, v.Says+v.Refused, v.Run != nil))
	}
	want := []string{
		"crash 1 Step 1 (ASK) is its sender’s last word: at the end asker is in WAITING, not in AGREED. true",
		"crash 2 Step 2 (YES) is its sender’s last word: every host ends as it did, at the same time. true",
		"choose 1 Answerer with mood bad: at the end asker is in ALONE, not in AGREED. true",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
