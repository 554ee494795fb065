package markdown

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
)

// Prose in normal form has small letters and no blanks.
func FuzzNormalProse(f *testing.F) {
	for _, seed := range []string{"A b\tC\n", "三次 握手\u3000ＡÉß\u00a0", "İKe\u0301", "\xff\xe4\xb8", "かなカナ한글〇𠮷"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var got, want bytes.Buffer
		han, letters := normalProse(&got, []byte(text))
		for _, r := range strings.ToLower(text) {
			if !unicode.IsSpace(r) {
				want.WriteRune(r)
				if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) {
					han--
				} else {
					letters--
				}
			}
		}
		if got.String() != want.String() || han != 0 || letters != 0 {
			t.Errorf("%q: %q, want %q; %d and %d too many", text, &got, &want, han, letters)
		}
	})
}

func FuzzOneLine(f *testing.F) {
	for _, seed := range []string{"", " ", "a", "a b ", " a", "a  b", "a\u3000b", "a\u00a0b\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, want := oneLine(s), strings.Join(strings.Fields(s), " "); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	})
}
