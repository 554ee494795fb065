package themes

import (
	"bytes"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"path"
	"reflect"
	"slices"
	"sync"

	"woshou/diagrams/scene"
	"woshou/diagrams/words"
	"woshou/themes/program"
)

// Theme is a parsed theme. It is safe for concurrent use.
type Theme struct {
	files   map[string]string // by path in the theme's folder
	own     map[string]bool   // those of a site
	figures func(scene.Palette) string

	forest    *forest
	pages     *template.Template
	programs  map[Kind]func() *program.Program // of pages
	ours      *template.Template               // the pages without the site's templates
	languages *words.Languages
	colours   Colours
	palette   scene.Palette // of these
	style     Asset
	front     Asset            // style of home pages
	sheets    map[string]Asset // by name
	script    Asset
	search    Asset
	figure    Asset
	both      Asset
	icon      Asset
}

// templates names the file that writes each kind of page. Every page is
// parsed together with the partials, so that it may use any of them.
var templates = map[Kind]string{
	Article:  "page.html",
	Home:     "home.html",
	Missing:  "404.html",
	Coverage: "coverage.html",
}

// Load parses the default theme. Its style sheet takes in what figures says of
// a palette: rules that repaint inline figures on a dark page. A page is dark
// on a screen whose system prefers it, unless <html> has data-theme=light, or
// with data-theme=dark. Light figures need no rules: a drawing carries its
// light colours itself.
func Load(figures func(scene.Palette) string) (*Theme, error) {
	files, err := fs.Sub(embedded, "default")
	if err != nil {
		return nil, err
	}
	return load(files, figures)
}

// load reads a theme from its folder. All of it is parsed at once, so that a
// broken theme is found before the first page.
func load(files fs.FS, figures func(scene.Palette) string) (*Theme, error) {
	t := &Theme{files: map[string]string{}, figures: figures}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, name)
		t.files[name] = string(text)
		return err
	})
	if err != nil {
		return nil, err
	}
	t.languages = words.Built()
	t.addWords()
	if t.colours, err = loadColours(files); err != nil {
		return nil, err
	}
	if faults := t.parse(t.files); len(faults) > 0 {
		return nil, fmt.Errorf("theme: %w", faults[0])
	}
	t.loadAssets()
	return t, t.complete()
}

// templatesOf are those files, by name, that hold templates, sorted.
func templatesOf[V any](files map[string]V) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(files)), func(name string) bool { return path.Ext(name) != ".html" })
}

// complete reports a file that the theme lacks.
func (t *Theme) complete() error {
	needed := slices.Concat([]string{"script.js", "both.js", "favicon.svg", "style/print.css"}, searchScripts, figureScripts)
	for _, kind := range []Kind{Article, Home, Missing, Coverage} {
		needed = append(needed, templates[kind])
	}
	for _, name := range slices.Concat(styleSheets, frontSheets) {
		needed = append(needed, "style/"+name)
	}
	for _, name := range furtherSheets {
		needed = append(needed, "style/"+name+".css")
	}
	for _, name := range needed {
		if _, there := t.files[name]; !there {
			return fmt.Errorf("theme: no %s", name)
		}
	}
	return nil
}

// parse reads the templates, which ask this theme for words and colours, and
// over them those of the site: a file of the site replaces no more than what it
// defines. Of one that cannot be parsed ours stands.
func (t *Theme) parse(ours map[string]string) (faults []*Fault) {
	light, dark := t.colours.light(), t.colours.dark()
	funcs := printers()
	funcs["words"], funcs["short"] = t.Words, t.short
	funcs["light"] = func(name string) string { return light[name] }
	funcs["dark"] = func(name string) string { return dark[name] }
	t.forest = newForest(funcs)
	plant := func(name, text string) {
		if fault := t.forest.plant(name, text); fault != nil {
			faults = append(faults, fault)
		}
	}
	for _, name := range templatesOf(ours) {
		plant(name, ours[name])
	}
	t.ours = t.forest.template()
	for _, name := range templatesOf(t.own) {
		plant(name, t.files[name])
	}
	t.pages = t.forest.template()
	t.programs = map[Kind]func() *program.Program{}
	for kind, name := range templates {
		t.programs[kind] = sync.OnceValue(func() *program.Program { return t.program(name) })
	}
	return faults
}

// program is the program of a template, nil if it cannot be had.
func (t *Theme) program(name string) *program.Program {
	_ = t.pages.ExecuteTemplate(&boundedWriter{to: io.Discard}, name, &Page{}) // makes it safe, whatever it says of an empty page
	return program.Of(t.pages, name, reflect.TypeFor[*Page](), t.forest.funcs, program.Bounds{Steps: MostSteps, Text: MostText})
}

// Render returns p as a whole HTML document. Where p.Words is nil, the words of
// p.Code are used. An unknown kind, or a template that asks for a word that is
// not there, is an error, and then there is no document. What is wrong with a
// template of a site is a *Fault, and then the document is by ours, fit for a
// preview.
func (t *Theme) Render(p *Page) ([]byte, error) {
	name, known := templates[p.Kind]
	if !known {
		return nil, fmt.Errorf("theme: no template for a page of kind %q", p.Kind)
	}
	view := *p
	if view.Words == nil {
		view.Words = t.Words(view.Code)
	}
	page := drafts.Get().(*bytes.Buffer)
	defer drafts.Put(page)
	page.Reset()
	if t.programs[p.Kind]().Write(page, &view) {
		return bytes.Clone(page.Bytes()), nil
	}
	err := t.pages.ExecuteTemplate(&boundedWriter{to: page}, name, &view)
	if err == nil {
		return bytes.Clone(page.Bytes()), nil
	}
	page.Reset()
	fault := t.blame(err)
	if err := t.ours.ExecuteTemplate(page, name, &view); err != nil {
		return nil, fmt.Errorf("theme: %w", err)
	}
	return bytes.Clone(page.Bytes()), fault
}

// drafts are where pages are written before it is known how long they get.
var drafts = sync.Pool{New: func() any { return new(bytes.Buffer) }}
