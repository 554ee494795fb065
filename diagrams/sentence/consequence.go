package sentence

import (
	"fmt"
	"slices"
	"strings"

	"woshou/diagrams/trace"
)

// Consequences says in one sentence what a fault (Lose, Duplicate, Delay or Crash)
// at message id of base has changed in t, the same run with that fault: who waits
// how long and repeats what, which errors users are told of, and which host
// reaches its last state later, or ends in another. Of another protocol than TCP it
// says which timer runs out instead, and after how long: what that sends again its
// author knows.
func (v Voice) Consequences(t, base *trace.Trace, fault trace.Kind, id int) string {
	says := v.Words.Consequences()
	form := map[trace.Kind]string{trace.Lose: says.Lose, trace.Duplicate: says.Duplicate, trace.Delay: says.Delay, trace.Crash: says.Crash}[fault]
	step, name := base.StepNumbers()[id-1], base.Messages[id-1].Heading()
	if len(base.MessagesOfSteps()[step-1]) > 1 {
		name = fmt.Sprintf(says.Toward, name, base.Hosts[base.Messages[id-1].To].In(v.Words.Code))
	}
	cause := fmt.Sprintf(form, step, name)
	if t.TCP == nil {
		return v.sum(cause, append(v.fires(t, base), v.ends(t, base)...))
	}
	return v.sum(cause, slices.Concat(v.repeated(t, base, id), v.errors(t, base), v.ends(t, base)))
}

// Otherwise says in one sentence what another choice, as Choice has it, has changed in
// t against base.
func (v Voice) Otherwise(t, base *trace.Trace, choice string) string {
	return v.sum(choice, append(v.fires(t, base), v.ends(t, base)...))
}

// Choice is a choice of a host, or of a whole protocol where host is "".
func (v Voice) Choice(host, name, value string) string {
	if host == "" {
		return fmt.Sprintf(v.Words.Consequences().Begins, name, value)
	}
	return fmt.Sprintf(v.Words.Consequences().Chooses, host, name, value)
}

// sum is a sentence of a cause and what comes of it.
func (v Voice) sum(cause string, said []string) string {
	says := v.Words.Consequences()
	return cause + says.Colon + strings.Join(said, says.And) + says.End
}

// fires names the first timer that runs out in t more often than in base.
func (v Voice) fires(t, base *trace.Trace) []string {
	type timer struct {
		host int
		name string
	}
	left := map[timer]int{}
	for _, e := range base.Events {
		if e.Action == trace.Fire {
			left[timer{e.Host, e.Timer}]++
		}
	}
	for _, e := range t.Events {
		if e.Action != trace.Fire {
			continue
		}
		if left[timer{e.Host, e.Timer}]--; left[timer{e.Host, e.Timer}] < 0 {
			return []string{fmt.Sprintf(v.Words.Consequences().Fires, t.Hosts[e.Host].In(v.Words.Code), unbroken(t.RanFor(e.N)), e.Timer)}
		}
	}
	return nil
}

// ends says for each host where it ends otherwise than in base, or how much later
// it gets there; of a run that differs in neither, when it ends.
func (v Voice) ends(t, base *trace.Trace) (said []string) {
	says := v.Words.Consequences()
	for i, h := range t.Hosts {
		name := h.In(v.Words.Code)
		if was := base.Hosts[i].Final; was != h.Final {
			said = append(said, fmt.Sprintf(says.Closing, name, v.Spell(h.Final), v.Spell(was)))
			continue
		}
		switch later := entered(t, i) - entered(base, i); {
		case later > 0:
			said = append(said, fmt.Sprintf(says.Reaches, name, v.Spell(h.Final), unbroken(later)))
		case later < 0:
			said = append(said, fmt.Sprintf(says.Sooner, name, v.Spell(h.Final), unbroken(-later)))
		}
	}
	if len(said) > 0 {
		return said
	}
	switch later := t.EndUS - base.EndUS; {
	case later > 0:
		return []string{fmt.Sprintf(says.Later, unbroken(later))}
	case later < 0:
		return []string{fmt.Sprintf(says.Earlier, unbroken(-later))}
	}
	return []string{says.Instant}
}

// entered is when a host entered its last state.
func entered(t *trace.Trace, host int) (us int64) {
	for _, e := range t.Events {
		if e.ChangesState() && e.Host == host {
			us = e.AtUS
		}
	}
	return us
}

// unbroken is a length of time whose unit stays with its number where a line
// ends.
func unbroken(us int64) string { return strings.ReplaceAll(trace.FormatTime(us), " ", "\u00a0") }

// repeated names the first retransmission that t has and base has not, and
// counts the others.
func (v Voice) repeated(t, base *trace.Trace, id int) []string {
	says := v.Words.Consequences()
	again := retransmissions(t, id)
	for _, m := range retransmissions(base, id) {
		if i := slices.IndexFunc(again, func(o trace.Message) bool { return alike(m, o) }); i >= 0 {
			again = slices.Delete(again, i, i+1)
		}
	}
	if len(again) == 0 {
		return []string{says.Nothing}
	}
	first := again[0]
	name := t.Hosts[first.From].In(v.Words.Code)
	said := []string{fmt.Sprintf(says.Again, name, first.RepeatOf)}
	if cause := t.CauseOf(first.ID); cause.Action == trace.Fire {
		said[0] = fmt.Sprintf(says.Repeats, name, unbroken(t.RanFor(cause.N)), first.RepeatOf)
	}
	if len(again) > 1 {
		said = append(said, fmt.Sprintf(says.More, len(again)))
	}
	return said
}

// errors names the errors that users are told of in t and were not in base,
// then those that they are spared.
func (v Voice) errors(t, base *trace.Trace) (said []string) {
	says := v.Words.Consequences()
	for _, e := range without(errorsOf(t), errorsOf(base)) {
		said = append(said, fmt.Sprintf(says.Told, t.Hosts[e.host].In(v.Words.Code), v.Error(e.name)))
	}
	for _, e := range without(errorsOf(base), errorsOf(t)) {
		said = append(said, fmt.Sprintf(says.Spared, t.Hosts[e.host].In(v.Words.Code), v.Error(e.name)))
	}
	return said
}

// told is an error that a host's user is told of.
type told struct {
	host int
	name string
}

// errorsOf are the errors of a run, each with its host, in order.
func errorsOf(t *trace.Trace) (all []told) {
	for _, e := range t.Events {
		if e.Kind == trace.Error {
			all = append(all, told{e.Host, e.Error})
		}
	}
	return all
}

// without returns what is left of a list when the members of another are taken
// away, each once.
func without(list, other []told) []told {
	for _, e := range other {
		if i := slices.Index(list, e); i >= 0 {
			list = slices.Delete(list, i, i+1)
		}
	}
	return list
}

// retransmissions are those that leave after message id.
func retransmissions(t *trace.Trace, id int) (again []trace.Message) {
	for _, m := range t.Messages[id:] {
		if m.RepeatOf > 0 {
			again = append(again, m)
		}
	}
	return again
}

// alike reports whether two retransmissions repeat the same.
func alike(m, o trace.Message) bool {
	same := m.From == o.From && m.Name == o.Name
	if m.TCP == nil || o.TCP == nil {
		return same && slices.Equal(m.Fields, o.Fields)
	}
	return same && m.TCP.Seq == o.TCP.Seq && m.TCP.Len == o.TCP.Len
}
