package png_test

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	stdpng "image/png"
	"io"
	"math"
	"strings"
	"testing"

	"woshou/diagrams/font"
	"woshou/diagrams/golden"
	"woshou/diagrams/render/internal/example"
	"woshou/diagrams/render/png"
	"woshou/diagrams/scene"
)

func encode(t *testing.T, s *scene.Scene, opt png.Options) []byte {
	t.Helper()
	opt.Palette = example.Palette()
	var out bytes.Buffer
	if err := png.Encode(&out, s, opt); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestGolden compares pixels, and lets rounding pass: processors round
// differently in the last bit.
func TestGolden(t *testing.T) {
	for name, opt := range map[string]png.Options{
		"light": {Scale: 2},
		"dark":  {Scale: 1, Theme: "dark"},
	} {
		data := encode(t, example.Scene(), opt)
		path := "testdata/" + name + ".png"
		file := golden.Bytes(t, path, data)
		got, want := decode(t, data), decode(t, file)
		if got.Bounds() != want.Bounds() {
			t.Fatalf("%s: bounds %v, want %v", path, got.Bounds(), want.Bounds())
		}
		for y := range got.Bounds().Dy() {
			for x := range got.Bounds().Dx() {
				if !near(got.At(x, y), want.At(x, y)) {
					t.Fatalf("%s: pixel %d,%d is %v, want %v", path, x, y, got.At(x, y), want.At(x, y))
				}
			}
		}
	}
}

func decode(t *testing.T, data []byte) image.Image {
	t.Helper()
	img, err := stdpng.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func near(a, b color.Color) bool {
	const slack = 3 << 8
	r, g, bl, _ := a.RGBA()
	R, G, B, _ := b.RGBA()
	ok := func(x, y uint32) bool { return max(x, y)-min(x, y) <= slack }
	return ok(r, R) && ok(g, G) && ok(bl, B)
}

func TestScaleIsPixelsPerPoint(t *testing.T) {
	for scale, want := range map[float64]image.Point{0: {360, 220}, 2: {720, 440}, 0.5: {180, 110}, 1.33: {479, 293}} {
		if got := decode(t, encode(t, example.Scene(), png.Options{Scale: scale})).Bounds().Max; got != want {
			t.Errorf("scale %v: %v, want %v", scale, got, want)
		}
	}
}

func TestSameSceneSameBytes(t *testing.T) {
	opt := png.Options{Scale: 1}
	if !bytes.Equal(encode(t, example.Scene(), opt), encode(t, example.Scene(), opt)) {
		t.Error("two encodings differ")
	}
}

func TestImpossibleSizesAreRefused(t *testing.T) {
	for _, scale := range []float64{1e4, -1, 1e-9, 1e300} {
		if err := png.Encode(io.Discard, example.Scene(), png.Options{Scale: scale}); err == nil {
			t.Errorf("scale %v passes", scale)
		}
	}
}

func TestMissingGlyphIsNamed(t *testing.T) {
	s := example.Scene()
	s.Items = append(s.Items, scene.Text{Role: scene.NoteText, At: scene.Point{X: 9, Y: 9}, Size: 13, Text: "握\u2135手"})
	var out bytes.Buffer
	err := png.Encode(&out, s, png.Options{Palette: example.Palette()})
	var missing *font.MissingError
	if !errors.As(err, &missing) || missing.Lacks[0] != (font.Lack{Char: 'ℵ', Text: "握ℵ手"}) || out.Len() > 0 {
		t.Errorf("error %v, %d bytes", err, out.Len())
	}
}

// TestScaleOnlyEnlarges: the ink of a figure grows as its pixels do, whether a
// point is half a pixel or sixteen.
func TestScaleOnlyEnlarges(t *testing.T) {
	paint := func(scale float64) float64 {
		img, err := png.Paint(example.Scene(), png.Options{Palette: example.Palette(), Scale: scale})
		if err != nil {
			t.Fatal(err)
		}
		return ink(img) / scale / scale
	}
	want := paint(1)
	for _, scale := range []float64{0.5, 0.75, 2, 3.3, 8, 16} {
		if got := paint(scale); math.Abs(got-want) > want*0.01 {
			t.Errorf("scale %v: %.1f square points of ink, at scale 1 %.1f", scale, got, want)
		}
	}
}

func TestTooLargeAnImageNamesTheLargestScale(t *testing.T) {
	s := example.Scene()
	s.Height = 20_000
	err := png.Encode(io.Discard, s, png.Options{Palette: example.Palette(), Scale: 16})
	if err == nil || !strings.Contains(err.Error(), "the largest scale for it is 3.7") {
		t.Fatal(err)
	}
}

// one paints a single item of the role "x", twenty points square.
func one(t *testing.T, item scene.Item, paint scene.Paint) *image.RGBA {
	t.Helper()
	palette := scene.Palette{Light: map[scene.Role]scene.Paint{"x": paint}}
	img, err := png.Paint(&scene.Scene{Width: 20, Height: 20, Lang: "en", Title: "t", Items: []scene.Item{item}}, png.Options{Palette: palette})
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// ink is how much of the image is painted black, in pixels.
func ink(img *image.RGBA) float64 {
	sum := 0.0
	for i := 0; i < len(img.Pix); i += 4 {
		sum += 1 - float64(img.Pix[i])/255
	}
	return sum
}

func TestAreasAreThoseOfTheShapes(t *testing.T) {
	const pi = 3.14159265
	at := func(x, y float64) scene.Point { return scene.Point{X: x, Y: y} }
	line := scene.Line{Role: "x", From: at(5, 10), To: at(15, 10)}
	stroke := scene.Paint{Stroke: "#000000", Width: 2}
	butt := scene.Paint{Stroke: "#000000", Width: 2, Butt: true}
	dashed := butt
	dashed.Dash = []float64{3, 2}
	stippled := stroke
	stippled.Dash = []float64{2.5, 2.5}
	for name, c := range map[string]struct {
		item  scene.Item
		paint scene.Paint
		want  float64
	}{
		"a disc":                 {scene.Circle{Role: "x", Center: at(10, 10), Radius: 7}, scene.Paint{Fill: "#000000"}, pi * 49},
		"a ring":                 {scene.Circle{Role: "x", Center: at(10, 10), Radius: 7}, stroke, 2 * pi * 7 * 2},
		"a rectangle":            {scene.Rect{Role: "x", X: 2.5, Y: 3, Width: 10, Height: 4}, scene.Paint{Fill: "#000000"}, 40},
		"a rounded one":          {scene.Rect{Role: "x", X: 2, Y: 3, Width: 10, Height: 8, Radius: 2}, scene.Paint{Fill: "#000000"}, 80 - (4-pi)*4},
		"a frame":                {scene.Rect{Role: "x", X: 3, Y: 3, Width: 10, Height: 10}, stroke, 80 - (4 - pi)},
		"a line with round ends": {line, stroke, 20 + pi},
		"a line with blunt ends": {line, butt, 20},
		"a dashed line":          {line, dashed, 12},
		"a dash ends at corners": {scene.Rect{Role: "x", X: 2, Y: 2, Width: 12.5, Height: 7.5}, stippled, 8 * (5 + pi)},
		"a line at an angle":     {scene.Line{Role: "x", From: at(4, 4), To: at(10, 12)}, butt, 20},
		"an arrow":               {scene.Line{Role: "x", From: at(2, 10), To: at(18, 10), Arrow: true}, butt, 7*2 + 9*7.0/2},
		"nothing painted":        {line, scene.Paint{}, 0},
	} {
		if got := ink(one(t, c.item, c.paint)); got < c.want*0.98-0.1 || got > c.want*1.02+0.1 {
			t.Errorf("%s: %.2f square points are painted, want %.2f", name, got, c.want)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	s, palette := example.Scene(), example.Palette()
	for b.Loop() {
		if err := png.Encode(io.Discard, s, png.Options{Palette: palette, Scale: 2}); err != nil {
			b.Fatal(err)
		}
	}
}
