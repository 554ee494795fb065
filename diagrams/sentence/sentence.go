// Package sentence says in words what happens in a run: for the descriptions of
// figures, for tables, announcements, captures and the notes of slides.
//
//	Step 2: Server → Client, SYN,ACK, seq=0, ack=1; on arrival Client enters ESTABLISHED.
package sentence

import (
	"fmt"
	"slices"
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
func (v Voice) Step(t *trace.Trace, id int) string { return v.step(t, []int{id}) }

// Steps says what happens at each step of a run: at each message, or at those
// that left for several hosts at once.
func (v Voice) Steps(t *trace.Trace) (said []string) {
	for _, ids := range t.MessagesOfSteps() {
		said = append(said, v.stepOf(t, ids))
	}
	return said
}

// stepOf is one sentence if the messages of a step are alike, else one for each.
func (v Voice) stepOf(t *trace.Trace, ids []int) string {
	first := t.Messages[ids[0]-1]
	for _, id := range ids {
		if m := t.Messages[id-1]; m.Fate != trace.Delivered || !slices.Equal(m.Fields, first.Fields) || m.RepeatOf != first.RepeatOf {
			var said []string
			for _, id := range ids {
				said = append(said, v.Step(t, id))
			}
			return strings.Join(said, v.between())
		}
	}
	return v.step(t, ids)
}

// between stands between two sentences: nothing after a mark that is as wide as
// a Han character.
func (v Voice) between() string {
	if words.Columns(v.Words.Sentences().End) > 1 {
		return ""
	}
	return " "
}

// step says what happens at messages that differ in nothing but where they go.
func (v Voice) step(t *trace.Trace, ids []int) string {
	says, lang := v.Words.Sentences(), v.Words.Code
	numbers := t.StepNumbers()
	m := t.Messages[ids[0]-1]
	from := t.Hosts[m.From].In(lang)
	var to []string
	for _, id := range ids {
		to = append(to, t.Hosts[t.Messages[id-1].To].In(lang))
	}
	var b strings.Builder
	fmt.Fprintf(&b, says.Step, numbers[ids[0]-1], from, strings.Join(to, v.Words.About().Comma), m.Heading())
	for _, f := range t.Detail(m) {
		fmt.Fprintf(&b, says.Number, f.Name, f.Value)
	}
	b.WriteString(history(says, m, numbers, from))
	b.WriteString(v.sight(t, &m))
	for _, id := range ids {
		for _, c := range t.Step(id).Entered {
			form := says.Enters
			if c.Arrival {
				form = says.Arrival
			}
			b.WriteString(says.And)
			fmt.Fprintf(&b, form, t.Hosts[c.Host].In(lang), v.Spell(c.State))
		}
	}
	b.WriteString(says.End)
	return b.String()
}

// history says where a message comes from and what became of it, when either
// is out of the ordinary. Numbers are those of the steps, by message.
func history(says *words.Sentences, m trace.Message, numbers []int, from string) (said string) {
	switch {
	case m.RepeatOf > 0:
		said = fmt.Sprintf(says.Repeat, numbers[m.RepeatOf-1])
	case m.CopyOf > 0:
		said = fmt.Sprintf(says.Duplicate, numbers[m.CopyOf-1])
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

// sight says what a capture tells of a message beyond its header, with the clause.
func (v Voice) sight(t *trace.Trace, m *trace.Message) (said string) {
	if m.Sight == nil {
		return ""
	}
	says := v.Words.Sentences()
	for _, name := range m.Aspects() {
		said += says.Sights[name]
	}
	if m.Sight.Held != "" {
		said += fmt.Sprintf(says.Held, trace.FormatTime(m.Sight.HeldUS))
	}
	if m.Sight.Checksum == trace.BadChecksum {
		said += fmt.Sprintf(says.Damaged, m.Sight.Packet)
	}
	if len(m.Sight.Reasons) > 0 {
		said += says.And + v.Words.Sequence().Why(m.Sight.Reasons)
	}
	if terms := v.Terms(t); terms != "" && t.Capture.Terms.Message == m.ID {
		said += says.And + terms
	}
	if m.Fate == trace.Unknown {
		said += says.Unknown
	}
	return said
}

// Run is a whole run in sentences: one for each step, then one for each host's
// state at the end.
func (v Voice) Run(t *trace.Trace) (said []string) {
	said = v.Steps(t)
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
