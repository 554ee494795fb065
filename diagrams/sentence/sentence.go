// Package sentence says in words what happens in a run: for the descriptions of
// figures, for tables, announcements, captures and the notes of slides.
//
//	Step 2: Server → Client, SYN,ACK, seq=0, ack=1; on arrival Client enters ESTABLISHED.
package sentence

import (
	"fmt"
	"strings"

	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// Voice is how things are said: in which language, and with states spelled how.
type Voice struct {
	Words *words.Language
	Spell trace.Spelling
}

// Step says what happens at message id of a run, in one sentence.
func (v Voice) Step(t *trace.Trace, id int) string {
	says, lang := v.Words.Sentences(), v.Words.Code
	step := t.Step(id)
	m := step.Message
	from, to := t.Hosts[m.From], t.Hosts[m.To]
	var b strings.Builder
	fmt.Fprintf(&b, says.Step, id, from.In(lang), to.In(lang), m.Name)
	for _, f := range t.Detail(m) {
		fmt.Fprintf(&b, says.Number, f.Name, f.Value)
	}
	b.WriteString(history(says, m, from.In(lang)))
	for _, c := range step.Entered {
		form := says.Enters
		if c.Arrival {
			form = says.Arrival
		}
		b.WriteString(says.And)
		fmt.Fprintf(&b, form, t.Hosts[c.Host].In(lang), v.Spell(c.State))
	}
	b.WriteString(says.End)
	return b.String()
}

// history says where a message comes from and what became of it, when either
// is out of the ordinary.
func history(says *words.Sentences, m trace.Message, from string) (said string) {
	switch {
	case m.RepeatOf > 0:
		said = fmt.Sprintf(says.Repeat, m.RepeatOf)
	case m.CopyOf > 0:
		said = fmt.Sprintf(says.Duplicate, m.CopyOf)
	case m.Fate == trace.Forged:
		said = fmt.Sprintf(says.Forged, from)
	}
	switch m.Fate {
	case trace.Lost:
		said += says.Lost
	case trace.Flying:
		said += says.Flying
	}
	return said
}

// Run is a whole run in sentences: one for each step, then one for each host's
// state at the end.
func (v Voice) Run(t *trace.Trace) (said []string) {
	for _, m := range t.Messages {
		said = append(said, v.Step(t, m.ID))
	}
	for _, h := range t.Hosts {
		said = append(said, fmt.Sprintf(v.Words.Sentences().Closing, h.In(v.Words.Code), v.Spell(h.Final)))
	}
	return said
}

// Error says an error that a user is told of.
func (v Voice) Error(name string) string {
	if said, ok := v.Words.Errors()[name]; ok {
		return said
	}
	return name
}
