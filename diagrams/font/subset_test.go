package font_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/go-text/typesetting/font"

	ours "woshou/diagrams/font"
)

// TestSubsetDrawsWhatTheFaceDraws reads the file with the library that reads
// the whole faces: the same outlines and widths, and no other character.
func TestSubsetDrawsWhatTheFaceDraws(t *testing.T) {
	const text = "第 2 步：服务器→客户端 ≈½ℓ✓ SYN,ACK\u200d"
	for _, bold := range []bool{false, true} {
		face, err := ours.Open(bold)
		if err != nil {
			t.Fatal(err)
		}
		data, err := face.TrueType(text)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) > 20_000 {
			t.Errorf("bold %v: a few characters take %d bytes", bold, len(data))
		}
		cut, err := font.ParseTTF(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		glyphs, err := face.Glyphs(text)
		if err != nil {
			t.Fatal(err)
		}
		for i, char := range []rune(text) {
			id, ok := cut.NominalGlyph(char)
			if !ok {
				t.Errorf("bold %v: %q is not in the file", bold, char)
				continue
			}
			if got, want := float64(cut.HorizontalAdvance(id))/1000, glyphs[i].Advance; got != want {
				t.Errorf("bold %v: %q is %v wide, want %v", bold, char, got, want)
			}
			if !sameOutline(cut, id, glyphs[i].Outline) {
				t.Errorf("bold %v: %q has another outline", bold, char)
			}
		}
		count := 0
		for chars := cut.Cmap.Iter(); chars.Next(); {
			if char, _ := chars.Char(); char != 0xffff && !slices.Contains([]rune(text), char) {
				t.Errorf("bold %v: %q was not asked for", bold, char)
			}
			count++
		}
		if count < 25 {
			t.Errorf("bold %v: only %d characters", bold, count)
		}
	}
}

func sameOutline(face *font.Face, id font.GID, want []ours.Command) bool {
	data, _ := face.GlyphDataOutline(id)
	if len(data.Segments) != len(want) {
		return false
	}
	for i, s := range data.Segments {
		for j, p := range s.ArgsSlice() {
			if (ours.Point{X: float64(p.X) / 1000, Y: -float64(p.Y) / 1000}) != want[i].Points[j] {
				return false
			}
		}
	}
	return true
}

func TestSubsetOfOneTextIsOneFile(t *testing.T) {
	face, err := ours.Open(false)
	if err != nil {
		t.Fatal(err)
	}
	one, err := face.TrueType("握手 ACK")
	if err != nil {
		t.Fatal(err)
	}
	// The order and the number of its characters do not matter.
	two, err := face.TrueType("KCA 手手握")
	if err != nil || !bytes.Equal(one, two) {
		t.Errorf("the same characters make another file; error %v", err)
	}
	if _, err := face.TrueType("握\U00020000手"); err == nil {
		t.Error("a character that the faces lack passes")
	}
}

func BenchmarkTrueType(b *testing.B) {
	face, err := ours.Open(false)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := face.TrueType("三次握手：服务器 SYN,ACK seq=300 ack=101"); err != nil {
			b.Fatal(err)
		}
	}
}
