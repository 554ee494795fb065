package yaml

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

func repeat(form string) func(int) string {
	return func(n int) string { return strings.Repeat(form, n) }
}

func numbered(form string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, form, i)
		}
		return b.String()
	}
}

// around puts the same before each text.
func around(before string, text func(int) string, after string) func(int) string {
	return func(n int) string { return before + text(n) + after }
}

// Each bound is met by a text that stays within it, and named by the next.
func TestBounds(t *testing.T) {
	for _, c := range []struct {
		most int
		text func(int) string
		want string // of what is one more; below is read, or is wrong in another way
		at   string
	}{
		{MostMatter, around("a: ", repeat("x"), ""), "more than 64 KiB of YAML", "1:1"},
		{mostEmpty, around("a: |\n", repeat("  \n"), "b: c\n"), "more than 100 empty lines in a row", "102:1"},
		{mostLevels, around("", repeat("["), ""), "nested deeper than 64 levels", "1:65"},
		{mostLevels, around("", repeat("{a: "), ""), "nested deeper than 64 levels", "1:257"},
		{mostLevels, around("", repeat("- "), ""), "nested deeper than 64 levels", "1:129"},
		{mostLevels, repeat("? "), "nested deeper than 64 levels", "1:129"},
		{mostLevels, stairs, "nested deeper than 64 levels", "65:66"},
		{mostKeys, numbered("k%d: v\n"), "more than 2000 keys in one mapping", "2001:6"},
		{mostKeys, around("{", numbered("k%d: v, "), "}"), "more than 2000 keys in one mapping", "1:18897"},
		{mostNames, numbered("- &a%d b\n"), "more than 100 anchors, aliases, tags and directives", "101:3"},
		{mostNames, around("a: ", repeat("!x "), "b"), "more than 100 anchors, aliases, tags and directives", "1:204"},
	} {
		most := c.most
		text := c.text(most)
		if most == MostMatter {
			text = text[:MostMatter]
		}
		if _, fault := Parse([]byte(text), MostMatter); fault != nil && fault.Message.String() == c.want {
			t.Errorf("%.20q × %d: %s", text, most, c.want)
		}
		_, fault := Parse([]byte(c.text(most+1)), MostMatter)
		if fault == nil {
			t.Errorf("%.20q × %d: read", text, most+1)
		} else if at := fmt.Sprintf("%d:%d", fault.Line, fault.Col); fault.Message.String() != c.want || at != c.at {
			t.Errorf("%.20q × %d: %s: %s, want %s: %s", text, most+1, at, fault.Message, c.at, c.want)
		}
	}
}

func stairs(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}

// What is repeated is no deeper, and has no more keys, than one of it.
func TestLongIsNotDeep(t *testing.T) {
	for _, text := range []string{
		repeat("- a:\n    b: [c, {d: e}]\n  f: g\n")(1000),
		"a: [" + strings.Repeat("{b: [c]}, ", 3000) + "]",
		"a: x" + strings.Repeat("[", 1000),
		"a: |\n" + strings.Repeat("  [[[[ {{{{ - - - - a: b: c:\n", 1000),
		"a: \"" + strings.Repeat("[{", 1000) + "\" # " + strings.Repeat("[", 1000),
	} {
		if _, fault := Parse([]byte(text), MostMatter); fault != nil {
			t.Errorf("%.30q: %+v", text, fault)
		}
	}
}

// TestLinear holds what is allocated for a text that was doubled to what its
// size may cost, whatever it repeats.
func TestLinear(t *testing.T) {
	const perOctet = 400
	for _, text := range []func(int) string{
		repeat("["), repeat("{a: "), repeat("- "), repeat("? "), repeat("&a "), repeat("*a "), repeat("!x "), repeat("a: "),
		repeat("x"), repeat("é"), repeat("\""), repeat("'"), repeat("# x\n"), repeat("---\n"), repeat("\n"), repeat("a: b\n"),
		repeat("<<: "), repeat("a: |\n  b\n"), repeat("a: >\n\n\n"), repeat(", "), repeat("%"), repeat("@"), repeat("\t"),
		around("a: \"", repeat("\\n"), "\""), around("a: '", repeat("''"), "'"), around("a: |\n", repeat("  \n"), ""),
		around("a: |\n", repeat("  x\n"), strings.Repeat("\n", mostEmpty)), around("a: >-\n", repeat("  x\n\n"), ""),
		around("a: [", repeat("{b: c},"), "]"), around("a: [", repeat("x,"), "]"), around("a: ", repeat("x #"), ""),
		numbered("k%d: v\n"), numbered("- k%d\n"), numbered("k%d: &a%[1]d b\n"), around("{", numbered("k%d: v,"), "}"),
	} {
		for n := 1000; n <= 8000; n *= 2 {
			src := []byte(text(n))
			if got := allocated(func() { Parse(src, MostSettings) }); got > uint64(perOctet*len(src)) && got > 32<<20 {
				t.Errorf("%.20q × %d: %d octets for one", src, n, got/uint64(len(src)))
			}
		}
	}
}

func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"title: a\nnav:\n  - b: {c: [d, 'e']}\n", "a: [[", "{a: ", "- - - ?", "&a *a !x", "a: |\n  b\n\n", "\"\\u00", "--- %YAML",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		var into map[string][]string
		if file, fault := Parse(src, MostMatter); fault == nil {
			Decode(file, &into)
		} else if fault.Line < 1 || fault.Col < 1 || fault.Message == "" {
			t.Errorf("%+v", fault)
		}
	})
}
