package export

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"woshou/diagrams/place"
	"woshou/diagrams/scene"
	"woshou/diagrams/words"
	"woshou/generator/diagnostic"
	"woshou/generator/page"
	"woshou/generator/site"
	"woshou/generator/skin"
	"woshou/themes"
)

// Figure is one figure to be exported.
type Figure struct {
	// Name begins the names of its files: "three-way-handshake".
	Name string
	// Text is the scenario, and Numbers the page's wish how numbers are
	// printed, or "".
	Text, Numbers string
	// Chart is the machine of a state diagram, which has no Text, and Ways are
	// the runs shown in it.
	Chart string
	Ways  []Way
	// Langs are the languages it is wanted in, "zh", "en", and Words their
	// words; nil for the built-in ones.
	Langs []string
	Words *words.Languages
	// Underscore spells states SYN_SENT.
	Underscore bool
	// Palette has the colours of the site; the zero value, the usual ones.
	Palette scene.Palette

	// File is where the text stands, as messages name it; its first line is
	// line Line of that file, and stands Indent columns in.
	File         string
	Line, Indent int
}

// Collection is the figures of one export.
type Collection struct {
	Figures []Figure
	// Title is that of the site they are of, by language code; nil when they
	// are of none.
	Title map[string]string
	// Palette and Words are those of the first site; their zero values are the
	// usual ones.
	Palette scene.Palette
	Words   *words.Languages
}

// Collect finds the figures that the inputs name: folders of sites, scenario
// files, pages. A figure that several pages show is there once. With langs
// empty, a site's figures are wanted in the languages of the pages that show
// them, and others in all that are built in. The error is one of the inputs
// themselves, or that two figures would have one name.
func Collect(inputs, langs []string) (Collection, []diagnostic.Problem, error) {
	base, err := skin.Base()
	if err != nil {
		return Collection{}, nil, err
	}
	c := &collector{langs: unique(langs), seen: map[string]int{}, base: base}
	for _, input := range inputs {
		if err := c.add(input); err != nil {
			return Collection{}, nil, err
		}
	}
	if err := c.clash(); err != nil {
		return Collection{}, nil, err
	}
	return c.Collection, diagnostic.Merge(c.problems), nil
}

// clash finds two figures of one name and language. Names that differ in case
// alone are one name to some file systems.
func (c *collector) clash() error {
	owner := map[string]string{}
	for _, f := range c.Figures {
		for _, lang := range f.Langs {
			name := strings.ToLower(f.Name) + "." + lang
			if other, taken := owner[name]; taken {
				return fmt.Errorf("%s and %s would both be written to %s.%s.*", other, f.File, f.Name, lang)
			}
			owner[name] = f.File
		}
	}
	return nil
}

// collector is the state of one Collect.
type collector struct {
	Collection
	base     *themes.Theme
	palette  scene.Palette // of the site that is read
	langs    []string
	seen     map[string]int // index in Figures, by name and text
	problems []diagnostic.Problem
}

// add tells by the kind of file what is meant.
func (c *collector) add(input string) error {
	info, err := os.Stat(input)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return c.site(input, "")
	case filepath.Ext(input) == ".md":
		return c.page(input)
	case filepath.Ext(input) == ".scenario":
		return c.scenario(input)
	}
	return fmt.Errorf("%s: neither a site's folder, a .scenario nor a .md file", input)
}

// scenario adds a file, under its own name. One that lies in a site looks as it
// does there: it has the site's colours and spells states as the site does.
func (c *collector) scenario(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	stem := strings.TrimSuffix(filepath.Base(file), ".scenario")
	f := Figure{Name: stem, Text: string(text), Langs: c.usual(), File: file, Line: 1}
	dir, _, found, err := siteAbove(file)
	if err != nil {
		return err
	}
	if found {
		s, err := c.open(dir, site.Options{}, site.ConfigFile)
		if err != nil {
			return err
		}
		defer s.Close()
		f.Underscore, f.Palette, f.Words = s.Config.States == "underscore", c.palette, s.Words
	}
	c.figure(f)
	return nil
}

// siteAbove is the site that a file lies in: the nearest folder above it with a
// site.yaml, else, not found, the file's own folder. rel is the file's path
// from there.
func siteAbove(file string) (dir, rel string, found bool, err error) {
	abs, err := filepath.Abs(file)
	if err != nil {
		return "", "", false, err
	}
	dir = filepath.Dir(abs)
	for d := dir; ; d = filepath.Dir(d) {
		if _, err := os.Stat(filepath.Join(d, site.ConfigFile)); err == nil {
			dir, found = d, true
			break
		} else if !errors.Is(err, fs.ErrNotExist) || d == filepath.Dir(d) {
			break
		}
	}
	if rel, err = filepath.Rel(dir, abs); err != nil {
		return "", "", false, err
	}
	if here, err := filepath.Abs("."); err == nil { // messages name files as short as the user does
		if near, err := filepath.Rel(here, dir); err == nil && len(near) < len(dir) {
			dir = near
		}
	}
	return dir, filepath.ToSlash(rel), found, nil
}

// page exports one page of the site that it lies in.
func (c *collector) page(file string) error {
	dir, rel, _, err := siteAbove(file)
	if err != nil {
		return err
	}
	return c.site(dir, rel)
}

