// Package press has one job for each file of a site: how it is made, and from
// which facts. Whoever builds a site, previews it or looks for what is wrong
// with it only runs jobs.
//
//	press.go        all jobs of a site
//	job.go          what a job is
package press

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"html/template"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"woshou/diagrams"
	"woshou/generator/diagnostic"
	"woshou/generator/figure"
	"woshou/generator/highlight"
	"woshou/generator/markdown"
	"woshou/generator/memo"
	"woshou/generator/page"
	"woshou/generator/site"
	"woshou/generator/skin"
	"woshou/generator/translate"
	"woshou/themes"
)

// ReloadScript is the address of the script that the development server adds
// to its pages.
const ReloadScript = "/-/reload.js"

// Press makes the files of one site, each from its sources whenever it is
// asked for. It holds no page. It is safe for concurrent use.
type Press struct {
	site    *site.Site
	preview bool
	places  map[*site.Page]neighbourhood
	feeds   map[*site.Language]bool
	// glossaries are the pages where chips of others lead.
	glossaries map[*site.Language]*site.Page
	items      func() []translate.Item // how each translated section stands
	theme      *themes.Theme           // the workshop's, under what the site puts over it
	skin       site.Hash               // of that
	flaws      []diagnostic.Problem    // in that
	figures    *figure.Studio
	look       diagrams.Look
	parsed     *documents
	*workshop
}

// workshop is what outlives a site that is read again: the theme, and what was
// made of code.
type workshop struct {
	base *themes.Theme
	code memo.Memo[[2]string, []byte]
}

// newWorkshop returns a workshop. The code of a hundred pages, in each of their
// languages and side by side, is coloured once.
func newWorkshop(base *themes.Theme) *workshop {
	return &workshop{base: base, code: memo.Memo[[2]string, []byte]{Size: 512}}
}

// Options say what a press is for.
type Options struct {
	// Preview has pages ask for ReloadScript, and at the root of a host.
	Preview bool
}

// New returns the press of a site.
func New(s *site.Site, opt Options) (*Press, error) {
	theme, err := skin.Base()
	if err != nil {
		return nil, err
	}
	return (&Press{preview: opt.Preview, figures: figure.New(), workshop: newWorkshop(theme)}).For(s), nil
}

// For returns the press of another reading of the site. The two share what
// they made of code and scenarios.
func (p *Press) For(s *site.Site) *Press {
	theme, flaws := p.theme, p.flaws
	own, err := skin.Hash(s)
	if theme == nil || own != p.skin || err != nil {
		theme, flaws = skin.Of(p.base, s)
	}
	figures := p.figures
	if p.site == nil || !maps.Equal(theme.Colours(), p.theme.Colours()) || !slices.EqualFunc(s.Config.Words, p.site.Config.Words, sayTheSame) {
		figures = figures.Afresh()
	}
	return &Press{
		site: s, preview: p.preview, places: placesOf(s), feeds: feeds(s), glossaries: glossaries(s), theme: theme, skin: own, flaws: flaws,
		items:    sync.OnceValue(func() []translate.Item { return translate.Items(s) }),
		figures:  figures,
		look:     lookOf(s, theme),
		parsed:   newDocuments(s),
		workshop: p.workshop,
	}
}

// Jobs are all jobs of the site, in a fixed order: first what pages refer to,
// then the pages, translations beside each other. The problems are clashes.
func (p *Press) Jobs() ([]Job, []diagnostic.Problem) {
	var jobs []Job
	for _, asset := range p.theme.Assets() {
		jobs = append(jobs, constant(asset.Name, asset.Bytes))
	}
	for _, file := range p.site.Files {
		jobs = append(jobs, p.copy(file))
	}
	figures, problems := p.figureJobs()
	jobs = append(append(jobs, figures...), p.scriptJobs()...)
	jobs = append(jobs, p.pageJobs()...)
	jobs = append(jobs, p.extraJobs()...)
	for i := range jobs {
		jobs[i].Recipe = p.under(jobs[i].Recipe)
	}
	return jobs, append(problems, p.flaws...)
}

