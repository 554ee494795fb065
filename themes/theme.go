package themes

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"io"
	"io/fs"
)

//go:embed default
var embedded embed.FS

// Theme is a parsed theme. It is safe for concurrent use.
type Theme struct {
	files  fs.FS
	pages  map[Kind]*template.Template
	words  map[string]Words
	style  Asset
	sheets map[string]Asset // by name
	script Asset
	search Asset
	figure Asset
	both   Asset
	icon   Asset
}

// templates names the file that writes each kind of page. Every page is
// parsed together with the partials, so that it may use any of them.
var templates = map[Kind]string{
	Article:  "page.html",
	Home:     "home.html",
	Missing:  "404.html",
	Coverage: "coverage.html",
}

// Load parses the default theme. Its style sheet takes in figureCSS: what
// repaints inline figures on a dark page. A page is dark on a screen whose
// system prefers it, unless <html> has data-theme=light, or with
// data-theme=dark. Light figures need no rules: a drawing carries its light
// colours itself.
func Load(figureCSS string) (*Theme, error) {
	files, err := fs.Sub(embedded, "default")
	if err != nil {
		return nil, err
	}
	return load(files, figureCSS)
}

// load reads a theme from its folder. All of it is parsed at once, so that a
// broken theme is found before the first page.
func load(files fs.FS, figureCSS string) (*Theme, error) {
	t := &Theme{files: files, sheets: map[string]Asset{}}
	var err error
	if t.words, err = loadWords(files, "words"); err != nil {
		return nil, err
	}
	if err := t.parse(); err != nil {
		return nil, err
	}
	return t, t.loadAssets(files, figureCSS)
}

// parse reads the templates, which ask this theme for words.
func (t *Theme) parse() (err error) {
	t.pages = map[Kind]*template.Template{}
	for kind, name := range templates {
		t.pages[kind], err = template.New(name).
			Funcs(template.FuncMap{"words": t.Words, "short": t.short}).
			ParseFS(t.files, "partials/*.html", name)
		if err != nil {
			return fmt.Errorf("theme: %w", err)
		}
	}
	return nil
}

// Render writes p as a whole HTML document. Where p.Words is nil, the words of
// p.Code are used. An unknown kind, or a template that asks for a word that is
// not there, is an error, and then nothing has been written.
func (t *Theme) Render(w io.Writer, p *Page) error {
	tmpl := t.pages[p.Kind]
	if tmpl == nil {
		return fmt.Errorf("theme: no template for a page of kind %q", p.Kind)
	}
	view := *p
	if view.Words == nil {
		view.Words = t.Words(view.Code)
	}
	// A template may fail half-way through the page.
	var page bytes.Buffer
	if err := tmpl.ExecuteTemplate(&page, tmpl.Name(), &view); err != nil {
		return fmt.Errorf("theme: %w", err)
	}
	_, err := w.Write(page.Bytes())
	return err
}
