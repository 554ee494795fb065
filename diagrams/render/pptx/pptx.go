// Package pptx writes scenes as a PowerPoint deck whose figures can be edited:
// native shapes and connectors, no pictures, every label a run of text.
//
//   - A segment is a group named after its step. Its arrow is a connector glued
//     to the numbered circle and to the dot where it arrives, so that moving one
//     of them moves the arrow; that of a lost segment is glued at its start only.
//   - Colours are those of the deck's theme, or derived from them, and fonts are
//     the theme's: choosing another theme recolours the figure.
//   - Every run names a Latin, an East Asian and a complex font and the language
//     of its script, as programs other than PowerPoint need it for Chinese.
//   - What a step says to those who do not see it is the alternative text of its
//     group; what a whole figure says is that of the group with the hosts' names.
//
// A deck is a zip archive of parts that refer to each other (archive.go). The
// ones that are the same in every deck stand in the folder parts; a slide is
// written by slide.go and the files it names.
package pptx

import (
	"errors"
	"fmt"
	"io"

	"woshou/diagrams/scene"
	"woshou/diagrams/words"
)

// Slide is one slide of a deck.
type Slide struct {
	Scene *scene.Scene
	Notes string // for the speaker; "" for none
}

// Options says how scenes are written.
type Options struct {
	Palette scene.Palette
	// Theme is the ground: "dark", else light.
	Theme string
	// Words are what shapes are called; nil means the built-in ones of the
	// scenes' language.
	Words *words.Language
}

// Encode writes slides to w as a deck. Slides are wide screens of 16 to 9. A scene
// of 960 by 540 points is a slide as it is; another one stands below its title,
// as large as there is room, up to twice its size. It fails for no slides, for a scene that
// scene.Validate refuses, and with the first error of w. The output depends
// only on slides and opt.
func Encode(w io.Writer, slides []Slide, opt Options) error {
	if len(slides) == 0 {
		return errors.New("pptx: no slides")
	}
	for i, s := range slides {
		if err := scene.Validate(s.Scene); err != nil {
			return fmt.Errorf("pptx: slide %d: %w", i+1, err)
		}
	}
	paints := opt.Palette.On(opt.Theme)
	d := deck{slides: slides, paints: paints, dark: opt.Theme == "dark", words: opt.Words, scheme: newScheme(paints)}
	return d.write(w)
}
