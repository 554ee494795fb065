package export

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"strings"
	"unicode/utf8"

	"woshou/diagrams"
	"woshou/diagrams/font"
	"woshou/diagrams/place"
	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
	"woshou/generator/diagnostic"
	"woshou/themes"

	"golang.org/x/sync/errgroup"
)

// drawing is one figure in one language, run and laid out.
type drawing struct {
	Figure
	lang  string
	trace *trace.Trace // nil for a state diagram
	scene *scene.Scene
}

// draw runs every figure once and lays it out in each of its languages, on
// all processors.
func draw(ctx context.Context, figures []Figure, opt Options) ([]drawing, []diagnostic.Problem, error) {
	// Each figure has a place of its own to write to, so that the result has
	// the order of the figures, not that of the processors.
	drawn := make([][]drawing, len(figures))
	wrong := make([][]diagnostic.Problem, len(figures))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range figures {
		group.Go(func() (err error) {
			if err = ctx.Err(); err != nil {
				return err
			}
			if drawn[i], wrong[i] = f.draw(); opt.paints() && len(wrong[i]) == 0 {
				wrong[i], err = missing(drawn[i])
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, nil, err
	}
	var drawings []drawing
	for _, d := range drawn {
		drawings = append(drawings, d...)
	}
	return drawings, diagnostic.Merge(wrong...), nil
}

// draw draws one figure in its languages.
func (f Figure) draw() (drawings []drawing, problems []diagnostic.Problem) {
	f.Palette = usual(f.Palette)
	if f.Chart != "" {
		return f.drawChart()
	}
	run, errs := diagrams.Run(f.File, f.Text)
	if len(errs) > 0 {
		return nil, diagnostic.OfScenario(f.origin(), errs)
	}
	run = run.Numbered(f.Numbers)
	for _, lang := range f.Langs {
		drawings = append(drawings, drawing{f, lang, run, f.layout(run, lang)})
	}
	return drawings, nil
}

// usual is a palette, the default one in the place of none.
func usual(p scene.Palette) scene.Palette {
	if p.Light == nil {
		return themes.Default()
	}
	return p
}

// in is the language of a drawing.
func (d drawing) in() *words.Language { return languages(d.Words).Of(d.lang) }

// languages are words, the built-in ones in the place of none.
func languages(own *words.Languages) *words.Languages {
	if own == nil {
		return words.Built()
	}
	return own
}

// widths are those that a figure is tried at, in points: from a page's on.
var widths = []float64{420, 500, 580, 660, 740}

// layout lays a run out at the width at which it reads best on a slide. What
// has long labels, or many of them, is shorter when it is wider.
func (f Figure) layout(run *trace.Trace, lang string) (best *scene.Scene) {
	for _, width := range widths {
		s := sequence.Layout(run, sequence.Options{Words: languages(f.Words).Of(lang), Width: width, Underscore: f.Underscore})
		if best == nil || legibility(s) > legibility(best) {
			best = s
		}
	}
	return best
}

// legibility is how large the words of a scene can be shown on a slide of 16
// to 9, which is 960 points wide, less what is lost where they, or the arrows
// that they belong to, climb steeply.
func legibility(s *scene.Scene) float64 {
	return min(960/s.Width, 540/s.Height) * math.Cos(max(0, steepest(s.Items)-gentle)*math.Pi/180)
}

// gentle is the slope up to which a line reads as if it were level, in degrees.
const gentle = 15.0

// steepest is the slope of the steepest stroke or text of a segment, in
// degrees.
func steepest(items []scene.Item) (slope float64) {
	for _, it := range items {
		group, _ := it.(scene.Group)
		for _, part := range group.Items {
			switch part := part.(type) {
			case scene.Line:
				rise, run := math.Abs(part.To.Y-part.From.Y), math.Abs(part.To.X-part.From.X)
				slope = max(slope, math.Atan2(rise, run)*180/math.Pi)
			case scene.Text:
				slope = max(slope, math.Abs(part.Angle))
			}
		}
	}
	return slope
}

// origin is where the scenario stands.
func (f Figure) origin() place.Origin {
	return place.Origin{File: f.File, Line: f.Line, Indent: f.Indent}
}

// missing finds the characters that cannot be painted, in any language.
func missing(drawings []drawing) (problems []diagnostic.Problem, err error) {
	for _, d := range drawings {
		err := font.Check(d.scene.Words())
		var lacks *font.MissingError
		if err != nil && !errors.As(err, &lacks) {
			return nil, err
		}
		if lacks == nil {
			continue
		}
		for _, l := range lacks.Lacks {
			problems = append(problems, d.lacking(l, lacks.Hint()))
		}
	}
	return diagnostic.Merge(problems), nil
}

// lacking is the problem of a character without a glyph, where it stands in
// the scenario.
func (f Figure) lacking(l font.Lack, hint string) diagnostic.Problem {
	p := diagnostic.Problem{
		Place:    place.Place{File: f.File, Line: f.Line, Col: f.Indent + 1, Width: 1},
		Severity: diagnostic.Error, Code: "missing-glyph",
		Message: fmt.Sprintf("the typeface has no glyph for %q (%U)", l.Char, l.Char), Hint: hint,
	}
	// A label may be a part of what the author wrote, so the character alone
	// is looked for too.
	from := max(0, strings.Index(f.Text, l.Text))
	at := strings.IndexRune(f.Text[from:], l.Char)
	if at < 0 {
		return p
	}
	before := f.Text[:from+at]
	line := before[strings.LastIndexByte(before, '\n')+1:]
	p.Line += strings.Count(before, "\n")
	p.Col = f.Indent + utf8.RuneCountInString(line) + 1
	return p
}

// steps are the drawing as it grows, segment by segment, if that is asked for
// and there are segments.
func (d drawing) steps(opt Options) []*scene.Scene {
	if !opt.Steps || d.trace == nil {
		return nil
	}
	return scene.Steps(d.scene)
}
