package diagrams_test

import (
	"bytes"
	"image/gif"
	"os"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/themes"
)

// shownHandshake is the project's own, in a format.
func shownHandshake(t *testing.T, lang, format string) []byte {
	t.Helper()
	text, err := os.ReadFile("../content/scenarios/three-way-handshake.scenario")
	if err != nil {
		t.Fatal(err)
	}
	run, errs := diagrams.RunToDraw("three-way-handshake", diagrams.Source{Text: string(text)})
	if len(errs) > 0 {
		t.Fatal(errs[0])
	}
	look := diagrams.Look{Palette: themes.Default(), ID: "f", Scale: 2}.In(lang)
	var out bytes.Buffer
	if err := diagrams.DrawSlide(run, look).Encode(&out, format); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestMovingPicturesAreSmall holds that a handshake in motion is one that a chat
// takes, that its end is seen the longest, and that it is the same each time.
func TestMovingPicturesAreSmall(t *testing.T) {
	const most = 300_000
	for _, lang := range []string{"zh", "en"} {
		for _, format := range []string{"gif", diagrams.Moving} {
			picture := shownHandshake(t, lang, format)
			if len(picture) > most {
				t.Errorf("%s %s: %d bytes", lang, format, len(picture))
			}
			if !bytes.Equal(picture, shownHandshake(t, lang, format)) {
				t.Errorf("%s %s: two of the same differ", lang, format)
			}
		}
		moving, err := gif.DecodeAll(bytes.NewReader(shownHandshake(t, lang, "gif")))
		if err != nil {
			t.Fatal(err)
		}
		last := len(moving.Delay) - 1
		if last != 3 || moving.Delay[last] < 2*moving.Delay[0] {
			t.Errorf("%s: frames are seen for %v hundredths of a second", lang, moving.Delay)
		}
		if svg := string(shownHandshake(t, lang, diagrams.Moving)); strings.Count(svg, `class="moment `) != 4 || strings.Contains(svg, "<script") {
			t.Errorf("%s: the svg has not four frames, or a script", lang)
		}
	}
}
