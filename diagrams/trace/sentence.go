package trace

import (
	"fmt"
	"strings"
)

// Spelling turns a state's name as the RFC spells it into the name that the
// reader sees: SYN-SENT, or SYN_SENT.
type Spelling func(state string) string

// Hyphens spells states as the RFC does.
func Hyphens(state string) string { return state }

// Underscores spells states as programs do: SYN_SENT.
func Underscores(state string) string { return strings.ReplaceAll(state, "-", "_") }

// phrases are the words that a sentence is made of, in one language.
type phrases struct {
	step, number, and, enters, arrival, end string
	repeat, duplicate, forged, lost, flying string
	closing                                 string
}

var languages = map[string]phrases{
	"zh": {
		step: "第 %d 步：%s → %s，%s", number: "，%s=%s", and: "；", enters: "%s进入 %s", arrival: "送达后%s进入 %s", end: "。",
		repeat: "（重传第 %d 步）", duplicate: "（网络复制的第 %d 步）", forged: "（来自外部，%s没有发送过）",
		lost: "；途中丢失", flying: "；仍在途中", closing: "结束时%s处于 %s。",
	},
	"en": {
		step: "Step %d: %s → %s, %s", number: ", %s=%s", and: "; ", enters: "%s enters %s", arrival: "on arrival %s enters %s", end: ".",
		repeat: " (step %d again)", duplicate: " (a copy of step %d made by the network)", forged: " (from outside: %s never sent it)",
		lost: "; lost on the way", flying: "; still on its way", closing: "At the end %s is in %s.",
	},
}

// Sentence says what happens at segment id, in one sentence of the language
// ("zh" or "en"; any other is taken as English). Descriptions, tables,
// announcements and speaker notes all use it. Numbers are printed as the
// trace's Show says.
func (t *Trace) Sentence(id int, lang string, spell Spelling) string {
	words, ok := languages[lang]
	if !ok {
		words = languages["en"]
	}
	step := t.Step(id)
	s := step.Segment
	from, to := t.Hosts[t.hostIndex(s.From)], t.Hosts[t.hostIndex(s.To)]
	var b strings.Builder
	fmt.Fprintf(&b, words.step, id, from.In(lang), to.In(lang), s.Flags)
	n := t.NumbersOf(id, t.Show.Numbers)
	fmt.Fprintf(&b, words.number, "seq", n.Seq)
	if n.Ack != "" {
		fmt.Fprintf(&b, words.number, "ack", n.Ack)
	}
	if s.Len > 0 {
		fmt.Fprintf(&b, words.number, "len", fmt.Sprint(s.Len))
	}
	b.WriteString(words.history(s, from.In(lang)))
	for _, c := range step.Entered {
		form := words.enters
		if c.Arrival {
			form = words.arrival
		}
		b.WriteString(words.and)
		fmt.Fprintf(&b, form, t.Hosts[c.Host].In(lang), spell(c.State))
	}
	b.WriteString(words.end)
	return b.String()
}

// history says where a segment comes from and what became of it, when that is
// out of the ordinary.
func (p phrases) history(s Segment, from string) (words string) {
	switch {
	case s.RetransmissionOf != nil:
		words = fmt.Sprintf(p.repeat, *s.RetransmissionOf)
	case s.CopyOf != nil:
		words = fmt.Sprintf(p.duplicate, *s.CopyOf)
	case s.Fate == Forged:
		words = fmt.Sprintf(p.forged, from)
	}
	switch s.Fate {
	case Lost:
		words += p.lost
	case Flying:
		words += p.flying
	}
	return words
}

// Description is the whole run in words: each step's sentence, then the states
// at the end.
func (t *Trace) Description(lang string, spell Spelling) string {
	words, ok := languages[lang]
	if !ok {
		words = languages["en"]
	}
	var lines []string
	for _, s := range t.Segments {
		lines = append(lines, t.Sentence(s.ID, lang, spell))
	}
	for _, h := range t.Hosts {
		lines = append(lines, fmt.Sprintf(words.closing, h.In(lang), spell(t.Final[h.Name])))
	}
	return strings.Join(lines, "\n")
}

// In is the host's name for the reader of a language.
func (h Host) In(lang string) string {
	if l := h.Label.In(lang); l != "" {
		return l
	}
	return h.Name
}
