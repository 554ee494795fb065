package diagrams_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden"
	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/sentence"
	"woshou/diagrams/sim"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"

	"github.com/google/go-cmp/cmp"
)

// An author who adds the line to the scenario sees the same run.
func TestVariantIsTheRunOfTheEditedScenario(t *testing.T) {
	tried, refused := 0, 0
	for _, c := range golden.OfTCP(t, golden.Shipped) {
		name, text := c.Name, c.Text
		base, problems := diagrams.Run(name, text)
		if len(problems) > 0 {
			t.Fatal(name, problems)
		}
		for _, s := range base.Messages {
			for _, kind := range []scenario.FaultKind{scenario.Lose, scenario.Duplicate, scenario.Delay} {
				fault, err := diagrams.FaultOn(base, s.ID, kind)
				if err != nil {
					if touchable := s.CopyOf == 0 && (s.Fate == trace.Delivered || s.Fate == trace.Flying); touchable && !errors.Is(err, diagrams.ErrForged) {
						t.Errorf("%s, segment %d: %v", name, s.ID, err)
					}
					continue
				}
				tried++
				varied, problems := diagrams.Vary(diagrams.Source{Text: text}, fault)
				want, wantProblems := diagrams.Run(name, edited(t, text, fault.String()))
				if varied == nil {
					refused++
					if !slices.ContainsFunc(wantProblems, func(e lines.Error) bool { return e.Code == problems[0].Code }) {
						t.Errorf("%s, %s: %v, but the edited text has %v", name, fault, problems, wantProblems)
					}
					continue
				}
				if diff := cmp.Diff(want, varied); diff != "" {
					t.Fatalf("%s, %s: %s", name, fault, diff)
				}
				if got := varied.Messages[s.ID-1]; kind == scenario.Lose && (got.Fate != trace.Lost || got.SentUS != s.SentUS) {
					t.Errorf("%s: %s left segment %d alone: %+v", name, fault, s.ID, got)
				}
			}
		}
	}
	t.Logf("%d variants, of which %d do not come to an end", tried, refused)
	if tried < 500 || refused*5 > tried {
		t.Error("too few variants")
	}
}

// edited puts a line above the first statement.
func edited(t *testing.T, text, line string) string {
	file, problems := scenario.Parse("", text)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	lines := strings.SplitAfter(text, "\n")
	return strings.Join(slices.Insert(lines, file.Body[0].Position().Line-1, line+"\n"), "")
}

func TestVariantJudgesNoExpectation(t *testing.T) {
	const text = "lose ACK from client nth 2\nserver listen\nclient connect\nclient send 1\nexpect server ESTABLISHED\n"
	base, _ := diagrams.Run("", text)
	for _, s := range base.Messages {
		fault, err := diagrams.FaultOn(base, s.ID, scenario.Lose)
		if err != nil {
			t.Fatal(err)
		}
		if _, problems := diagrams.Vary(diagrams.Source{Text: text}, fault); len(problems) > 0 {
			t.Error(fault, problems)
		}
	}
	if _, problems := diagrams.Vary(diagrams.Source{Text: text}, scenario.Fault{Kind: scenario.Lose, Segment: scenario.Pattern{RST: true}, From: "client", Nth: 1, Times: 1}); len(problems) != 1 || problems[0].Code != sim.CodeUnused {
		t.Error("a fault that hits nothing is no variant:", problems)
	}
}

// What a user is told of belongs to what has changed, in both directions.
func TestConsequencesNameErrors(t *testing.T) {
	for _, c := range []struct {
		text    string
		segment int
		want    string
	}{
		{"client set retries 0\nserver listen\nclient connect\n", 1,
			"Step 1 (SYN) is lost: nothing is sent again because of it; Client reports “connection timed out”; at the end Client is in CLOSED, not in ESTABLISHED; at the end Server is in LISTEN, not in ESTABLISHED."},
		{"client set retries 0\nclient connect\n", 2,
			"Step 2 (RST,ACK) is lost: nothing is sent again because of it; Client reports “connection timed out”; Client no longer reports “connection refused”; Client enters CLOSED 900\u00a0ms later than it did."},
	} {
		base, _ := diagrams.Run("", c.text)
		fault, err := diagrams.FaultOn(base, c.segment, scenario.Lose)
		if err != nil {
			t.Fatal(err)
		}
		varied, problems := diagrams.Vary(diagrams.Source{Text: c.text}, fault)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if got := (sentence.Voice{Words: words.Of("en"), Spell: trace.Hyphens}).Consequences(varied, base, trace.Lose, c.segment); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}

func ExampleVary() {
	const text = "server listen\nclient connect\n"
	base, _ := diagrams.Run("handshake", text)
	fault, err := diagrams.FaultOn(base, 3, scenario.Lose)
	if err != nil {
		panic(err)
	}
	varied, _ := diagrams.Vary(diagrams.Source{Text: text}, fault)
	fmt.Println(fault)
	for _, lang := range []string{"en", "zh"} {
		said := sentence.Voice{Words: words.Of(lang), Spell: trace.Hyphens}.Consequences(varied, base, trace.Lose, 3)
		fmt.Println(strings.ReplaceAll(said, "\u00a0", " "))
	}
	// Output:
	// lose any from client nth 2
	// Step 3 (ACK) is lost: Server waits 1 s, then sends step 2 again; Server enters ESTABLISHED 1 s later than it did.
	// 第 3 步的 ACK 丢失：服务器等满 1 s，重传第 2 步；服务器比原来晚 1 s 进入 ESTABLISHED。
}
