package figure

import (
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"woshou/diagrams"
	"woshou/diagrams/sentence"
	"woshou/diagrams/trace"
	"woshou/generator/page"
)

// script is what the script of a figure hands over: it calls woshouFigure with
// one of these. Runs that differ by one fault are alike for the most part, so
// drawings and runs are lists of numbers, which count from 0 in the lines and
// the steps of them all.
type script struct {
	Hosts    []string  `json:"hosts"` // as the drawing has them in data-host
	Base     played    `json:"base"`
	Variants []outcome `json:"variants"`
	Steps    []step    `json:"steps"`
	Lines    []string  `json:"lines"`
}

// played is one run: the ranges of its steps, and of the lines of its drawing,
// "0-14 37". The page itself holds the drawing of the scenario's own run.
type played struct {
	Steps string `json:"steps"`
	Lines string `json:"lines,omitempty"`
}

// outcome is a variant: what it says and shows, or why it is not offered.
type outcome struct {
	Fault   string  `json:"fault"`
	Segment int     `json:"segment"`          // the number of the step; of choices their own
	Nth     int     `json:"nth,omitempty"`    // which message of a step of several, from 1
	To      string  `json:"to,omitempty"`     // whom that goes to
	Choice  string  `json:"choice,omitempty"` // in words, of another choice
	Refused string  `json:"refused,omitempty"`
	Says    string  `json:"says,omitempty"`
	Run     *played `json:"run,omitempty"`
}

// step is one segment, or the messages of one step, as far as the drawing does not
// tell.
type step struct {
	From    int    `json:"from"`    // the sender, from 0
	Header  string `json:"header"`  // the octets of its TCP header, in hexadecimal, or ""
	Seq     string `json:"seq"`     // as the drawing prints it
	Ack     string `json:"ack"`     // the same, "" without
	Options string `json:"options"` // in words
	At      int64  `json:"at"`      // when it leaves, in microseconds
	Till    int64  `json:"till"`    // when it arrives, or no longer matters
	Changes []int  `json:"changes"` // the hosts' bands at that moment, from 0
	Entered []int  `json:"entered"` // how many of these the step brought
}

// key tells a step from every other.
func (s step) key() string {
	return fmt.Sprintf("%d\x00%s\x00%s\x00%s\x00%s\x00%d\x00%d\x00%v\x00%v", s.From, s.Header, s.Seq, s.Ack, s.Options, s.At, s.Till, s.Changes, s.Entered)
}

// placeholder begins the ids in the drawing of a variant. A page puts those of
// its own figure in its place.
const placeholder = page.FigureIDs + "~"

// Scripts are the scripts of one figure in some languages. Of one that did not
// run they are empty; the page reports it.
func (st *Studio) Scripts(f Figure, langs []Language) ([][]byte, error) {
	files := make([][]byte, len(langs))
	base, problems := st.trace(f)
	if base == nil || len(problems) > 0 {
		return files, nil
	}
	variants := vary(f.Scenario.Source, base, f.WhatIf)
	for i, lang := range langs {
		var err error
		if files[i], err = scriptOf(base, variants, f.Numbers, lang); err != nil {
			return nil, err
		}
	}
	return files, nil
}

func scriptOf(base *trace.Trace, variants []variant, numbers string, lang Language) ([]byte, error) {
	voice := lang.Look.Voice()
	all := &script{Variants: []outcome{}}
	for _, h := range base.Hosts {
		all.Hosts = append(all.Hosts, h.Name)
	}
	steps := index[step]{key: step.key}
	lines := index[string]{key: itself}
	all.Base.Steps = steps.ranges(stepsOf(base, numbers))
	for v, d := range drawn(variants, view{numbers: numbers, id: placeholder, inline: true}, lang) {
		o := v.outcome(base, voice)
		if v.trace == nil {
			o.Refused = strings.ReplaceAll(lang.word(v.refused), "{n}", strconv.Itoa(o.Segment))
			all.Variants = append(all.Variants, o)
			continue
		}
		if d.err != nil {
			return nil, d.err
		}
		if v.fault == choose {
			o.Says = voice.Otherwise(v.trace, base, o.Choice)
		} else {
			o.Says = voice.Consequences(v.trace, base, v.fault, v.segment)
		}
		o.Run = &played{Steps: steps.ranges(stepsOf(v.trace, numbers)), Lines: lines.ranges(strings.Split(string(d.svg), "\n"))}
		all.Variants = append(all.Variants, o)
	}
	all.Steps, all.Lines = steps.list, lines.list
	arg, err := json.Marshal(all)
	return fmt.Appendf(nil, "woshouFigure(%s);\n", arg), err
}

