package press

import (
	"woshou/generator/highlight"
	"woshou/generator/markdown"
	"woshou/generator/site"
	"woshou/generator/twin"
	"woshou/themes"

	"github.com/goccy/go-yaml"
)

// twin is a page as plain Markdown. doc is nil for a list of the site's pages.
func (p pages) twin(page *site.Page, shell *themes.Page, doc *markdown.Document) ([]byte, error) {
	head, err := yaml.Marshal(twinMeta{p.shells.titleOf(page), shell.Describe, page.Lang.Lang, page.Day(), shell.Canonical})
	if err != nil {
		return nil, err
	}
	var w twin.Writer
	w.Front(head)
	p.hero(&w, page, shell.Hero)
	if page.Listing {
		p.listingInTwin(&w, page, p.bodies.site.Nav(page.Lang))
	} else {
		doc.Twin(&w, p.twinRenderer(page))
	}
	return w.Bytes(), nil
}

// twinRenderer is what only the site knows of a page's twin.
func (p pages) twinRenderer(page *site.Page) markdown.TwinRenderer {
	r := p.bodies.writer(page).renderer()
	leads := func(dest string) string { return p.bodies.links.of(page, dest).inTwin }
	return markdown.TwinRenderer{
		Renderer: markdown.Renderer{Link: leads, Image: r.Image, Word: r.Word, State: r.State},
		Figure:   p.bodies.figures.inWords(page),
		Code:     highlight.Text,
		Colon:    page.Lang.Colon(),
	}
}

// twinMeta is the front matter of a twin.
type twinMeta struct {
	Title       string `yaml:"title"`
	Description string `yaml:"description,omitempty"`
	Lang        string `yaml:"lang"`
	Date        string `yaml:"date,omitempty"`
	URL         string `yaml:"url,omitempty"` // of the page
}

// hero writes the top of a home page as part of its text.
func (p pages) hero(w *twin.Writer, page *site.Page, h *themes.Hero) {
	if h == nil {
		return
	}
	name := w.Heading(1)
	w.Text(h.Name)
	w.End(name)
	w.Title(h.Text)
	tagline := w.Begin(twin.Paragraph)
	w.Text(h.Tagline)
	w.End(tagline)
	actions := w.List(twin.List{})
	for _, a := range h.Actions {
		item := w.Begin(twin.Item)
		p.linkTo(w, page, a.Href, a.Title)
		w.End(item)
	}
	w.End(actions)
	for _, f := range h.Features {
		title := w.Heading(2)
		p.linkTo(w, page, f.Href, f.Title)
		w.End(title)
		details := w.Begin(twin.Paragraph)
		w.Text(f.Details)
		w.End(details)
	}
}

// linkTo writes a link of a page; text alone, where it leads nowhere.
func (p pages) linkTo(w *twin.Writer, from *site.Page, href, text string) {
	if href == "" {
		w.Text(text)
		return
	}
	link := w.Link(p.shells.twinLink(from, href), "")
	w.Text(text)
	w.End(link)
}
