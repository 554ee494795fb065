// Package export writes figures as files for slides: every figure of a site,
// of a page, or of scenario files, named after scenario and language. More
// than one figure comes with a page that shows them all.
//
//	three-way-handshake.zh.svg       the whole figure
//	three-way-handshake.zh.01.svg    with steps: up to its first segment
//	three-way-handshake.zh.pptx      with steps: a slide for each segment
//	three-way-handshake.zh.notes.txt with notes: what to say
//	three-way-handshake.zh.moving.svg  animated: one step after the other
//	index.html
//
// Nothing is written unless all of it can be: every file is made under a
// temporary name first. What earlier exports left in the folder stays there.
package export

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"woshou/diagrams"
	"woshou/generator/diagnostic"
	"woshou/generator/press"
)

// Options say how figures are written.
type Options struct {
	Out     string   // the folder, made when missing
	Formats []string // of Formats
	Theme   string   // "light", "dark", or "" for what suits the format
	Scale   float64  // of pictures in pixels: pixels per point
	Steps   bool     // also as it grows, segment by segment
	Animate bool     // an svg also as one that moves
	Notes   bool     // a deck also as a text of what to say
	Outline bool     // text of an svg as shapes
	// Done is called after each file that is made, one call at a time; it may
	// be nil.
	Done func(done, total int, file string)
}

// Formats are the formats there are.
var Formats = diagrams.Formats

// Check reports a format that does not exist, or that there is none.
func (o Options) Check() error {
	if len(o.Formats) == 0 {
		return fmt.Errorf("no format: there are %s", strings.Join(Formats, ", "))
	}
	for _, format := range o.Formats {
		if !slices.Contains(Formats, format) {
			return fmt.Errorf("no format %q: there are %s", format, strings.Join(Formats, ", "))
		}
	}
	return nil
}

// Refusal is why an export cannot be what it was asked to be.
type Refusal string

// Error is the reason.
func (r Refusal) Error() string { return string(r) }

// nothing is that no figure can be written in any of the formats.
const nothing Refusal = "a state diagram is no run: it can be written as svg, png, pdf, pptx or html; and a run that changes no state leaves nothing to ask"

// Export runs the figures and writes them, and returns the files it wrote. The
// problems are those of the scenarios; with an error among them, nothing is
// written. The error is a Refusal, or one of the environment, or that ctx is done.
func Export(ctx context.Context, c Collection, opt Options) (files []string, problems []diagnostic.Problem, err error) {
	opt.Formats = unique(opt.Formats)
	base, _, err := press.Theme(nil)
	if err != nil {
		return nil, nil, err
	}
	c = c.coloured(diagrams.Look{Palette: base.Palette()})
	drawings, problems, err := draw(ctx, c.Figures, opt)
	if err != nil || diagnostic.Count(problems).Errors > 0 {
		return nil, problems, err
	}
	var outputs []output
	for _, d := range drawings {
		outputs = append(outputs, d.outputs(opt)...)
	}
	if len(drawings) > 0 && len(outputs) == 0 {
		return nil, nil, nothing
	}
	indexed := c.Title != nil || len(c.Figures) > 1
	if indexed {
		if err := foreignIndex(opt.Out); err != nil {
			return nil, nil, err
		}
	}
	stage, err := newStage(opt.Out)
	if err != nil {
		return nil, nil, err
	}
	defer stage.close()
	if wrong, err := stage.make(ctx, outputs, opt); err != nil || len(wrong) > 0 {
		return nil, wrong, err
	}
	if indexed {
		if err := stage.index(c, drawings, opt); err != nil {
			return nil, nil, err
		}
	}
	files, err = stage.publish()
	return files, problems, err
}
