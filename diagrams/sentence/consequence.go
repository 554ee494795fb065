package sentence

import (
	"fmt"
	"slices"
	"strings"

	"woshou/diagrams/trace"
)

// Consequences says in one sentence what a fault (Lose, Duplicate or Delay) at
// message id of base has changed in t, the same run with that fault: who
// repeats what, which errors users are told of, in which other states it ends,
// and how much later.
func (v Voice) Consequences(t, base *trace.Trace, fault trace.Kind, id int) string {
	says := v.Words.Consequences()
	said := append(v.repeated(t, base, id), v.errors(t, base)...)
	for i, h := range t.Hosts {
		if was := base.Hosts[i].Final; was != h.Final {
			said = append(said, fmt.Sprintf(says.Closing, h.In(v.Words.Code), v.Spell(h.Final), v.Spell(was)))
		}
	}
	switch later := t.EndUS - base.EndUS; {
	case later > 0:
		said = append(said, fmt.Sprintf(says.Later, unbroken(later)))
	case later < 0:
		said = append(said, fmt.Sprintf(says.Earlier, unbroken(-later)))
	default:
		said = append(said, says.Instant)
	}
	form := map[trace.Kind]string{trace.Lose: says.Lose, trace.Duplicate: says.Duplicate, trace.Delay: says.Delay}[fault]
	return fmt.Sprintf(form, id, base.Messages[id-1].Name) + says.Colon + strings.Join(said, says.And) + says.End
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
	waited := first.SentUS - t.Messages[first.RepeatOf-1].SentUS
	said := []string{fmt.Sprintf(says.Repeats, t.Hosts[first.From].In(v.Words.Code), unbroken(waited), first.RepeatOf)}
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
