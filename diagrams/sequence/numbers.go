package sequence

import (
	"strconv"
	"strings"

	"woshou/diagrams/trace"
)

// tokens returns what the numbers line of a segment says, piece by piece; a
// line may be broken between two of them.
func tokens(t *trace.Trace, s trace.Segment) []string {
	n := t.NumbersOf(s.ID, t.Show.Numbers)
	list := []string{"seq=" + n.Seq}
	if n.Ack != "" {
		list = append(list, "ack="+n.Ack)
	}
	if s.Len > 0 {
		list = append(list, "len="+strconv.Itoa(s.Len))
	}
	if t.Show.Window {
		list = append(list, "win="+strconv.Itoa(s.Window))
	}
	if t.Show.Options {
		for _, o := range t.OptionsOf(s.ID, t.Show.Numbers) {
			list = append(list, strings.Fields(o)...)
		}
	}
	return list
}
