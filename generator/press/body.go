package press

import (
	"bytes"
	"fmt"
	"html"
	"html/template"
	"sync"

	"woshou/diagrams"
	"woshou/generator/diagnostic"
	"woshou/generator/highlight"
	"woshou/generator/markdown"
	"woshou/generator/page"
	"woshou/generator/site"
	"woshou/themes"
)

// bodies make the Markdown of one reading of a site into HTML.
type bodies struct {
	site    *site.Site
	theme   *themes.Theme
	figures figures
	code    *coloured
	links   *links
	parsed  *documents
	// glossaries are the pages where chips of others lead.
	glossaries func() map[*site.Language]*site.Page
	// book is what the pages are bound in, nil for pages by themselves.
	book *binding
}

func newBodies(p *Press, parsed *documents) *bodies {
	explaining := sync.OnceValue(func() map[*site.Language]*site.Page { return glossaries(p.site) })
	return &bodies{p.site, p.theme.Theme, p.figures(), p.code, newLinks(addresses{site: p.site}), parsed, explaining, nil}
}

// rendered is the body of a page as HTML.
type rendered struct {
	html    []byte
	opening int // how much of html is the figure that it begins with, if any
	sheets  markdown.Sheets
}

// onto puts the body into a page.
func (r rendered) onto(shell *themes.Page) {
	shell.Body = template.HTML(r.html)
	shell.Opening = shell.Body[:r.opening]
}

// writer writes the bodies of one page, and notes what is wrong with them.
type writer struct {
	*bodies
	page     *site.Page
	words    *themes.Vocabulary
	problems []diagnostic.Problem
	taken    ids // by another text of the page
	// solutions are those of the exercises that were written.
	solutions []string
}

func (b *bodies) writer(page *site.Page) *writer {
	return &writer{bodies: b, page: page, words: b.theme.Vocabulary(page.Lang.Code)}
}

// renderer is what only the site knows of the page's Markdown.
func (w *writer) renderer() markdown.Renderer {
	resolve := func(dest string) string { return w.links.of(w.page, dest).href }
	r := markdown.Renderer{
		Suffix:    w.taken.suffix(w.page.Lang),
		Link:      resolve,
		Image:     resolve,
		Highlight: w.highlight,
		Word:      w.words.Word,
		State:     w.figures.look.Voice().Spell,
		Entry:     w.entry,
		Figure: func(f page.Figure) []byte {
			of := w.figures.of(w.page, f)
			of.Suffix = w.taken.suffixOf(f, w.page.Lang)
			if w.book != nil {
				of.Suffix = w.book.suffix(w.page) + of.Suffix
			}
			figure, problems := w.figures.HTML(of, w.figures.shownIn(w.page.Lang))
			w.problems = append(w.problems, problems...)
			if solution := w.figures.Solution(of, w.figures.shownIn(w.page.Lang)); solution != "" {
				w.solutions = append(w.solutions, solution)
			}
			return figure
		},
	}
	w.mark(&r)
	if w.book != nil {
		w.book.adapt(&r, w.page)
	}
	return r
}

func (b *bodies) highlight(code, lang string) []byte {
	return b.code.Get([2]string{code, lang}, func() []byte { return highlight.Code(code, lang) })
}

// glossaries are the pages that explain the states to those that do not do so
// themselves: in each language the one that explains most, the first of equals.
func glossaries(s *site.Site) map[*site.Language]*site.Page {
	most := map[*site.Language]*site.Page{}
	for _, page := range s.Pages {
		best, states := most[page.Lang], len(page.States())
		if !page.Untranslated && states > 0 && (best == nil || states > len(best.States())) {
			most[page.Lang] = page
		}
	}
	return most
}

// entry is where another page explains a state, and in which words.
func (w *writer) entry(state string) (href, text string) {
	from := w.glossaries()[w.page.Lang]
	if from == nil {
		return "", ""
	}
	e, explained := from.States()[state]
	if !explained {
		return "", ""
	}
	if w.book != nil {
		return w.book.anchor(from, e.ID), e.Text
	}
	return site.Href(w.page.Address, from.Address) + fragment(e.ID), e.Text
}

// explained is what the chips of a page may take from another.
func (b *bodies) explained(page *site.Page) any {
	from := b.glossaries()[page.Lang]
	if from == nil {
		return nil
	}
	return []any{from.Address, from.States()}
}

// States are the names of states that the pages of a site are searched for.
func States() markdown.StateNames {
	names := markdown.StateNames{Machine: diagrams.Machines[0], Names: diagrams.States()}
	for _, m := range diagrams.Misnomers() {
		names.Wrong = append(names.Wrong, markdown.WrongName(m))
	}
	return names
}

// solved is the last sheet of a page with exercises, which only print shows.
func (w *writer) solved() []byte {
	if len(w.solutions) == 0 {
		return nil
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "<aside data-solutions data-chrome><h2>%s</h2>\n", html.EscapeString(w.words.Word("solutions")))
	for _, s := range w.solutions {
		fmt.Fprintf(&b, "<p>%s</p>\n", html.EscapeString(s))
	}
	b.WriteString("</aside>\n")
	return b.Bytes()
}
