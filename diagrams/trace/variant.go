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
// segment id of base has changed in t, the same run with that fault: who
// repeats what, which errors users are told of, in which other states it ends,
// and how much later.
func (t *Trace) Consequences(base *Trace, fault Kind, id int, lang string, spell Spelling) string {
	words, ok := consequencesIn[lang]
	if !ok {
		words = consequencesIn["en"]
	}
	said := append(words.repeated(t, base, id, lang), words.errors(t, base, lang)...)
	for i, h := range t.Hosts {
		if was, is := base.Final[h.Name], t.Final[h.Name]; was != is {
			said = append(said, fmt.Sprintf(words.closing, t.Hosts[i].In(lang), spell(is), spell(was)))
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
	head := fmt.Sprintf(words.faults[fault], id, base.Segments[id-1].Flags)
	return head + words.colon + strings.Join(said, words.and) + words.end
}

// unbroken is a length of time whose unit stays with its number where a line
// ends.
func unbroken(us int64) string { return strings.ReplaceAll(FormatTime(us), " ", "\u00a0") }

// repeated names the first retransmission that t has and base has not, and
// counts the others.
func (p consequences) repeated(t, base *Trace, id int, lang string) []string {
	again := retransmissions(t, id)
	for _, s := range retransmissions(base, id) {
		if i := slices.IndexFunc(again, s.repeatsLike); i >= 0 {
			again = slices.Delete(again, i, i+1)
		}
	}
	if len(again) == 0 {
		return []string{p.nothing}
	}
	first := again[0]
	waited := first.SentUS - t.Segments[*first.RetransmissionOf-1].SentUS
	said := []string{fmt.Sprintf(p.repeats, t.Hosts[t.hostIndex(first.From)].In(lang), unbroken(waited), *first.RetransmissionOf)}
	if len(again) > 1 {
		said = append(said, fmt.Sprintf(p.more, len(again)))
	}
	return said
}

// errors names the errors that users are told of in t and were not in base,
// then those that they are spared.
func (p consequences) errors(t, base *Trace, lang string) (said []string) {
	for _, e := range without(errorsOf(t), errorsOf(base)) {
		said = append(said, fmt.Sprintf(p.told, t.Hosts[t.hostIndex(e[0])].In(lang), ErrorIn(e[1], lang)))
	}
	for _, e := range without(errorsOf(base), errorsOf(t)) {
		said = append(said, fmt.Sprintf(p.spared, t.Hosts[t.hostIndex(e[0])].In(lang), ErrorIn(e[1], lang)))
	}
	return said
}

// errorsOf are the errors of a run, each with its host, in order.
func errorsOf(t *Trace) (all [][2]string) {
	for _, e := range t.Events {
		if e.Kind == Error {
			all = append(all, [2]string{e.Host, e.Error})
		}
	}
	return all
}

// without returns what is left of a list when the members of another are taken
// away, each once.
func without(list, other [][2]string) [][2]string {
	for _, e := range other {
		if i := slices.Index(list, e); i >= 0 {
			list = slices.Delete(list, i, i+1)
		}
	}
	return list
}

// retransmissions are those that leave after segment id.
func retransmissions(t *Trace, id int) (again []Segment) {
	for _, s := range t.Segments[id:] {
		if s.RetransmissionOf != nil {
			again = append(again, s)
		}
	}
	return again
}

// repeatsLike reports whether two retransmissions repeat the same.
func (s Segment) repeatsLike(o Segment) bool {
	return s.From == o.From && s.Flags == o.Flags && s.Seq == o.Seq && s.Len == o.Len
}
