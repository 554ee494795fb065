package themes

import (
	"fmt"
	"math"
	"testing"

	"woshou/diagrams/scene"
	"woshou/themes/srgb"
)

// The ratios are those of well-known checkers.
func TestContrastIsThatOfWCAG(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"#000000", "#ffffff", 21}, {"#ffffff", "#ffffff", 1}, {"#777777", "#ffffff", 4.48}, {"#767676", "#ffffff", 4.54}, {"#ff0000", "#ffffff", 4.0},
	} {
		if got := srgb.Contrast(c.a, c.b); math.Abs(got-c.want) > .005 || got != srgb.Contrast(c.b, c.a) {
			t.Errorf("%s on %s: %.3f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

func TestParseColour(t *testing.T) {
	for text, want := range map[string]string{
		"#1f5fa8": "#1f5fa8", "#15a": "#1155aa", "#ABC": "#aabbcc", "#ABCDEF": "#abcdef",
		"": "", "#": "", "1f5fa8": "", "#1f5fa": "", "#1f5fa8ff": "", "#12g": "", "##123": "", "red": "", "#１23": "",
	} {
		if got, ok := srgb.Parse(text); got != want || ok != (want != "") {
			t.Errorf("%q is %q, %t", text, got, ok)
		}
	}
}

// Whatever is taken for a colour can be drawn, and read on: no text can leave
// the style sheet or the drawing it is put into.
func FuzzColour(f *testing.F) {
	f.Add("#1f5fa8", "#7fb2f0")
	f.Add("#000", "#FFF")
	f.Add("#fff}", "url(x)")
	f.Fuzz(func(t *testing.T, light, dark string) {
		var c Colour
		var ok bool
		if c.Light, ok = srgb.Parse(light); !ok {
			return
		}
		if c.Dark, ok = srgb.Parse(dark); !ok {
			return
		}
		for _, name := range defaults().Names() {
			colours := defaults().With(Colours{name: c})
			palette := colours.Palette()
			if err := palette.Validate(); err != nil {
				t.Fatal(err)
			}
			for _, s := range states {
				for _, paints := range []map[scene.Role]scene.Paint{palette.Light, palette.Dark} {
					label, bar := scene.Of(paints, scene.NodeName.Of(s.name)).Fill, scene.Of(paints, scene.Node.Of(s.name)).Fill
					if ratio := srgb.Contrast(label, bar); ratio < leastOfText {
						t.Errorf("%s %v: a label of %s has a contrast of %.2f", name, c, s.name, ratio)
					}
				}
			}
		}
	})
}

func TestOwnColoursLeaveTheThemeAlone(t *testing.T) {
	before := fmt.Sprint(defaults())
	own := defaults().With(Colours{"ink": {Light: "#000000"}, "nothing": {Light: "#ff0000"}})
	if own["ink"] != (Colour{"#000000", defaults()["ink"].Dark}) || len(own) != len(defaults()) || fmt.Sprint(defaults()) != before {
		t.Errorf("%v", own)
	}
}

// The default colours are those that nobody is warned of.
func TestDefaultColoursHaveContrast(t *testing.T) {
	if low := defaults().LowContrast(); len(low) > 0 {
		t.Errorf("%+v", low)
	}
}
