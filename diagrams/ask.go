package diagrams

import (
	"fmt"

	"woshou/diagrams/question"
	"woshou/diagrams/render/quiz"
	"woshou/diagrams/trace"
)

// Question is what can be asked about a step of a run, by the table of its
// machine; ok is false where nothing can.
func Question(t *trace.Trace, step int) (q question.Question, ok bool) {
	if t.Protocol != Machines[0] {
		return question.Question{}, false
	}
	return question.Of(t, Transitions(), step)
}

// Questions are all that can be asked about a run.
func Questions(t *trace.Trace) []question.Question {
	if t.Protocol != Machines[0] {
		return nil
	}
	return question.All(t, Transitions())
}

// Asks is how a look says questions.
func (l Look) Asks() question.Voice { return question.Voice{Voice: l.Voice(), Event: l.Event} }

// questions are all about the drawing's run, in the words of its look, each with
// what has happened until then.
func (d Drawing) questions() (all []quiz.Question) {
	t, asks := d.run.Numbered(d.look.Numbers), d.look.Asks()
	name := d.look.words().Pages()["step"]
	var before []string
	for _, q := range Questions(t) {
		for id := len(before) + 1; id < q.Step; id++ {
			before = append(before, asks.Step(t, id))
		}
		one := quiz.Question{
			Name:   fmt.Sprintf("%s (%s %d)", d.Scene.Title, name, q.Step),
			Before: before[: q.Step-1 : q.Step-1], Ask: asks.Ask(t, q),
		}
		for _, c := range q.Choices {
			one.Answers = append(one.Answers, quiz.Answer{Text: asks.Answer(q, c), Verdict: asks.Verdict(t, q, c), Rule: c.Rule, Right: c.Right})
		}
		all = append(all, one)
	}
	return all
}
