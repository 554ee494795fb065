package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// nowhere is the stretch of the source in which the end of a construct was last
// looked for in vain, for each end.
type nowhere map[string]text.Segment

var nowhereKey = parser.NewContextKey()

// ahead is where the end of a construct begins in the rest of a line, or -1. That
// it is not there is remembered, so that a line of nothing but starts is not
// looked through from each of them.
func ahead(pc parser.Context, line []byte, segment text.Segment, end string) int {
	none := pc.ComputeIfAbsent(nowhereKey, func() any { return nowhere{} }).(nowhere)
	if in := none[end]; in.Start <= segment.Start && segment.Start < in.Stop {
		return -1
	}
	at := bytes.Index(line, []byte(end))
	if at < 0 {
		none[end] = segment
	}
	return at
}
