package markdown

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark/text"
)

// Every line of a block is looked through once, however many brackets it has.
func TestBracketsArePairedOncePerBlock(t *testing.T) {
	src := []byte(strings.Repeat("[", 50_000) + "\nx]{step=1}\n")
	lines := text.NewSegments()
	lines.Append(text.NewSegment(0, 50_001))
	lines.Append(text.NewSegment(50_001, len(src)))
	block := text.NewBlockReader(src, lines)
	var b brackets
	b.scan(block)
	if b.from != 0 || b.to != len(src) {
		t.Errorf("looked through %d to %d of %d", b.from, b.to, len(src))
	}
	if len(b.partner) != 1 || b.partner[49_999] != 50_002 {
		t.Errorf("partners %v", b.partner)
	}
	if _, at := block.Position(); at.Start != 0 {
		t.Errorf("the reader was left at %d", at.Start)
	}
}

func TestStepMarks(t *testing.T) {
	for written, length := range map[string]int{
		"{step=2}x": 8, "{ step=a:2  .c }": 16, `{step="2" a='b c'}`: 18, "{step=2 server=X\n}": 0,
		"{.c}": 0, "{}": 0, "{step=2": 0, "{step}": 6, "{甲=CLOSED step=1}": 19, `{step="2}`: 0, "{{step=1}}": 0,
	} {
		if _, n := parseStepMark([]byte(written)); n != length {
			t.Errorf("%s: read %d, want %d", written, n, length)
		}
	}
}
