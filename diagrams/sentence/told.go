package sentence

import (
	"fmt"
	"slices"
	"strings"

	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// Told is a step of a run as a lecturer tells it, of the messages that share its
// number: why they leave, and what a capture tells of it, then what becomes of them,
// a sentence each. It names no state: those who show the step show these beside it.
func (v Voice) Told(t *trace.Trace, ids []int) []string {
	end := v.Words.Sentences().End
	said := []string{strings.TrimSuffix(v.why(t, ids[0]), end) + v.sight(t, &t.Messages[ids[0]-1]) + end}
	for _, id := range ids {
		for _, s := range v.effects(t, id) {
			if !slices.Contains(said, s) {
				said = append(said, s)
			}
		}
	}
	return said
}

// why says why a message leaves.
func (v Voice) why(t *trace.Trace, id int) string {
	says, m, numbers := v.Words.Lecture(), t.Messages[id-1], t.StepNumbers()
	from := t.Hosts[m.From].In(v.Words.Code)
	if m.CopyOf > 0 {
		return fmt.Sprintf(says.Copy, numbers[m.CopyOf-1])
	}
	if m.Fate == trace.Forged {
		return fmt.Sprintf(says.Forged, from, m.Heading())
	}
	cause := t.CauseOf(id)
	switch {
	case m.RepeatOf > 0 && cause.Action == trace.Fire:
		return fmt.Sprintf(says.Waited, from, trace.FormatTime(t.RanFor(cause.N)), numbers[m.RepeatOf-1])
	case m.RepeatOf > 0:
		return fmt.Sprintf(says.Repeats, from, numbers[m.RepeatOf-1])
	case cause.Kind == trace.Call:
		return fmt.Sprintf(says.Calls, from, calling(cause), m.Heading())
	case cause.Kind == trace.Receive:
		return fmt.Sprintf(says.Answers, from, t.Messages[cause.Message-1].Heading(), m.Heading())
	case cause.Kind == trace.Timer:
		return fmt.Sprintf(says.Expires, from, m.Heading())
	}
	return fmt.Sprintf(says.Sends, from, m.Heading())
}

// calling is a user call as programs write it.
func calling(e trace.Event) string {
	if e.Len > 0 {
		return fmt.Sprintf("%s(%d)", e.Call, e.Len)
	}
	return e.Call + "()"
}

// effects say what becomes of a message, but for states.
func (v Voice) effects(t *trace.Trace, id int) (said []string) {
	says, m := v.Words.Lecture(), t.Messages[id-1]
	to := t.Hosts[m.To].In(v.Words.Code)
	switch m.Fate {
	case trace.Lost:
		return []string{fmt.Sprintf(says.Lost, to)}
	case trace.Flying:
		return []string{says.Flying}
	}
	for _, e := range t.Effects(id) {
		said = append(said, v.effect(says, to, e)...)
	}
	return said
}

// effect says what one event of the receiver is to its user; of most, nothing.
func (v Voice) effect(says *words.Lecture, to string, e trace.Event) []string {
	switch {
	case e.Kind == trace.Error:
		return []string{fmt.Sprintf(says.Reports, to, v.Error(e.Error))}
	case e.Kind == trace.Deliver && e.Len > 0:
		return []string{fmt.Sprintf(says.Delivers, to, e.Len)}
	case e.Kind == trace.Timer && e.Timer == "time-wait" && e.Action == trace.Start:
		return []string{fmt.Sprintf(says.Waits, to)}
	}
	return nil
}
