package source

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Columns in long lines are those that counting from the line's start gives.
func TestColumnsOfLongLines(t *testing.T) {
	src := []byte("短\n" + strings.Repeat("长行 ab", 700) + "\n\n" + strings.Repeat("x", 3000) + "\n末")
	x := NewFile("a.md", src)
	line, start := 1, 0
	for i, c := range src {
		if !utf8.RuneStart(c) {
			continue
		}
		got := x.Place(i)
		if want := 1 + utf8.RuneCount(src[start:i]); got.Line != line || got.Col != want {
			t.Fatalf("offset %d: %v, want %d:%d", i, got, line, want)
		}
		if c == '\n' {
			line, start = line+1, i+1
		}
	}
	if len(x.columns) == 0 {
		t.Error("no line was long")
	}
}
