package font_test

import (
	"errors"
	"path/filepath"
	"slices"
	"testing"

	ours "woshou/diagrams/font"
)

func TestMissingCharactersAreNamedOnceWithTheirText(t *testing.T) {
	err := ours.Check(slices.Values([]string{"三次握手 → 龘", "𠮷野家的 ACK", "好👍🏽，𠮷", "👩\u200d💻"}))
	var missing *ours.MissingError
	if !errors.As(err, &missing) {
		t.Fatal(err)
	}
	want := []ours.Lack{
		{Char: '𠮷', Text: "𠮷野家的 ACK"},
		{Char: '👍', Text: "好👍🏽，𠮷"},
		{Char: '🏽', Text: "好👍🏽，𠮷"},
		{Char: '👩', Text: "👩\u200d💻"},
		{Char: '💻', Text: "👩\u200d💻"},
	}
	if !slices.Equal(missing.Lacks, want) {
		t.Errorf("got %v, want %v", missing.Lacks, want)
	}
	const message = `the typeface has no glyph for '𠮷' (U+20BB7) in "𠮷野家的 ACK", ` +
		`'👍' (U+1F44D), '🏽' (U+1F3FD) in "好👍🏽，𠮷", ` +
		`'👩' (U+1F469), '💻' (U+1F4BB) in "👩\u200d💻"`
	if got := err.Error(); got != message {
		t.Errorf("message\n%s\nwant\n%s", got, message)
	}
}

// TestInvisibleCharactersNeedNoGlyph: a joiner or a direction mark that came
// with a pasted text has no shape, and takes no room either.
func TestInvisibleCharactersNeedNoGlyph(t *testing.T) {
	const text = "握\u200b手\ufe0f\u200d\u2060\ufeff\u200e"
	if err := ours.Check(slices.Values([]string{text})); err != nil {
		t.Error(err)
	}
	if got, want := ours.Width(text, 10, false), ours.Width("握手", 10, false); got != want {
		t.Errorf("%v wide, want %v", got, want)
	}
	// This one is a format character too, but is seen.
	if err := ours.Check(slices.Values([]string{"\u0600"})); err == nil {
		t.Error("an Arabic number sign passes")
	}
}

// TestBothWeightsHaveTheSameCharacters: what Check finds in one, a bold text
// finds in the other.
func TestBothWeightsHaveTheSameCharacters(t *testing.T) {
	chars := map[string]map[rune]bool{"400": {}, "700": {}}
	for weight, set := range chars {
		names, err := filepath.Glob("noto/*-" + weight + "-normal.woff")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			for _, char := range charsOf(t, name) {
				set[char] = true
			}
		}
	}
	if len(chars["400"]) < 8000 {
		t.Errorf("only %d characters", len(chars["400"]))
	}
	for char := range chars["400"] {
		if !chars["700"][char] {
			t.Errorf("%q (%U) has no bold glyph", char, char)
		}
	}
	for char := range chars["700"] {
		if !chars["400"][char] {
			t.Errorf("%q (%U) has no regular glyph", char, char)
		}
	}
}

// TestSignsOfTechnicalChineseAreThere: what authors of notes use beside Han.
func TestSignsOfTechnicalChineseAreThere(t *testing.T) {
	const signs = "→←↑↓⇒⇔ ①②③④⑤⑥⑦⑧⑨⑩ ✓×÷±≤≥≠≈∞√ ‰°′″ 【】《》「」『』〈〉〔〕…—·～“”‘’ ■●○◆▲▼★ †‡§№"
	if err := ours.Check(slices.Values([]string{signs})); err != nil {
		t.Error(err)
	}
}
