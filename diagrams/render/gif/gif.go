// Package gif writes images as a moving picture that goes round for ever.
//
// Its table has at most 256 colours: the flat ones of the pictures first, then
// those of their smoothed edges, the commonest first; any other pixel takes the
// nearest of these. Of a frame only what differs from the one before is
// written, which keeps a handshake far below what chats take.
package gif

import (
	"cmp"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"io"
	"maps"
	"slices"
	"time"
)

// Frame is an image and how long it is seen.
type Frame struct {
	Image *image.RGBA
	For   time.Duration // in hundredths of a second, as the format counts
}

// Encode writes frames of one size to w. It fails for none, for frames of
// different sizes, and with the first error of w. The output depends only on
// the frames.
func Encode(w io.Writer, frames []Frame) error {
	if len(frames) == 0 {
		return errors.New("gif: no frames")
	}
	bounds := frames[0].Image.Bounds()
	colours := newTable(frames)
	moving := &gif.GIF{Config: image.Config{ColorModel: colours.all, Width: bounds.Dx(), Height: bounds.Dy()}}
	var before *image.RGBA
	for i, f := range frames {
		if f.Image.Bounds() != bounds {
			return fmt.Errorf("gif: frame %d is %v, the first %v", i+1, f.Image.Bounds(), bounds)
		}
		moving.Image = append(moving.Image, colours.paint(f.Image, changed(before, f.Image)))
		moving.Delay = append(moving.Delay, int(f.For/(10*time.Millisecond)))
		moving.Disposal = append(moving.Disposal, gif.DisposalNone)
		before = f.Image
	}
	if err := gif.EncodeAll(w, moving); err != nil {
		return fmt.Errorf("gif: %w", err)
	}
	return nil
}

// changed is the smallest rectangle outside of which two images are the same; of
// the first one all, and of two equal ones a single pixel, as a frame must have
// one.
func changed(before, after *image.RGBA) image.Rectangle {
	if before == nil {
		return after.Bounds()
	}
	var area image.Rectangle
	for y := after.Rect.Min.Y; y < after.Rect.Max.Y; y++ {
		for x := after.Rect.Min.X; x < after.Rect.Max.X; x++ {
			if before.RGBAAt(x, y) != after.RGBAAt(x, y) {
				area = area.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	if area.Empty() {
		return image.Rect(0, 0, 1, 1)
	}
	return area
}

// table is the colours of a moving picture.
type table struct {
	all     color.Palette
	indexes map[color.RGBA]uint8 // of the pixels met so far
}

// most is how many colours the format holds.
const most = 256

// newTable takes the commonest colours; of equally common ones the darkest.
func newTable(frames []Frame) table {
	counts := map[color.RGBA]int{}
	for _, f := range frames {
		for i := 0; i < len(f.Image.Pix); i += 4 {
			counts[color.RGBA{f.Image.Pix[i], f.Image.Pix[i+1], f.Image.Pix[i+2], 255}]++
		}
	}
	sorted := slices.SortedFunc(maps.Keys(counts), func(a, b color.RGBA) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(number(a), number(b)))
	})
	t := table{indexes: map[color.RGBA]uint8{}}
	for _, c := range sorted[:min(most, len(sorted))] {
		t.indexes[c] = uint8(len(t.all))
		t.all = append(t.all, c)
	}
	return t
}

func number(c color.RGBA) int { return int(c.R)<<16 | int(c.G)<<8 | int(c.B) }

// paint is a part of an image in the colours of the table.
func (t table) paint(img *image.RGBA, area image.Rectangle) *image.Paletted {
	out := image.NewPaletted(area, t.all)
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			c := img.RGBAAt(x, y)
			index, known := t.indexes[c]
			if !known {
				index = uint8(t.all.Index(c))
				t.indexes[c] = index
			}
			out.SetColorIndex(x, y, index)
		}
	}
	return out
}
