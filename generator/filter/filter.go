// Package filter takes the figures of one page out into files, so that anything
// that reads Markdown can show them: a fence ```scenario or ```states, and an
// image of a scenario, become an image of a drawing, with the run as a table
// below it.
//
//	in, err := io.ReadAll(os.Stdin)
//	out, files, problems := filter.Page(in, filter.Options{Target: filter.Targets["github"], …})
//
// All else of the page stays as it is, byte for byte, but for links to steps,
// which only Woshou understands: of `[the second]{step=2}` the words stay. What is
// put into a page is made by a Target, a row of a table; nothing here knows the
// programs that read it.
package filter

import (
	"bytes"
	"cmp"
	"path"
	"strings"

	"woshou/diagrams"
	"woshou/diagrams/words"
	"woshou/generator/diagnostic"
	"woshou/generator/figure"
	"woshou/generator/markdown"
	"woshou/generator/page"
	"woshou/generator/source"
	"woshou/themes"
)

// Options say where a page stands and what is made of its figures. Paths have
// slashes.
type Options struct {
	Page   string // its path, for messages, and for what its scenarios are looked for beside
	Lang   string // of figures and tables, by code; "" for the page's own
	Folder string // where the figures' files go
	Link   string // what the page finds that folder under; "" for the way from the page
	Target Target
	// Read returns a file by its path.
	Read func(name string) ([]byte, error)
}

// File is a figure's file.
type File struct {
	Name  string // with the folder
	Bytes []byte
}

// Page filters a page. With an error among the problems its figures are not all
// there, and nothing should be written.
func Page(text []byte, opt Options) (out []byte, files []File, problems []diagnostic.Problem) {
	src := source.Read(opt.Page, text, source.Files{})
	lang := words.Of(cmp.Or(opt.Lang, page.GuessLanguage(src.Content)))
	doc := markdown.Parse(src, markdown.Options{Lang: lang.Code})
	f := &filter{
		Options: opt, text: src, studio: figure.New(), lang: lang,
		look: diagrams.Look{Palette: themes.Default(), Words: lang, Underscore: true},
	}
	for _, p := range doc.Problems {
		if p.Severity == diagnostic.Error {
			f.problems = append(f.problems, p)
		}
	}
	for i, fig := range doc.Figures {
		f.figure(fig, i+1)
	}
	for _, step := range doc.Steps {
		f.step(step)
	}
	return f.written(text), f.files, diagnostic.Merge(f.problems)
}

// filter is the work on one page.
type filter struct {
	Options
	text     *source.Text
	lang     *words.Language
	look     diagrams.Look
	studio   *figure.Studio
	edits    []edit
	files    []File
	problems []diagnostic.Problem
}

// edit puts a text in the place of a stretch of the page.
type edit struct {
	from, to int
	text     string
}

// written is the page with all edits made, its lines ended as they were.
func (f *filter) written(text []byte) []byte {
	if len(f.edits) == 0 {
		return text
	}
	var out bytes.Buffer
	at := 0
	for _, e := range sorted(f.edits) {
		if e.from < at { // inside another
			continue
		}
		out.Write(f.text.Content[at:e.from])
		out.WriteString(e.text)
		at = e.to
	}
	out.Write(f.text.Content[at:])
	if bytes.Contains(text, []byte("\r\n")) {
		return bytes.ReplaceAll(out.Bytes(), []byte("\n"), []byte("\r\n"))
	}
	return out.Bytes()
}

// figure makes the files of a figure and puts what shows them in its place.
func (f *filter) figure(p page.Figure, number int) {
	at := f.placeOf(p)
	fig := figure.Figure{Figure: p, Number: number}
	switch {
	case p.Check != "":
		f.check(fig, at)
		return
	case p.Chart != "":
		if p.ProtocolPath() != "" {
			fig.Protocol, fig.Missing = f.protocol(p)
		}
		for _, w := range p.Ways {
			s, missing := f.scenario(page.Figure{Path: w.Path, Place: w.PathAt})
			fig.Ways, fig.Missing = append(fig.Ways, s), append(fig.Missing, missing...)
		}
	case p.Path != "":
		fig.Scenario, fig.Missing = f.scenario(p)
	default:
		fig.Scenario = figure.Scenario{Source: diagrams.Open(p.Source, f.protocols(f.Page)), Origin: p.Origin(), Found: true}
	}
	if v, ok := f.view(fig, p.Caption); ok {
		f.problems = append(f.problems, f.studio.Warnings(fig)...)
		f.put(at, f.Target.show(v))
	}
}