// under is a recipe with what the site puts over the theme.
func (p *Press) under(recipe func() (site.Hash, error)) func() (site.Hash, error) {
	return func() (site.Hash, error) {
		hash, err := recipe()
		return sha256.Sum256(slices.Concat(p.skin[:], hash[:])), err
	}
}

// pageJobs write the pages, after those in each language the ones that show two
// of them: what is parsed for the first serves for the others.
func (p *Press) pageJobs() (jobs []Job) {
	both := p.sideBySideJobs()
	for i, page := range p.site.Pages {
		jobs = append(jobs, p.pageJob(page))
		if next := i + 1; next == len(p.site.Pages) || p.site.Pages[next].Key != page.Key {
			jobs = append(jobs, both[page.Key]...)
		}
	}
	return jobs
}

// copy is the job of a file that is published as it is.
func (p *Press) copy(file site.File) Job {
	return Job{
		Outputs: []string{file.Address},
		Recipe:  func() (site.Hash, error) { return p.site.Hash(file.Source.Path) },
		Make: func() ([][]byte, []diagnostic.Problem, error) {
			content, err := p.site.Read(file.Source.Path)
			return [][]byte{content}, nil, err
		},
	}
}

// pageJob writes a page, its twin, and the figures whose scenarios stand in it.
func (p *Press) pageJob(page *site.Page) Job {
	outputs := []string{page.Address}
	if hasTwin(page) {
		outputs = append(outputs, twinAddress(page))
	}
	for _, f := range page.Figures {
		if f.Path == "" {
			outputs = append(outputs, site.FigureFile(path.Join(page.Key, f.ID), "", page.Lang))
		}
	}
	return Job{
		Outputs: outputs,
		Links:   func() []diagnostic.Problem { return p.site.CheckLinks(page) },
		Recipe:  func() (site.Hash, error) { return p.recipe(page) },
		Make:    func() ([][]byte, []diagnostic.Problem, error) { return p.page(page) },
	}
}

// recipe hashes what a page depends on: its shell, and what its body does.
func (p *Press) recipe(page *site.Page) (site.Hash, error) {
	body, err := p.bodyRecipe(page)
	return sha256.Sum256(append(mustJSON(p.shell(page)), body[:]...)), err
}

// bodyRecipe hashes the rest: its source and what that includes, where its links
// lead, and the scenarios of its figures. What nobody has translated yet is
// shown in the original, and then the links and the figures of that count too.
func (p *Press) bodyRecipe(page *site.Page) (site.Hash, error) {
	parts := []any{page.Hash, page.Includes, p.others(page), p.explained(page)}
	shown := []*site.Page{page}
	if original := p.site.Original(page); original != page && p.lacksSections(page) {
		shown = append(shown, original)
	}
	for _, part := range shown {
		scenarios, err := p.scenarios(part)
		if err != nil {
			return site.Hash{}, err
		}
		parts = append(parts, p.destinations(part), scenarios)
	}
	if page.Listing {
		parts = append(parts, p.listing(page))
	}
	return sha256.Sum256(mustJSON(parts)), nil
}

// destinations are where the links of a page lead.
func (p *Press) destinations(page *site.Page) []string {
	links := make([]string, len(page.Links))
	for i, link := range page.Links {
		links[i] = p.site.Resolve(page, link.Dest).Href
		links[i] += " " + p.twinLink(page, links[i])
	}
	return links
}

// scenarios are the files that the figures of a page name, and their hashes:
// the zero one for a file that is not there.
func (p *Press) scenarios(page *site.Page) (files []any, err error) {
	for _, f := range page.Figures {
		for _, name := range f.Scenarios() {
			var hash site.Hash
			file, found := p.site.Scenario(page, name)
			if found {
				if hash, err = p.site.Hash(file); err != nil {
					return nil, err
				}
			}
			files = append(files, file, hash)
		}
	}
	return files, nil
}

