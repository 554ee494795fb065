package font_test

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/font"

	ours "woshou/diagrams/font"
	"woshou/diagrams/golden"
)

// TestWidthsAreThoseOfTheFaces holds the generated table and the rule for the
// rest against every character of every file.
func TestWidthsAreThoseOfTheFaces(t *testing.T) {
	for weight, bold := range map[string]bool{"400": false, "700": true} {
		drawn, err := ours.Open(bold)
		if err != nil {
			t.Fatal(err)
		}
		names, err := filepath.Glob("noto/*-" + weight + "-normal.woff")
		if err != nil || len(names) < 10 {
			t.Fatal(names, err)
		}
		for _, name := range names {
			for _, char := range charsOf(t, name) {
				if char < ' ' || unicode.Is(unicode.Noncharacter_Code_Point, char) {
					continue
				}
				glyphs, err := drawn.Glyphs(string(char))
				if err != nil {
					t.Fatal(err)
				}
				want := math.Round(glyphs[0].Advance * 1000)
				if got := ours.Width(string(char), 1000, bold); got != want {
					t.Errorf("%s: %q (%U) is %v wide, measured as %v", name, char, char, want, got)
				}
			}
		}
	}
}

// charsOf lists the characters of a font file.
func charsOf(t *testing.T, name string) (chars []rune) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	face, err := font.ParseTTF(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for i := face.Cmap.Iter(); i.Next(); {
		char, _ := i.Char()
		chars = append(chars, char)
	}
	return chars
}

func TestGlyphsAdvanceAsMeasured(t *testing.T) {
	for _, bold := range []bool{false, true} {
		face, err := ours.Open(bold)
		if err != nil {
			t.Fatal(err)
		}
		text := "第 2 步：服务器 → 客户端，SYN,ACK ≈ 1 s ✓"
		glyphs, err := face.Glyphs(text)
		if err != nil {
			t.Fatal(err)
		}
		total := 0.0
		for _, g := range glyphs {
			total += g.Advance
		}
		if want := ours.Width(text, 1, bold); total < want-1e-9 || total > want+1e-9 {
			t.Errorf("bold %v: glyphs advance %v em, measured %v", bold, total, want)
		}
	}
}

func TestWidthWithoutGlyphFollowsEastAsianWidth(t *testing.T) {
	for text, want := range map[string]float64{
		"𠀀":       10, // an ideograph that the face lacks
		"한글":      20,
		"ｶ":       5, // half-width kana
		"e\u0301": 5.54,
		"ю":       10, // wide beside Chinese
	} {
		if got := ours.Width(text, 10, false); got != want {
			t.Errorf("%q is %v wide, want %v", text, got, want)
		}
	}
}

func TestWidthAllocatesNothing(t *testing.T) {
	if n := testing.AllocsPerRun(10, func() { ours.Width("三次握手 SYN_SENT → 𠀀", 13, true) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestMissingGlyphsAreNamed(t *testing.T) {
	face, err := ours.Open(false)
	if err != nil {
		t.Fatal(err)
	}
	_, err = face.Glyphs("握手\U00020000和ℵ")
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{"U+20000", "ℵ", "U+2135"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("error %q does not name %s", err, want)
		}
	}
}

// TestWrap runs testdata/wrap.txtar: texts, each in a part whose name ends with
// the width of a line, and the lines that come of it.
func TestWrap(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) (parts []golden.Part) {
		for _, p := range c.Parts {
			words := strings.Fields(p.Name)
			limit, err := strconv.ParseFloat(words[len(words)-1], 64)
			if err != nil {
				t.Fatal(err)
			}
			first, _, _ := strings.Cut(p.Text, "\n")
			now := first + "\n"
			for _, line := range ours.Wrap(strings.ReplaceAll(first, `\n`, "\n"), 10, limit, false) {
				now += "|" + line + "|\n"
				if ours.Width(line, 10, false) > limit && utf8.RuneCountInString(line) > 1 {
					t.Errorf("%s: line %q is too wide", p.Name, line)
				}
			}
			parts = append(parts, golden.Part{Name: p.Name, Text: now})
		}
		return parts
	})
}

// FuzzWrap: wrapping only ever takes white space away.
func FuzzWrap(f *testing.F) {
	f.Add("三次握手，SYN-SENT。", 40.0)
	f.Add("a\u0301\r\n\r\nb", 1.0)
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
	f.Fuzz(func(t *testing.T, text string, limit float64) {
		text = strings.ToValidUTF8(text, "?")
		lines := ours.Wrap(text, 10, limit, false)
		if got := strings.Join(lines, ""); squeeze(got) != squeeze(text) {
			t.Errorf("%q became %q", text, lines)
		}
	})
}

func BenchmarkWidth(b *testing.B) {
	for b.Loop() {
		ours.Width("服务器 SYN,ACK seq=300 ack=101", 13, false)
	}
}
