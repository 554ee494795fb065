package sequence

import (
	"strconv"
	"strings"

	"woshou/diagrams/trace"
)

// tokens returns what the numbers line of a segment says, piece by piece; a
// line may be broken between two of them.
//
// Of what leaves a host at one instant only the first segment says all. Each
// further one names what tells it apart: seq if it takes up sequence numbers,
// ack if it does not, and of the other two numbers the one that differs from
// the segment before. What the author asked to be shown is never left out.
func (fl *flight) tokens(t *trace.Trace) []string {
	s := fl.seg
	if s.TCP == nil {
		return fields(s)
	}
	n := t.NumbersOf(s.ID)
	var said trace.Numbers
	length := 0 // of the segment before
	if fl.follows() {
		before := fl.before().seg
		length = before.TCP.Len
		said = t.NumbersOf(before.ID)
	}
	pure := s.Name == "ACK" && s.TCP.Len == 0
	var list []string
	if !pure || n.Seq != said.Seq {
		list = append(list, "seq="+n.Seq)
	}
	if n.Ack != "" && (pure || n.Ack != said.Ack) {
		list = append(list, "ack="+n.Ack)
	}
	if s.TCP.Len > 0 && s.TCP.Len != length {
		list = append(list, "len="+strconv.Itoa(s.TCP.Len))
	}
	if s.TCP.Urgent > 0 {
		list = append(list, "urg="+strconv.Itoa(s.TCP.Urgent))
	}
	if t.Show.Window {
		list = append(list, "win="+strconv.Itoa(s.TCP.Window))
	}
	if t.Show.Options {
		for _, o := range t.OptionsOf(s.ID) {
			list = append(list, strings.Fields(o)...)
		}
	}
	return list
}

// fields is what a message of another protocol carries.
func fields(m trace.Message) (list []string) {
	for _, f := range m.Fields {
		list = append(list, f.Name+"="+f.Value)
	}
	return list
}
