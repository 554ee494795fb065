package gif_test

import (
	"bytes"
	"image"
	"image/color"
	stdgif "image/gif"
	"strings"
	"testing"
	"time"

	"woshou/diagrams/render/gif"
)

// square is a picture of one colour with a square of another.
func square(at int, ground, figure color.RGBA) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for y := range 30 {
		for x := range 40 {
			c := ground
			if x >= at && x < at+5 && y >= at && y < at+5 {
				c = figure
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

var (
	white = color.RGBA{255, 255, 255, 255}
	ink   = color.RGBA{29, 37, 48, 255}
)

func TestFramesComeOutAsTheyWere(t *testing.T) {
	frames := []gif.Frame{{square(2, white, ink), time.Second}, {square(9, white, ink), time.Second}, {square(9, white, ink), 4 * time.Second}}
	var out, again bytes.Buffer
	if err := gif.Encode(&out, frames); err != nil {
		t.Fatal(err)
	}
	if err := gif.Encode(&again, frames); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Fatal("two of the same differ", err)
	}
	moving, err := stdgif.DecodeAll(&out)
	if err != nil {
		t.Fatal(err)
	}
	if moving.LoopCount != 0 || moving.Delay[0] != 100 || moving.Delay[2] != 400 {
		t.Errorf("it loops %d times, with delays %v", moving.LoopCount, moving.Delay)
	}
	seen := image.NewRGBA(frames[0].Image.Bounds())
	for i, part := range moving.Image {
		for y := part.Rect.Min.Y; y < part.Rect.Max.Y; y++ {
			for x := part.Rect.Min.X; x < part.Rect.Max.X; x++ {
				seen.Set(x, y, part.At(x, y))
			}
		}
		if !bytes.Equal(seen.Pix, frames[i].Image.Pix) {
			t.Errorf("frame %d is another picture", i+1)
		}
	}
	if area := moving.Image[1].Rect; area.Dx() > 12 || area.Dy() > 12 {
		t.Errorf("frame 2 writes %v again, where a corner changes", area)
	}
}

// TestMoreColoursThanTheFormatHolds holds that a pixel whose colour the table has
// no room for takes the nearest.
func TestMoreColoursThanTheFormatHolds(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for i := range 40 * 30 {
		img.SetRGBA(i%40, i/40, color.RGBA{uint8(i), uint8(i / 8), uint8(i / 40), 255})
	}
	var out bytes.Buffer
	if err := gif.Encode(&out, []gif.Frame{{img, time.Second}}); err != nil {
		t.Fatal(err)
	}
	still, err := stdgif.Decode(&out)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 40 * 30 {
		x, y := i%40, i/40
		if got, nearest := still.At(x, y), still.(*image.Paletted).Palette.Convert(img.At(x, y)); got != nearest {
			t.Fatalf("pixel %d, %d is %v, and %v is nearer to %v", x, y, got, nearest, img.At(x, y))
		}
	}
}

func TestRefusals(t *testing.T) {
	small := image.NewRGBA(image.Rect(0, 0, 2, 2))
	for want, frames := range map[string][]gif.Frame{
		"no frames": nil, "frame 2": {{square(2, white, ink), 0}, {small, 0}},
	} {
		if err := gif.Encode(&bytes.Buffer{}, frames); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
}
