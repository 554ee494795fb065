package diagrams

import (
	"slices"
	"testing"

	"woshou/diagrams/golden"
	"woshou/diagrams/question"
	"woshou/diagrams/trace"
)

// TestOneAnswerIsRight asks about every step of every shipped scenario: the
// machine's table says that one answer is right, the one that the run gives, and
// that no other follows from the state and the event that are there.
func TestOneAnswerIsRight(t *testing.T) {
	asked := 0
	for _, c := range golden.OfTCP(t, golden.Shipped) {
		run, _ := Run(c.Name, c.Text)
		for _, q := range Questions(run) {
			asked++
			step := run.Step(q.Step)
			if !slices.ContainsFunc(step.Entered, func(e trace.Change) bool { return e.Host == q.Actor && e.State == q.Did.To }) {
				t.Errorf("%s, step %d: the answer is %s, the run says %v", c.Name, q.Step, q.Did.To, step.Entered)
			}
			right := 0
			for i, choice := range q.Choices {
				follows := choice.From == q.Did.From && choice.Event == q.Did.Event
				if choice.Right != follows || !slices.Contains(Transitions(), choice.Transition) || choice.Rule == "" {
					t.Errorf("%s, step %d: %+v, where the machine does %+v", c.Name, q.Step, choice, q.Did)
				}
				if choice.Right {
					right++
				}
				for _, other := range q.Choices[:i] {
					if said(q, choice) == said(q, other) {
						t.Errorf("%s, step %d: two choices say %q", c.Name, q.Step, said(q, choice))
					}
				}
			}
			if right != 1 {
				t.Errorf("%s, step %d: %d right answers", c.Name, q.Step, right)
			}
		}
	}
	if asked < 150 {
		t.Error("only", asked, "questions")
	}
}

// TestQuestionsSpeakAsFiguresDo holds that what is asked about has the heading that
// its arrow has.
func TestQuestionsSpeakAsFiguresDo(t *testing.T) {
	withData := 0
	for _, c := range golden.OfTCP(t, golden.Shipped) {
		run, _ := Run(c.Name, c.Text)
		for _, q := range Questions(run) {
			m := run.Step(q.Step).Message
			if q.Message != m.Heading() {
				t.Errorf("%s, step %d: asks about %s, where the figure has %s", c.Name, q.Step, q.Message, m.Heading())
			}
			if m.Heading() != m.Name {
				withData++
			}
		}
	}
	if withData == 0 {
		t.Error("no question is about data")
	}
}

func said(q question.Question, c question.Choice) string {
	return Look{}.In("en").Asks().Answer(q, c)
}
