// Package png paints a scene as a PNG image, with the embedded faces and
// without any other program. Edges are smoothed; the ground is paper.
//
// Every shape becomes one outline in pixels (flatten.go, stroke.go), which is
// filled by the nonzero rule (paint.go).
package png

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"io"
	"math"

	"woshou/diagrams/font"
	"woshou/diagrams/scene"
)

// MaxPixels is the size of the largest image that is made: while it is painted
// each pixel takes four bytes.
const MaxPixels = 100_000_000

// Options says how a scene is painted.
type Options struct {
	Palette scene.Palette
	// Theme is the ground: "dark", else light.
	Theme string
	// Scale is the number of pixels per point; 0 means 1.
	Scale float64
}

// Encode writes s to w as a PNG image, width and height rounded up to whole
// pixels. It fails for a scene that scene.Validate refuses, for more than
// MaxPixels, with a *font.MissingError for characters that the faces lack, in
// each case before anything is written, and with the first error of w. The
// output depends only on s and opt.
func Encode(w io.Writer, s *scene.Scene, opt Options) error {
	img, err := Paint(s, opt)
	if err != nil {
		return fmt.Errorf("png: %w", err)
	}
	return encode(w, img)
}

// Paint is Encode without the encoding.
func Paint(s *scene.Scene, opt Options) (*image.RGBA, error) {
	if err := errors.Join(scene.Validate(s), font.Check(s.Words())); err != nil {
		return nil, err
	}
	if opt.Scale == 0 {
		opt.Scale = 1
	}
	// A hair is let pass, so that 100 points at 1.1 are not 111 pixels.
	width, height := math.Ceil(s.Width*opt.Scale-1e-6), math.Ceil(s.Height*opt.Scale-1e-6)
	if !(width >= 1 && height >= 1) {
		return nil, fmt.Errorf("at scale %v the image has no pixels", opt.Scale)
	}
	if width*height > MaxPixels {
		most := math.Floor(math.Sqrt(MaxPixels/s.Width/s.Height)*10) / 10
		return nil, fmt.Errorf("at scale %v the image has %.7g by %.7g pixels, more than %d million: the largest scale for it is %v",
			opt.Scale, width, height, MaxPixels/1_000_000, most)
	}
	p := painter{
		img:    image.NewRGBA(image.Rect(0, 0, int(width), int(height))),
		paints: opt.Palette.On(opt.Theme),
		scale:  opt.Scale,
	}
	// A palette without paper means white.
	paper, ok := colourOf(scene.Of(p.paints, scene.Paper).Fill)
	if !ok {
		paper = color.RGBA{255, 255, 255, 255}
	}
	draw.Draw(p.img, p.img.Bounds(), image.NewUniform(paper), image.Point{}, draw.Src)
	p.items(s.Items)
	return p.img, errors.Join(p.faults...)
}

// colourOf reads a colour of the form #rrggbb; false if it is something else.
func colourOf(colour string) (color.RGBA, bool) {
	r, g, b, ok := scene.RGB(colour)
	return color.RGBA{uint8(r), uint8(g), uint8(b), 255}, ok
}
