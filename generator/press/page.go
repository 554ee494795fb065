package press

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"path"

	"woshou/generator/diagnostic"
	"woshou/generator/markdown"
	"woshou/generator/search"
	"woshou/generator/site"
	"woshou/generator/skin"
	"woshou/generator/twin"
	"woshou/themes"
)

// leaf is a page that the theme draws.
type leaf struct {
	outputs []string                         // the page itself first
	shell   func() (*themes.Page, error)     // the page, but for what fill adds
	recipe  func() (site.Hash, error)        // of what fill takes; nil without fill
	fill    func(*themes.Page) (made, error) // nil for a page that is all shell
}

// made is what came with a page: the contents of the outputs after the first,
// and what is wrong.
type made struct {
	files    [][]byte
	problems []diagnostic.Problem
}

// job is the job of a page. The problems are those of its making, and those of
// the site's own templates.
func (l *leaf) job(theme *themes.Theme) Job {
	return Job{
		Outputs: l.outputs,
		Recipe: func() (site.Hash, error) {
			shell, err := l.shell()
			if err != nil || l.recipe == nil {
				return site.HashOf(shell), err
			}
			rest, err := l.recipe()
			return site.HashOf(shell, rest), err
		},
		Make: func() ([][]byte, []diagnostic.Problem, error) {
			shell, err := l.shell()
			if err != nil {
				return nil, nil, err
			}
			var more made
			if l.fill != nil {
				if more, err = l.fill(shell); err != nil {
					return nil, nil, err
				}
			}
			page, err := theme.Render(shell)
			if fault, ok := errors.AsType[*themes.Fault](err); ok {
				more.problems, err = append(more.problems, skin.Problem(site.ThemeFolder, fault)), nil
			}
			return append([][]byte{page}, more.files...), more.problems, err
		},
	}
}

// pages are those of one reading of a site.
type pages struct {
	shells shells
	bodies *bodies
}

// job writes a page, its twin, and the figures whose scenarios stand in it.
func (p *pages) job(page *site.Page) Job {
	outputs := []string{page.Address}
	if hasTwin(page) {
		outputs = append(outputs, twinAddress(page))
	}
	outputs = append(outputs, inlineAddresses(page)...)
	job := (&leaf{
		outputs: outputs,
		shell:   func() (*themes.Page, error) { return p.shells.of(page), nil },
		recipe:  func() (site.Hash, error) { return p.recipe(page) },
		fill:    func(shell *themes.Page) (made, error) { return p.fill(page, shell) },
	}).job(p.shells.theme)
	job.Group = page.Key
	if isFound(page) {
		job.Part = func() (search.Prepared, error) { return p.part(page) }
	}
	job.Links = func() []diagnostic.Problem { return p.bodies.site.CheckLinks(page) }
	return job
}

// inlineAddresses are those of the figures whose scenarios stand in a page.
func inlineAddresses(page *site.Page) (all []string) {
	for _, f := range page.Figures() {
		if f.Path == "" && f.Check == "" {
			all = append(all, site.FigureFile(path.Join(page.Key, f.ID), "", page.Lang))
		}
	}
	return all
}

// recipe hashes what a page's body depends on: its source and what that
// includes, where its links lead, and the scenarios of its figures. What nobody
// has translated yet is shown in the original, and then the links and the
// figures of that count too.
func (p pages) recipe(page *site.Page) (site.Hash, error) {
	b := p.bodies
	parts := []any{page.Facts().Hash, page.Facts().Includes, b.others(page), b.explained(page)}
	shown := []*site.Page{page}
	if original := b.site.Original(page); original != page && b.lacksSections(page) {
		shown = append(shown, original)
	}
	for _, part := range shown {
		scenarios, err := scenarios(b.site, part)
		if err != nil {
			return site.Hash{}, err
		}
		parts = append(parts, b.links.on(part), scenarios)
	}
	if page.Listing {
		var inTwin twin.Writer // its links lead to other files
		p.listingInTwin(&inTwin, page, b.site.Nav(page.Lang))
		parts = append(parts, listing(b.site, page), inTwin.Bytes())
	}
	return site.HashOf(parts...), nil
}

