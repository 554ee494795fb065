package export

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"woshou/diagrams"
	"woshou/generator/diagnostic"
	"woshou/generator/page"
	"woshou/generator/press"
	"woshou/generator/site"
)

// scenario adds a file, under its own name. One that lies in a site looks as it
// does there: it has the site's colours and spells states as the site does.
func (c *collector) scenario(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	stem := strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	f := Figure{Name: stem, Alone: true, Source: diagrams.Open(string(text), site.ProtocolsNear(file)), Langs: c.usual(), Origin: diagnostic.Whole(file)}
	dir, _, found, err := siteAbove(file)
	if err != nil {
		return err
	}
	if found {
		if f.Look, err = c.lookOf(dir); err != nil {
			return err
		}
	}
	c.figure(f)
	return nil
}

// lookOf is how figures look in a site, which is read once for all its scenarios.
func (c *collector) lookOf(dir string) (diagrams.Look, error) {
	if look, known := c.looks[dir]; known {
		return look, nil
	}
	s, err := c.open(dir, site.Options{States: press.States()}, site.ConfigFile)
	if err != nil {
		return diagrams.Look{}, err
	}
	defer s.Close()
	c.looks[dir] = c.look
	return c.look, nil
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

// folder exports a site, or what lies in one of its folders.
func (c *collector) folder(dir string) error {
	_, err := os.Stat(filepath.Join(dir, site.ConfigFile))
	if err == nil {
		return c.site(dir, "")
	}
	above, rel, found, err := siteAbove(dir)
	if err != nil || !found {
		return cmp.Or(err, c.site(dir, ""))
	}
	return c.site(above, rel)
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
	theme, flaws, err := press.Theme(s)
	if err != nil {
		return nil, err
	}
	c.look = diagrams.Look{Palette: theme.Palette(), Languages: s.Words, Underscore: s.Config.States == "underscore"}
	if len(c.Figures) == 0 {
		c.Look = c.look
	}
	for _, p := range append(problems, flaws...) {
		// What is wrong with other pages is nothing to one that is exported alone.
		concerned := only == "" || isIn(p.File, only) || p.File == site.ConfigFile || p.File == site.ColoursFile
		if p.Severity == diagnostic.Error && concerned {
			p.File = below(dir, p.File)
			c.problems = append(c.problems, p)
		}
	}
	return s, nil
}

// isIn reports whether a file is another, or lies in it.
func isIn(file, other string) bool { return file == other || strings.HasPrefix(file, other+"/") }

// site exports the figures of all pages of a site, or only of one, or of those of
// a folder.
func (c *collector) site(dir, only string) error {
	s, err := c.open(dir, site.Options{Drafts: strings.HasSuffix(only, ".md"), States: press.States()}, only)
	if err != nil {
		return err
	}
	defer s.Close()
	if only == "" {
		c.entitle(s)
	}
	pages := s.Pages
	if only != "" {
		pages = slices.DeleteFunc(slices.Clone(pages), func(p *site.Page) bool { return !isIn(p.Source.Path, only) || p.Untranslated && p.Source.Path != only })
		if len(pages) == 0 {
			return fmt.Errorf("%s is no page of the site in %s", only, dir)
		}
	}
	for _, page := range pages {
		langs := c.langsOf(s, page, page.Source.Path == only)
		if len(page.Figures()) == 0 || len(langs) == 0 {
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
		Name: dashed(page.Key) + "-" + f.ID, Source: diagrams.Open(f.Source, protocolsBelow(dir, s, page.Source.Path)), Langs: slices.Clone(langs), Look: c.look,
		Origin: f.Origin(),
	}
	figure.Look.Numbers = f.Numbers
	if f.Path != "" {
		file, text, ok := c.read(dir, s, page, f)
		if !ok {
			return
		}
		stem := strings.TrimPrefix(strings.TrimSuffix(file, filepath.Ext(file)), "scenarios/") + f.PartName()
		figure.Name, figure.Source, figure.Origin = dashed(stem), diagrams.Open(text, protocolsBelow(dir, s, file)), diagnostic.Whole(file)
		if figure.IsCapture() { // it has no lines that a message could show
			figure.Part, figure.Origin = f.Part, f.Origin()
		}
		if f.Numbers != "" {
			figure.Name += "-" + f.Numbers
		}
	}
	figure.Origin.File = below(dir, figure.Origin.File)
	if f.Chart != "" && !c.chart(&figure, dir, s, page, f) || f.Check != "" && !c.counterexample(&figure, dir, s, page, f) {
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
		at := diagnostic.Place{File: below(dir, f.File), Line: f.Line, Col: f.Col, Width: 1}
		c.problems = append(c.problems, errorIn(at, "scenario-missing", diagnostic.Say("there is no scenario `%s`", f.Path)))
	}
	return file, string(content), err == nil
}

// protocolsBelow finds the protocols that a file of a site names, as messages name
// them.
func protocolsBelow(dir string, s *site.Site, file string) func(name string) (at, text string, found bool) {
	find := s.ProtocolsFor(file)
	return func(name string) (at, text string, found bool) {
		at, text, found = find(name)
		return below(dir, at), text, found
	}
}

// below is a file of a site as messages name it.
func below(dir, file string) string { return filepath.ToSlash(filepath.Join(dir, file)) }