// view makes the files of a figure, and is what a page shows of it; false if it
// cannot be drawn.
func (f *filter) view(fig figure.Figure, caption string) (v view, ok bool) {
	shown := figure.Language{Code: f.lang.Code, Look: f.look}
	name := f.nameOf(fig.Figure)
	for _, theme := range f.Target.themes() {
		shown.Look.Theme = theme
		d, problems := f.studio.Drawing(fig, shown)
		if len(problems) > 0 {
			f.problems = append(f.problems, problems...)
			return v, false
		}
		var file bytes.Buffer
		if err := d.Encode(&file, f.Target.Format); err != nil {
			f.problems = append(f.problems, diagnostic.Problem{
				Place: fig.Place, Severity: diagnostic.Error, Code: "figure", Message: diagnostic.Say("cannot be drawn: %s", err.Error()),
			})
			return v, false
		}
		ending := "." + f.Target.Format
		if theme != "" && len(f.Target.themes()) > 1 {
			ending = "." + theme + ending
		}
		v.alt = cmp.Or(caption, d.Scene.Title)
		f.files = append(f.files, File{path.Join(f.Folder, name+ending), file.Bytes()})
		v.files = append(v.files, f.linkTo(name+ending))
	}
	shown.Look.Theme = ""
	v.summary = f.lang.Pages()["figure-table"]
	if f.Target.Table != "" {
		v.table = f.studio.Table(fig, shown)
	}
	return v, true
}

// scenario finds a scenario, or a capture, that the page names.
func (f *filter) scenario(p page.Figure) (figure.Scenario, []diagnostic.Problem) {
	file, text, found := f.find(path.Dir(f.Page), p.Path)
	if !found {
		return figure.Scenario{}, []diagnostic.Problem{missing(p.Place, "scenario-missing", diagnostic.Say("there is no scenario `%s`", p.Path))}
	}
	s := figure.Scenario{Source: diagrams.Open(text, f.protocols(file)), Origin: diagnostic.Whole(file), Found: true}
	if s.IsCapture() { // it has no lines that a message could show
		s.Part, s.Origin = p.Part, p.Origin()
	}
	return s, nil
}

// protocol finds the protocol that a check or a state diagram names.
func (f *filter) protocol(p page.Figure) (diagrams.File, []diagnostic.Problem) {
	file, text, found := f.find(path.Dir(f.Page), p.ProtocolPath())
	if !found {
		return diagrams.File{}, []diagnostic.Problem{missing(p.Place, "protocol-missing", diagnostic.Say("there is no protocol `%s`", p.ProtocolPath()))}
	}
	return diagrams.File{Name: file, Text: text}, nil
}

// missing is the problem of a file that find does not find.
func missing(at diagnostic.Place, code string, message diagnostic.Message) diagnostic.Problem {
	at.Width = 1
	return diagnostic.Problem{
		Place: at, Severity: diagnostic.Error, Code: code, Message: message,
		Hint: "it is looked for beside the page, then in scenarios/",
	}
}

// protocols finds the protocols that a file names: beside it, or in scenarios/.
func (f *filter) protocols(file string) func(name string) (at, text string, found bool) {
	return func(name string) (at, text string, found bool) { return f.find(path.Dir(file), name) }
}

// find looks for a file that is named in a folder: there, in the page's folder
// scenarios/, or in that of the whole, as in a site.
func (f *filter) find(beside, name string) (file, text string, found bool) {
	for _, file := range []string{path.Join(beside, name), path.Join(path.Dir(f.Page), "scenarios", name), path.Join("scenarios", name)} {
		if text, err := f.Read(file); err == nil {
			return file, string(text), true
		}
	}
	return "", "", false
}

// nameOf is what the files of a figure are called: the scenario's stem, with the part
// of a capture, else the page's and the figure's id; with the language, as pages in
// several may lie in one folder.
func (f *filter) nameOf(p page.Figure) string {
	name := p.ID + p.PartName()
	if stem := strings.TrimSuffix(path.Base(f.Page), path.Ext(f.Page)); p.Path == "" && stem != "" && stem != "-" {
		name = stem + "-" + p.ID
	}
	return name + "." + f.lang.Code
}

// linkTo is the address of a file as the page writes it. A way from the page
// begins with a dot: some programs take only such for a file of theirs.
func (f *filter) linkTo(file string) string {
	if f.Link != "" {
		return strings.TrimSuffix(f.Link, "/") + "/" + file
	}
	to := page.Rel(f.Page, path.Join(f.Folder, file))
	if !strings.HasPrefix(to, ".") {
		to = "./" + to
	}
	return to
}