// scenarios are the files that the figures of a page name, and the hashes of what
// these are run from: the zero one for a file that is not there. With them are
// the protocols that scenarios in the page itself use.
func scenarios(s *site.Site, page *site.Page) (files []any, err error) {
	if files, err = protocols(s, page); err != nil {
		return nil, err
	}
	for _, f := range page.Figures() {
		for _, name := range f.Scenarios() {
			var hash site.Hash
			file, found := s.Scenario(page, name)
			if found {
				if hash, err = s.ScenarioHash(file); err != nil {
					return nil, err
				}
			}
			files = append(files, file, hash)
		}
	}
	return files, nil
}

// fill is pass 2 for one page: its source becomes HTML, and is forgotten.
func (p pages) fill(page *site.Page, shell *themes.Page) (made, error) {
	if page.Listing {
		shell.Body = listing(p.bodies.site, page)
		return p.withTwin(made{}, page, shell, nil)
	}
	doc, err := p.bodies.parsed.of(page)
	if err != nil {
		return made{}, err
	}
	problems := p.bodies.figures.Verify(p.bodies.figures.all(page, doc.Figures), doc.Steps, doc.Terms, p.bodies.figures.look.Voice().Spell)
	w := p.bodies.writer(page)
	body, err := w.body(doc)
	if err != nil {
		return made{}, fmt.Errorf("%s: %w", page.Source.Path, err)
	}
	if page.Untranslated {
		shell.Text, shell.Notice = page.Written().Lang, w.words.Word("untranslated-page")
	}
	if err := w.words.Err(); err != nil {
		return made{}, fmt.Errorf("%s: %w", page.Source.Path, err)
	}
	body.onto(shell)
	shell.Sheets = p.shells.sheets(page, shell, body.sheets)
	m, err := p.withTwin(made{problems: append(problems, w.problems...)}, page, shell, doc)
	m.files = append(m.files, p.inlineFigures(page, doc)...)
	return m, err
}

// withTwin adds the page's twin if it has one.
func (p pages) withTwin(m made, page *site.Page, shell *themes.Page, doc *markdown.Document) (made, error) {
	if !hasTwin(page) {
		return m, nil
	}
	content, err := p.twin(page, shell, doc)
	m.files = append(m.files, content)
	return m, err
}

// inlineFigures are the scenarios and state diagrams that stand in a page, as
// files. One that did not run is empty; the page reports it. A check is none: what
// it shows is not known before it is made.
func (p pages) inlineFigures(on *site.Page, doc *markdown.Document) (files [][]byte) {
	for _, f := range doc.Figures {
		if f.Path == "" && f.Check == "" {
			drawing, _, _ := p.bodies.figures.File(p.bodies.figures.of(on, f), p.bodies.figures.shownIn(on.Lang))
			files = append(files, bytes.Clone(drawing))
		}
	}
	return files
}

// missing is the job of 404.html: one page in every language, which a host
// serves at any address. So its links are rooted at the path of the site's url.
func missing(s shells) Job {
	return (&leaf{outputs: []string{"404.html"}, shell: s.missing}).job(s.theme)
}

func (s shells) missing() (*themes.Page, error) {
	base := "/"
	if u, err := url.Parse(s.site.Config.URL); err == nil && u.Path != "" && !s.preview {
		base = u.EscapedPath()
	}
	languages := s.site.Config.Languages
	shell := s.frame(&languages[0], "404.html")
	shell.Kind = themes.Missing
	shell.Style = s.theme.Style(themes.Missing).Name
	words := s.theme.Vocabulary(languages[0].Code)
	shell.Title = words.Word("missing")
	for _, to := range []*string{
		&shell.Home, &shell.Style, &shell.Icon, &shell.Scripts[len(shell.Scripts)-1], &shell.Search.Script, &shell.Search.Style, &shell.Search.Root, &shell.Root,
	} {
		*to = base + *to
	}
	shell.Progress = "" // this page has no footer
	for _, lang := range languages {
		shell.Languages = append(shell.Languages, themes.Language{
			Lang: lang.Lang, Code: lang.Code, Name: lang.Name, Href: base + lang.Prefix + "index.html",
		})
	}
	return shell, words.Err()
}
