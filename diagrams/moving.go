package diagrams

import (
	"io"
	"time"

	"woshou/diagrams/lecture"
	"woshou/diagrams/render/gif"
	"woshou/diagrams/render/png"
	"woshou/diagrams/render/svg"
	"woshou/diagrams/scene"
)

// How long a moving picture shows a step, and the whole at its end.
const (
	stepSeen  = 1600 * time.Millisecond
	wholeSeen = 4 * time.Second
)

// Moving is the form of an svg that shows the drawing as it grows, beside
// Formats. Only a run has one.
const Moving = "moving.svg"

// seen is how long a frame of so many is seen, from 0.
func seen(i, frames int) time.Duration {
	if i == frames-1 {
		return wholeSeen
	}
	return stepSeen
}

// frames are what a moving picture shows, with the palette that paints it.
func (d Drawing) frames() ([]*scene.Scene, scene.Palette) {
	frames := lecture.Frames(d.Scene)
	return frames, d.look.Palette.Weighed(frames...)
}

// encodeGIF writes the drawing as it grows, in pixels.
func (d Drawing) encodeGIF(w io.Writer) error {
	scenes, palette := d.frames()
	var frames []gif.Frame
	for i, s := range scenes {
		img, err := png.Paint(s, png.Options{Palette: palette, Theme: d.look.Theme, Scale: d.look.Scale})
		if err != nil {
			return err
		}
		frames = append(frames, gif.Frame{Image: img, For: seen(i, len(scenes))})
	}
	return gif.Encode(w, frames)
}

// encodeMoving writes the drawing as it grows, as an svg.
func (d Drawing) encodeMoving(w io.Writer) error {
	scenes, palette := d.frames()
	var frames []svg.Frame
	for i, s := range scenes {
		frames = append(frames, svg.Frame{Scene: s, For: seen(i, len(scenes))})
	}
	return svg.EncodeMoving(w, frames, svg.Options{Palette: palette, ID: d.look.ID, Theme: d.look.Theme})
}
