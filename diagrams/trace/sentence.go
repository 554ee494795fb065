package trace

import (
	"fmt"
	"strconv"
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

// Sentence says what happens at message id, in one sentence of the language
// ("zh" or "en"; any other is taken as English). Descriptions, tables,
// announcements and speaker notes all use it. Numbers are printed as the
// trace's Show says.
func (t *Trace) Sentence(id int, lang string, spell Spelling) string {
	words, ok := languages[lang]
	if !ok {
		words = languages["en"]
	}
	step := t.Step(id)
	m := step.Message
	from, to := t.Hosts[m.From], t.Hosts[m.To]
	var b strings.Builder
	fmt.Fprintf(&b, words.step, id, from.In(lang), to.In(lang), m.Name)
	for _, f := range t.Detail(m) {
		fmt.Fprintf(&b, words.number, f.Name, f.Value)
	}
	b.WriteString(words.history(m, from.In(lang)))
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

// Detail is what is told of a message beside its name: of a segment its
// numbers, as the trace's Show says.
func (t *Trace) Detail(m Message) []Field {
	if m.TCP == nil {
		return m.Fields
	}
	n := t.NumbersOf(m.ID, t.Show.Numbers)
	fields := []Field{{"seq", n.Seq}}
	if n.Ack != "" {
		fields = append(fields, Field{"ack", n.Ack})
	}
	if m.TCP.Len > 0 {
		fields = append(fields, Field{"len", strconv.Itoa(m.TCP.Len)})
	}
	return fields
}

// history says where a message comes from and what became of it, when either
// is out of the ordinary.
func (p phrases) history(m Message, from string) (words string) {
	switch {
	case m.RepeatOf > 0:
		words = fmt.Sprintf(p.repeat, m.RepeatOf)
	case m.CopyOf > 0:
		words = fmt.Sprintf(p.duplicate, m.CopyOf)
	case m.Fate == Forged:
		words = fmt.Sprintf(p.forged, from)
	}
	switch m.Fate {
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
	for _, m := range t.Messages {
		lines = append(lines, t.Sentence(m.ID, lang, spell))
	}
	for _, h := range t.Hosts {
		lines = append(lines, fmt.Sprintf(words.closing, h.In(lang), spell(h.Final)))
	}
	return strings.Join(lines, "\n")
}
