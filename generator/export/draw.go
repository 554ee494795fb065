package export

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"

	"woshou/diagrams"
	"woshou/generator/diagnostic"
	"woshou/generator/figure"

	"golang.org/x/sync/errgroup"
)

// drawing is one figure in one language, run and laid out.
type drawing struct {
	Figure
	lang string
	diagrams.Drawing
}

// draw runs every figure once and lays it out in each of its languages, on
// all processors. What is wrong comes with it, warnings too.
func draw(ctx context.Context, figures []Figure, opt Options) ([]drawing, []diagnostic.Problem, error) {
	// Each figure has a place of its own to write to, so that the result has
	// the order of the figures, not that of the processors.
	drawn := make([][]drawing, len(figures))
	wrong := make([][]diagnostic.Problem, len(figures))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i, f := range figures {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if drawn[i], wrong[i] = f.draw(opt); slices.ContainsFunc(opt.Formats, f.look("", opt).Paints) {
				lacks, err := missing(drawn[i])
				wrong[i] = append(wrong[i], lacks...)
				return err
			}
			return nil
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

// draw draws one figure in its languages; one with an error in none.
func (f Figure) draw(opt Options) (drawings []drawing, problems []diagnostic.Problem) {
	if f.Chart != "" {
		return f.drawChart(opt)
	}
	run, errs := diagrams.RunToDraw(f.Origin.File, f.Source)
	if len(errs) > 0 {
		return nil, diagnostic.Of(f.Origin, errs)
	}
	if f.Alone && run.TCP == nil && slices.Contains(opt.Formats, "pcapng") {
		return nil, []diagnostic.Problem{f.noCapture(run.Protocol)}
	}
	for _, lang := range f.Langs {
		drawings = append(drawings, drawing{f, lang, diagrams.DrawSlide(run, f.look(lang, opt))})
	}
	return drawings, figure.Warnings(f.Origin, f.Source, run, nil)
}

// noCapture is the problem of a run that is to be a capture, and has no segments.
func (f Figure) noCapture(protocol string) diagnostic.Problem {
	at := diagnostic.Place{Line: 1, Col: 1, Width: 1}
	for i, line := range strings.Split(f.Text, "\n") {
		if trimmed := strings.TrimSpace(line); strings.HasPrefix(trimmed, "use ") {
			at = diagnostic.Place{Line: i + 1, Col: 1}.Wide(trimmed)
			break
		}
	}
	p := errorIn(f.Origin.Place(at), "export-capture", diagnostic.Say("a run of %s cannot be written as pcapng: a capture holds octets, and nobody has said which ones its messages are", protocol))
	p.Hint = "write it in another format"
	return p
}

// look is how the figure is to look in a language.
func (f Figure) look(lang string, opt Options) diagrams.Look {
	look := f.Look.In(lang)
	look.ID = f.Name
	look.Theme, look.Outline, look.Scale, look.Steps = opt.Theme, opt.Outline, opt.Scale, opt.Steps
	return look
}

// missing finds the characters that cannot be painted, in any language.
func missing(drawings []drawing) (problems []diagnostic.Problem, err error) {
	for _, d := range drawings {
		missing, err := d.Missing()
		if err != nil {
			return nil, err
		}
		if missing == nil {
			continue
		}
		for _, lack := range missing.Lacks {
			problem := d.lacking(lack.Char, lack.Text)
			problem.Hint = diagnostic.Message(missing.Hint())
			problems = append(problems, problem)
		}
	}
	return diagnostic.Merge(problems), nil
}

// lacking is the problem of a character of a label without a glyph, where it
// stands in the scenario.
func (f Figure) lacking(char rune, label string) diagnostic.Problem {
	at := diagnostic.Place{Line: 1, Col: 1, Width: 1}
	// A label may be a part of what the author wrote, so the character alone
	// is looked for too.
	from := max(0, strings.Index(f.Text, label))
	if i := strings.IndexRune(f.Text[from:], char); i >= 0 {
		before := f.Text[:from+i]
		at.Line += strings.Count(before, "\n")
		at.Col += utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
	}
	return errorIn(f.Origin.Place(at), "missing-glyph", diagnostic.Say("the typeface has no glyph for %q (%U)", char, char))
}

// output is one file to be made.
type output struct {
	drawing
	name   string
	format string
	frame  int // of a picture by steps, from 1; 0 for the whole
	shows  diagrams.Drawing
}

// forms are the formats asked for, each followed by what comes with it: a moving
// picture with an svg, notes with the first deck.
func (o Options) forms() (list []string) {
	noted := false
	for _, format := range o.Formats {
		list = append(list, format)
		deck := format == "pptx" || format == "html" || format == "pdf" && o.Steps
		switch {
		case format == "svg" && o.Animate:
			list = append(list, diagrams.Moving)
		case deck && o.Notes && !noted:
			list, noted = append(list, diagrams.Notes), true
		}
	}
	return list
}

// ending is that of the files of a format: a program that imports cards looks for
// plain text.
func ending(format string) string {
	if format == "anki" {
		return "anki.txt"
	}
	return format
}

// outputs are the files of a drawing, in the order of the formats asked for.
func (d drawing) outputs(opt Options) (list []output) {
	stem := d.Name + "." + d.lang + "."
	steps := d.Steps()
	for _, format := range opt.forms() {
		if !d.Has(format) {
			continue
		}
		list = append(list, output{d, stem + ending(format), format, 0, d.Drawing})
		if format != "svg" && format != "png" {
			continue
		}
		// As many digits for each, so that folders list them in their order.
		digits := max(2, len(fmt.Sprint(len(steps))))
		for i, step := range steps {
			name := fmt.Sprintf("%s%0*d.%s", stem, digits, i+1, format)
			list = append(list, output{d, name, format, i + 1, step})
		}
	}
	return list
}
