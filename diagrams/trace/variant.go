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
	closing, later, earlier, instant string
	colon, and, end                  string
}

var consequencesIn = map[string]consequences{
	"zh": {
		faults: map[Kind]string{
			Lose: "失去第 %d 步的 %s", Duplicate: "第 %d 步的 %s 到了两份", Delay: "第 %d 步的 %s 迟到",
		},
		repeats: "%s在 %s 后重传第 %d 步", more: "一共多重传 %d 次", nothing: "没有谁因此重传",
		closing: "结束时%s处于 %s，而不是 %s", later: "结束晚了 %s", earlier: "结束早了 %s", instant: "结束的时刻不变",
		colon: "：", and: "；", end: "。",
	},
	"en": {
		faults: map[Kind]string{
			Lose: "Without step %d (%s)", Duplicate: "With step %d (%s) arriving twice", Delay: "With step %d (%s) late",
		},
		repeats: "%s repeats step %[3]d after %[2]s", more: "%d more retransmissions in all", nothing: "nobody repeats anything",
		closing: "at the end %s is in %s, not in %s", later: "it ends %s later", earlier: "it ends %s earlier", instant: "it ends at the same time",
		colon: ": ", and: "; ", end: ".",
	},
}

// Consequences says in one sentence what a fault (Lose, Duplicate or Delay) at
// segment id of base has changed in t, the same run with that fault: who
// repeats what, in which other states it ends, and how much later.
func (t *Trace) Consequences(base *Trace, fault Kind, id int, lang string, spell Spelling) string {
	words, ok := consequencesIn[lang]
	if !ok {
		words = consequencesIn["en"]
	}
	said := words.repeated(t, base, id, lang)
	for i, h := range t.Hosts {
		if was, is := base.Final[h.Name], t.Final[h.Name]; was != is {
			said = append(said, fmt.Sprintf(words.closing, t.Hosts[i].In(lang), spell(is), spell(was)))
		}
	}
	switch later := t.EndUS - base.EndUS; {
	case later > 0:
		said = append(said, fmt.Sprintf(words.later, FormatTime(later)))
	case later < 0:
		said = append(said, fmt.Sprintf(words.earlier, FormatTime(-later)))
	default:
		said = append(said, words.instant)
	}
	head := fmt.Sprintf(words.faults[fault], id, base.Segments[id-1].Flags)
	return head + words.colon + strings.Join(said, words.and) + words.end
}

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
	said := []string{fmt.Sprintf(p.repeats, t.Hosts[t.hostIndex(first.From)].In(lang), FormatTime(waited), *first.RetransmissionOf)}
	if len(again) > 1 {
		said = append(said, fmt.Sprintf(p.more, len(again)))
	}
	return said
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
