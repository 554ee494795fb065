package trace

import (
	"fmt"
	"slices"
	"strings"
)

// consequences are the words for what one fault changes, in one language.
type consequences struct {
	faults                           map[Kind]string // with the step's number and its flags
	repeats, more, nothing           string
	told, spared                     string
	closing, later, earlier, instant string
	colon, and, end                  string
}

var consequencesIn = map[string]consequences{
	"zh": {
		faults: map[Kind]string{
			Lose: "第 %d 步的 %s 丢失", Duplicate: "第 %d 步的 %s 到了两份", Delay: "第 %d 步的 %s 迟到",
		},
		repeats: "%s在 %s 后重传第 %d 步", more: "总共多重传 %d 次", nothing: "没有谁因此重传",
		told: "%s报告“%s”", spared: "%s不再报告“%s”",
		closing: "结束时%s处于 %s，而不是 %s", later: "晚 %s 结束", earlier: "早 %s 结束", instant: "结束的时刻不变",
		colon: "：", and: "；", end: "。",
	},
	"en": {
		faults: map[Kind]string{
			Lose: "Without step %d (%s)", Duplicate: "With step %d (%s) arriving twice", Delay: "With step %d (%s) late",
		},
		repeats: "%s repeats step %[3]d after %[2]s", more: "%d more retransmissions in all", nothing: "nobody repeats anything",
		told: "%s reports “%s”", spared: "%s no longer reports “%s”",
		closing: "at the end %s is in %s, not in %s", later: "it ends %s later", earlier: "it ends %s earlier", instant: "it ends at the same time",
		colon: ": ", and: "; ", end: ".",
	},
}

// Consequences says in one sentence what a fault (Lose, Duplicate or Delay) at
// message id of base has changed in t, the same run with that fault: who
// repeats what, which errors users are told of, in which other states it ends,
// and how much later.
func (t *Trace) Consequences(base *Trace, fault Kind, id int, lang string, spell Spelling) string {
	words, ok := consequencesIn[lang]
	if !ok {
		words = consequencesIn["en"]
	}
	said := append(words.repeated(t, base, id, lang), words.errors(t, base, lang)...)
	for i, h := range t.Hosts {
		if was := base.Hosts[i].Final; was != h.Final {
			said = append(said, fmt.Sprintf(words.closing, h.In(lang), spell(h.Final), spell(was)))
		}
	}
	switch later := t.EndUS - base.EndUS; {
	case later > 0:
		said = append(said, fmt.Sprintf(words.later, unbroken(later)))
	case later < 0:
		said = append(said, fmt.Sprintf(words.earlier, unbroken(-later)))
	default:
		said = append(said, words.instant)
	}
	head := fmt.Sprintf(words.faults[fault], id, base.Messages[id-1].Name)
	return head + words.colon + strings.Join(said, words.and) + words.end
}

// unbroken is a length of time whose unit stays with its number where a line
// ends.
func unbroken(us int64) string { return strings.ReplaceAll(FormatTime(us), " ", "\u00a0") }

// repeated names the first retransmission that t has and base has not, and
// counts the others.
func (p consequences) repeated(t, base *Trace, id int, lang string) []string {
	again := retransmissions(t, id)
	for _, m := range retransmissions(base, id) {
		if i := slices.IndexFunc(again, m.repeatsLike); i >= 0 {
			again = slices.Delete(again, i, i+1)
		}
	}
	if len(again) == 0 {
		return []string{p.nothing}
	}
	first := again[0]
	waited := first.SentUS - t.Messages[first.RepeatOf-1].SentUS
	said := []string{fmt.Sprintf(p.repeats, t.Hosts[first.From].In(lang), unbroken(waited), first.RepeatOf)}
	if len(again) > 1 {
		said = append(said, fmt.Sprintf(p.more, len(again)))
	}
	return said
}

// errors names the errors that users are told of in t and were not in base,
// then those that they are spared.
func (p consequences) errors(t, base *Trace, lang string) (said []string) {
	for _, e := range without(errorsOf(t), errorsOf(base)) {
		said = append(said, fmt.Sprintf(p.told, t.Hosts[e.host].In(lang), ErrorIn(e.name, lang)))
	}
	for _, e := range without(errorsOf(base), errorsOf(t)) {
		said = append(said, fmt.Sprintf(p.spared, t.Hosts[e.host].In(lang), ErrorIn(e.name, lang)))
	}
	return said
}

// told is an error that a host's user is told of.
type told struct {
	host int
	name string
}

// errorsOf are the errors of a run, each with its host, in order.
func errorsOf(t *Trace) (all []told) {
	for _, e := range t.Events {
		if e.Kind == Error {
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
func retransmissions(t *Trace, id int) (again []Message) {
	for _, m := range t.Messages[id:] {
		if m.RepeatOf > 0 {
			again = append(again, m)
		}
	}
	return again
}

// repeatsLike reports whether two retransmissions repeat the same.
func (m Message) repeatsLike(o Message) bool {
	same := m.From == o.From && m.Name == o.Name
	if m.TCP == nil || o.TCP == nil {
		return same && slices.Equal(m.Fields, o.Fields)
	}
	return same && m.TCP.Seq == o.TCP.Seq && m.TCP.Len == o.TCP.Len
}
