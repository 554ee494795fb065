package question

import (
	"fmt"

	"woshou/diagrams/sentence"
	"woshou/diagrams/trace"
)

// Voice says questions in a language.
type Voice struct {
	sentence.Voice
	Event func(string) string // an event of the table in the language
}

// Ask is the question.
func (v Voice) Ask(t *trace.Trace, q Question) string {
	says := v.Words.Questions()
	if q.Arrives() {
		return fmt.Sprintf(says.Arrival, q.Step, v.name(t, q.Sender), q.Message, v.name(t, q.Actor))
	}
	return fmt.Sprintf(says.Departure, q.Step, v.name(t, q.Actor), v.Event(q.Did.Event))
}

// Answer is what a choice says.
func (v Voice) Answer(q Question, c Choice) string {
	says := v.Words.Questions()
	emits := c.Emits
	if c.Right {
		emits = q.Message
	}
	switch {
	case q.Arrives():
		return fmt.Sprintf(says.Enters, v.Spell(c.To))
	case emits == "":
		return fmt.Sprintf(says.Silent, v.Spell(c.To))
	}
	return fmt.Sprintf(says.Sends, emits, v.Spell(c.To))
}

// Verdict is why a choice is right, or what rules it out, without its clause.
func (v Voice) Verdict(t *trace.Trace, q Question, c Choice) string {
	says, actor, from := v.Words.Questions(), v.name(t, q.Actor), v.Spell(q.Did.From)
	switch {
	case c.Right:
		return fmt.Sprintf(says.Right, actor, from, v.Event(q.Did.Event), v.Spell(c.To))
	case c.From == q.Did.From:
		return fmt.Sprintf(says.Event, from, v.Spell(c.To), v.Event(c.Event), v.Event(q.Did.Event))
	}
	return fmt.Sprintf(says.State, v.Spell(c.From), v.Event(c.Event), v.Spell(c.To), actor, from)
}

func (v Voice) name(t *trace.Trace, host int) string { return t.Hosts[host].In(v.Words.Code) }