// outcome is what a variant is about, in the numbers and words of a figure.
func (v variant) outcome(base *trace.Trace, voice sentence.Voice) outcome {
	o := outcome{Fault: string(v.fault), Segment: v.segment}
	if v.fault == choose {
		host := ""
		if i := base.Host(v.choice.Host); i != trace.Nobody {
			host = base.Hosts[i].In(voice.Words.Code)
		}
		o.Choice = voice.Choice(host, v.choice.Name, v.choice.Value)
		return o
	}
	o.Segment = base.StepNumbers()[v.segment-1]
	if ids := base.MessagesOfSteps()[o.Segment-1]; len(ids) > 1 {
		o.Nth = 1 + slices.Index(ids, v.segment)
		o.To = base.Hosts[base.Messages[v.segment-1].To].In(voice.Words.Code)
	}
	return o
}

// stepsOf are the steps of a run. One with a segment that no datagram could
// carry has no headers.
func stepsOf(t *trace.Trace, numbers string) []step {
	headers, err := diagrams.Headers(t)
	if err != nil {
		headers = make([][]byte, len(t.Messages))
	}
	t = t.Numbered(numbers)
	var steps []step
	for _, ids := range t.MessagesOfSteps() {
		first := t.Messages[ids[0]-1]
		n := t.NumbersOf(first.ID)
		s := step{
			From: first.From, Header: hex.EncodeToString(headers[first.ID-1]), Seq: n.Seq, Ack: n.Ack,
			Options: strings.Join(t.OptionsOf(first.ID), ", "), At: first.SentUS, Till: first.SentUS,
			Changes: t.Step(first.ID).Changes, Entered: make([]int, len(t.Hosts)),
		}
		for _, id := range ids {
			s.with(t.Step(id))
		}
		steps = append(steps, s)
	}
	return steps
}

// with takes in what a message of the step brought: its arrival, its receiver's changes
// of state, and the states that came with it, which are the last of those.
func (s *step) with(its trace.Step) {
	m := its.Message
	if m.ArrivedUS != nil {
		s.Till = max(s.Till, *m.ArrivedUS)
	}
	s.Changes[m.To] = its.Changes[m.To]
	for _, c := range its.Entered {
		s.Entered[c.Host]++
	}
}

// index numbers different values in the order in which they are met.
type index[V any] struct {
	key  func(V) string
	list []V
	at   map[string]int // by key
}

// itself is the key of a text.
func itself(text string) string { return text }

// ranges are the numbers of values, those that follow each other joined:
// "0-14 37".
func (x *index[V]) ranges(values []V) string {
	if x.at == nil {
		x.at = map[string]int{}
	}
	var out strings.Builder
	first, last := -1, -2 // of the range under way
	write := func() {
		if first < 0 {
			return
		}
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		fmt.Fprint(&out, first)
		if last > first {
			fmt.Fprintf(&out, "-%d", last)
		}
	}
	for _, v := range values {
		key := x.key(v)
		n, met := x.at[key]
		if !met {
			n = len(x.list)
			x.at[key], x.list = n, append(x.list, v)
		}
		if n != last+1 {
			write()
			first = n
		}
		last = n
	}
	write()
	return out.String()
}
