package png_test

import (
	"testing"

	"woshou/diagrams/render/internal/example"
	"woshou/diagrams/render/png"
)

// TestNoPixelIsChanged holds what is written against what was painted.
func TestNoPixelIsChanged(t *testing.T) {
	for _, opt := range []png.Options{{Scale: 2}, {Scale: 1.33, Theme: "dark"}} {
		opt.Palette = example.Palette()
		painted, err := png.Paint(example.Scene(), opt)
		if err != nil {
			t.Fatal(err)
		}
		data := encode(t, example.Scene(), opt)
		img := decode(t, data)
		if img.Bounds() != painted.Bounds() {
			t.Fatalf("bounds %v, want %v", img.Bounds(), painted.Bounds())
		}
		for y := range img.Bounds().Dy() {
			for x := range img.Bounds().Dx() {
				r, g, b, a := img.At(x, y).RGBA()
				wantR, wantG, wantB, wantA := painted.At(x, y).RGBA()
				if r != wantR || g != wantG || b != wantB || a != wantA {
					t.Fatalf("pixel %d,%d is %v, want %v", x, y, img.At(x, y), painted.At(x, y))
				}
			}
		}
	}
}
