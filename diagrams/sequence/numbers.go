package sequence

import (
	"slices"
	"strconv"
	"strings"

	"woshou/diagrams/trace"
)

// number is one piece of what the numbers line of a message says: "seq=0". A
// line may be broken between two of them.
type number struct {
	text  string
	extra bool // shown only because the author asked
}

// numbersIn returns what the numbers line of a message says.
//
// Of what leaves a host at one instant only the first segment says all. Each
// further one names what tells it apart: seq if it takes up sequence numbers,
// ack if it does not, and of the other two numbers the one that differs from
// the segment before. What the author asked to be shown is never left out.
func (fl *flight) numbersIn(t *trace.Trace) []number {
	m := fl.message
	if m.TCP == nil {
		return fields(m)
	}
	n := t.NumbersOf(m.ID)
	var said trace.Numbers
	if fl.follows() {
		said = t.NumbersOf(fl.before().message.ID)
	}
	pure := m.Name == "ACK" && m.TCP.Len == 0
	var list []number
	say := func(name, value string, extra bool) { list = append(list, number{name + "=" + value, extra}) }
	if m.TCP.Connection > 0 {
		say("port", strconv.Itoa(m.TCP.Connection), false)
	}
	if !pure || n.Seq != said.Seq {
		say("seq", n.Seq, false)
	}
	if n.Ack != "" && (pure || n.Ack != said.Ack) {
		say("ack", n.Ack, false)
	}
	if m.TCP.Len > 0 && !fl.headsLength() {
		say("len", strconv.Itoa(m.TCP.Len), false)
	}
	if m.TCP.Urgent > 0 {
		say("urg", strconv.Itoa(m.TCP.Urgent), true)
	}
	if s := m.Sight; s != nil && s.Kind == "window-update" && s.Room != nil {
		say("win", strconv.Itoa(*s.Room), false)
	}
	if t.Show.Window {
		say("win", strconv.Itoa(m.TCP.Window), true)
	}
	if t.Show.Options {
		for _, o := range t.OptionsOf(m.ID) {
			for field := range strings.FieldsSeq(o) {
				list = append(list, number{field, true})
			}
		}
	}
	return list
}

// heading is the name of a message, of a segment with data also how many octets
// that is.
func (fl *flight) heading() string {
	name := fl.message.Heading()
	if fl.headsLength() {
		return strings.Replace(name, trace.DataHeading, trace.DataHeading+" "+strconv.Itoa(fl.message.TCP.Len), 1)
	}
	return name
}

// headsLength reports whether the length of a segment stands beside its name: each
// says it so, however many leave together. A RST is not headed as data; and one that
// is forged has a longer mark beside its name. These say it among their numbers.
func (fl *flight) headsLength() bool {
	tcp := fl.message.TCP
	return tcp != nil && tcp.Len > 0 && !fl.forged() && strings.Contains(fl.message.Heading(), trace.DataHeading)
}

// silent are words that say nothing by themselves.
var silent = []string{"yes", "no", "none", "nobody", "on", "off"}

// fields is what a message of another protocol carries. Most words speak for
// themselves; a number has its name.
func fields(m trace.Message) (list []number) {
	for _, f := range m.Fields {
		text := f.Value
		if _, err := strconv.Atoi(text); err == nil || slices.Contains(silent, text) {
			text = f.Name + "=" + f.Value
		}
		list = append(list, number{text: text})
	}
	return list
}