// open loads a site, with its colours and with the problems of all of it or, but
// for those of its settings, of only one file. Close it.
func (c *collector) open(dir string, opt site.Options, only string) (*site.Site, error) {
	s, problems, err := site.Load(dir, opt)
	if err != nil {
		return nil, err
	}
	theme, flaws := skin.Of(c.base, s)
	if c.palette = theme.Palette(); len(c.Figures) == 0 {
		c.Palette, c.Words = c.palette, s.Words
	}
	for _, p := range append(problems, flaws...) {
		// What is wrong with other pages is nothing to one that is exported alone.
		concerned := only == "" || p.File == only || p.File == site.ConfigFile || p.File == site.ColoursFile
		if p.Severity == diagnostic.Error && concerned {
			p.File = filepath.ToSlash(filepath.Join(dir, p.File))
			c.problems = append(c.problems, p)
		}
	}
	return s, nil
}

// site exports the figures of all pages of a site, or of only one.
func (c *collector) site(dir, only string) error {
	s, err := c.open(dir, site.Options{Drafts: only != ""}, only)
	if err != nil {
		return err
	}
	defer s.Close()
	if only == "" {
		c.entitle(s)
	}
	pages := s.Pages
	if only != "" {
		pages = slices.DeleteFunc(slices.Clone(pages), func(p *site.Page) bool { return p.Source.Path != only })
		if len(pages) == 0 {
			return fmt.Errorf("%s is no page of the site in %s", only, dir)
		}
	}
	for _, page := range pages {
		langs := c.langsOf(s, page, only != "")
		if len(page.Figures) == 0 || len(langs) == 0 {
			continue
		}
		doc, err := s.Document(page)
		if err != nil {
			return err
		}
		for _, f := range doc.Figures {
			c.figureOf(dir, s, page, f, langs)
		}
	}
	return nil
}

// entitle gives the collection the title of its first site.
func (c *collector) entitle(s *site.Site) {
	if c.Title != nil {
		return
	}
	c.Title = map[string]string{}
	for i, lang := range s.Config.Languages {
		c.Title[lang.Code] = s.Title(&s.Config.Languages[i])
	}
}

// langsOf are the languages that a page's figures are wanted in: its own, if
// nothing else is asked for. One that is asked for is taken from the page's
// translation where there is one, unless the page is exported alone.
func (c *collector) langsOf(s *site.Site, page *site.Page, alone bool) (langs []string) {
	if len(c.langs) == 0 {
		return []string{page.Lang.Code}
	}
	pages := s.Translations(page)
	for _, lang := range c.langs {
		i := slices.IndexFunc(pages, func(p *site.Page) bool { return p.Lang.Code == lang })
		if alone || pages[max(0, i)] == page {
			langs = append(langs, lang)
		}
	}
	return langs
}

// figureOf exports one figure of a page.
func (c *collector) figureOf(dir string, s *site.Site, page *site.Page, f page.Figure, langs []string) {
	figure := Figure{
		Name: dashed(page.Key) + "-" + f.ID, Text: f.Source, Numbers: f.Numbers,
		Langs: slices.Clone(langs), Words: s.Words, Underscore: s.Config.States == "underscore", Palette: c.palette,
		File: f.File, Line: f.Line, Indent: f.Indent,
	}
	if f.Path != "" {
		file, text, ok := c.read(dir, s, page, f)
		if !ok {
			return
		}
		stem := strings.TrimPrefix(strings.TrimSuffix(file, ".scenario"), "scenarios/")
		figure.Name, figure.Text, figure.File, figure.Line, figure.Indent = dashed(stem), text, file, 1, 0
		if f.Numbers != "" {
			figure.Name += "-" + f.Numbers
		}
	}
	figure.File = filepath.ToSlash(filepath.Join(dir, figure.File))
	if f.Chart != "" && !c.chart(&figure, dir, s, page, f) {
		return
	}
	c.figure(figure)
}

// read reads the scenario that a figure names. One that is not there is a
// problem at the figure's place.
func (c *collector) read(dir string, s *site.Site, page *site.Page, f page.Figure) (file, text string, ok bool) {
	file, _ = s.Scenario(page, f.Path)
	content, err := s.Read(file)
	if err != nil {
		c.problems = append(c.problems, diagnostic.Problem{
			Place:    place.Place{File: filepath.ToSlash(filepath.Join(dir, f.File)), Line: f.Line, Col: f.Col, Width: 1},
			Severity: diagnostic.Error, Code: "scenario-missing", Message: fmt.Sprintf("there is no scenario `%s`", f.Path),
		})
	}
	return file, string(content), err == nil
}

// dashed makes one name of a path: the figures of a site lie in one folder, so
// that a slide's author finds them side by side.
func dashed(path string) string { return strings.ReplaceAll(path, "/", "-") }

// figure adds a figure, or its languages to the same one.
func (c *collector) figure(f Figure) {
	key := fmt.Sprintf("%s\x00%s\x00%s\x00%s%v", f.Name, f.Numbers, f.Text, f.Chart, f.Ways)
	i, ok := c.seen[key]
	if !ok {
		c.seen[key] = len(c.Figures)
		c.Figures = append(c.Figures, f)
		return
	}
	for _, lang := range f.Langs {
		if !slices.Contains(c.Figures[i].Langs, lang) {
			c.Figures[i].Langs = append(c.Figures[i].Langs, lang)
		}
	}
}

// usual are the languages asked for, else all that are built in.
func (c *collector) usual() []string {
	if len(c.langs) > 0 {
		return slices.Clone(c.langs)
	}
	return words.Built().Codes()
}

// unique is a list without those said before.
func unique(all []string) (list []string) {
	for _, w := range all {
		if !slices.Contains(list, w) {
			list = append(list, w)
		}
	}
	return list
}
