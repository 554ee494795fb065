package export

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"woshou/diagrams"
	"woshou/diagrams/render/pcapng"
	"woshou/diagrams/render/png"
	"woshou/diagrams/render/svg"
	"woshou/diagrams/render/text"
	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/trace"
	"woshou/generator/diagnostic"
	"woshou/themes"
)

// Options say how figures are written.
type Options struct {
	Out     string   // the folder, made when missing
	Formats []string // of Formats
	Theme   string   // "light", "dark", or "" for what suits the format
	Scale   float64  // of pictures in pixels: pixels per point
	// Done is called after each file, with its name; it may be nil.
	Done func(file string)
}

// Formats are the formats there are.
var Formats = []string{"svg", "png", "txt", "pcapng", "json"}

// Check reports a format that does not exist.
func (o Options) Check() error {
	for _, format := range o.Formats {
		if !slices.Contains(Formats, format) {
			return fmt.Errorf("no format %q: there are %s", format, strings.Join(Formats, ", "))
		}
	}
	return nil
}

// drawing is one figure in one language, run and laid out.
type drawing struct {
	Figure
	lang  string
	trace *trace.Trace // nil for a state diagram
	scene *scene.Scene
}

// has reports whether there is such a drawing in a format: some formats are of
// a run.
func (d drawing) has(format string) bool { return d.trace != nil || format == "svg" || format == "png" }

// Export runs the figures and writes them. The problems are those of the
// scenarios; with any, nothing is written. The error is one of the
// environment, or of a format or theme that does not exist.
func Export(figures []Figure, opt Options) ([]diagnostic.Problem, error) {
	if err := opt.Check(); err != nil {
		return nil, err
	}
	drawings, problems, err := draw(figures)
	if err != nil || len(problems) > 0 {
		return problems, err
	}
	if err := os.MkdirAll(opt.Out, 0o755); err != nil {
		return nil, err
	}
	for _, d := range drawings {
		for _, format := range opt.Formats {
			if !d.has(format) {
				continue
			}
			if err := write(d, format, opt); err != nil {
				return nil, err
			}
		}
	}
	return nil, nil
}

// draw runs every figure once and lays it out in each of its languages.
func draw(figures []Figure) (drawings []drawing, problems []diagnostic.Problem, err error) {
	owner := map[string]string{}
	for _, f := range figures {
		if other, taken := owner[f.Name]; taken {
			return nil, nil, fmt.Errorf("%s and %s would both be written to %s.*", other, f.File, f.Name)
		}
		owner[f.Name] = f.File
		if f.Chart != "" {
			charts, wrong := f.drawChart()
			drawings, problems = append(drawings, charts...), append(problems, wrong...)
			continue
		}
		run, errs := diagrams.Run(f.File, f.Text)
		problems = append(problems, f.origin().Problems(errs)...)
		if len(errs) > 0 {
			continue
		}
		for _, lang := range f.Langs {
			s := sequence.Layout(run, sequence.Options{Lang: lang, Underscore: f.Underscore, Numbers: f.Numbers})
			drawings = append(drawings, drawing{f, lang, run, s})
		}
	}
	return drawings, diagnostic.Merge(problems), nil
}

// origin is where the scenario stands.
func (f Figure) origin() diagnostic.Origin {
	return diagnostic.Origin{File: f.File, Line: f.Line, Indent: f.Indent}
}

// write writes one drawing in one format, under a temporary name first: a file
// is complete or not there.
func write(d drawing, format string, opt Options) error {
	var out bytes.Buffer
	if err := d.encode(&out, format, opt); err != nil {
		return fmt.Errorf("%s: %w", d.File, err)
	}
	name := filepath.Join(opt.Out, d.Name+"."+d.lang+"."+format)
	if err := os.WriteFile(name+".part", out.Bytes(), 0o644); err != nil {
		return err
	}
	if err := os.Rename(name+".part", name); err != nil {
		return err
	}
	if opt.Done != nil {
		opt.Done(name)
	}
	return nil
}

func (d drawing) encode(w io.Writer, format string, opt Options) error {
	switch format {
	case "svg":
		return svg.Encode(w, d.scene, svg.Options{Palette: themes.Default(), ID: d.Name, Theme: opt.Theme})
	case "png":
		return png.Encode(w, d.scene, png.Options{Palette: themes.Default(), Theme: opt.Theme, Scale: opt.Scale})
	case "txt":
		return text.Encode(w, d.trace, text.Options{Lang: d.lang, Spell: d.spelling()})
	case "pcapng":
		return pcapng.Encode(w, d.trace, pcapng.Options{Lang: d.lang, Spell: d.spelling()})
	default: // json
		return d.trace.Encode(w)
	}
}

func (f Figure) spelling() trace.Spelling {
	if f.Underscore {
		return trace.Underscores
	}
	return trace.Hyphens
}