// page is pass 2 for one page: its source becomes HTML, and is forgotten.
func (p *Press) page(page *site.Page) ([][]byte, []diagnostic.Problem, error) {
	shell := p.shell(page)
	if page.Listing {
		shell.Body = p.listing(page)
		return p.withTwin(page, shell, nil)
	}
	doc, err := p.parsed.of(page)
	if err != nil {
		return nil, nil, err
	}
	problems := p.figures.Verify(p.figuresOf(page, doc.Figures), doc.Steps, doc.Terms, p.look.Voice().Spell)
	w := p.writer(page)
	t, err := p.translation(w, doc)
	if err != nil {
		return nil, nil, err
	}
	body := doc.Render(t.renderer(w.renderer()))
	problems = append(problems, w.problems...)
	if err := w.words.Err(); err != nil {
		return nil, nil, fmt.Errorf("%s: %w", page.Source.Path, err)
	}
	if page.Untranslated {
		shell.Text, shell.Notice = page.Written().Lang, w.words.Word("untranslated-page")
	}
	shell.Body = template.HTML(body.HTML)
	shell.Sheets = p.sheets(page, shell, body.HTML)
	outputs, faults, err := p.withTwin(page, shell, doc)
	return append(outputs, p.inlineFigures(page, doc)...), append(problems, faults...), err
}

// withTwin writes a page, and its twin if it has one.
func (p *Press) withTwin(page *site.Page, shell *themes.Page, doc *markdown.Document) ([][]byte, []diagnostic.Problem, error) {
	content, faults, err := p.write(shell)
	if err != nil || !hasTwin(page) {
		return [][]byte{content}, faults, err
	}
	twin, err := p.twin(page, shell, doc)
	return [][]byte{content, twin}, faults, err
}

// writer writes the bodies of one page, and notes what is wrong with them.
type writer struct {
	*Press
	page     *site.Page
	words    *themes.Vocabulary
	problems []diagnostic.Problem
}

func (p *Press) writer(page *site.Page) *writer {
	return &writer{Press: p, page: page, words: p.theme.Vocabulary(page.Lang.Code)}
}

// renderer is what only the site knows of the page's Markdown.
func (w *writer) renderer() markdown.Renderer {
	resolve := func(dest string) string { return w.site.Resolve(w.page, dest).Href }
	return markdown.Renderer{
		Link:      resolve,
		Image:     resolve,
		Highlight: w.highlight,
		Word:      w.words.Word,
		State:     w.look.Voice().Spell,
		Entry:     w.entry,
		Term:      func(term string) []byte { return figure.Arrows(w.shownIn(w.page.Lang), term) },
		Figure: func(f page.Figure) []byte {
			figure, problems := w.figures.HTML(w.figureOf(w.page, f), w.shownIn(w.page.Lang))
			w.problems = append(w.problems, problems...)
			return figure
		},
	}
}

// write writes a page. The problems are those of the site's own templates.
func (p *Press) write(shell *themes.Page) ([]byte, []diagnostic.Problem, error) {
	var out bytes.Buffer
	err := p.theme.Render(&out, shell)
	if fault, ok := errors.AsType[*themes.Fault](err); ok {
		return out.Bytes(), []diagnostic.Problem{skin.Problem(fault)}, nil
	}
	return out.Bytes(), nil, err
}

func (p *Press) highlight(code, lang string) []byte {
	return p.code.Get([2]string{code, lang}, func() []byte { return highlight.Code(code, lang) })
}

// listing is the body of a home page that nobody wrote: the list of the pages.
func (p *Press) listing(page *site.Page) template.HTML {
	var b strings.Builder
	var list func(branches []*site.Branch)
	list = func(branches []*site.Branch) {
		b.WriteString("<ul>\n")
		for _, branch := range branches {
			title := template.HTMLEscapeString(branch.Title)
			href := branch.Link
			if branch.Page != nil {
				href = site.Href(page.Address, branch.Page.Address)
			}
			if href != "" {
				title = fmt.Sprintf(`<a href="%s">%s</a>`, template.HTMLEscapeString(href), title)
			}
			fmt.Fprintf(&b, "<li>%s", title)
			if len(branch.Children) > 0 {
				list(branch.Children)
			}
			b.WriteString("</li>\n")
		}
		b.WriteString("</ul>\n")
	}
	if branches := p.site.Nav(page.Lang); len(branches) > 0 {
		list(branches)
	}
	return template.HTML(b.String())
}
