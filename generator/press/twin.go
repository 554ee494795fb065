package press

import (
	"bytes"
	"fmt"
	"html"
	"slices"
	"strings"

	"woshou/generator/markdown"
	"woshou/generator/page"
	"woshou/generator/site"
	"woshou/generator/twin"
	"woshou/themes"

	"github.com/goccy/go-yaml"
)

// twinOf is a page as plain Markdown, made of its HTML. doc is nil for a list of
// the site's pages.
func twinOf(p pages, page *site.Page, shell *themes.Page, doc *markdown.Document) ([]byte, error) {
	var out bytes.Buffer
	head, err := yaml.Marshal(twinMeta{p.shells.titleOf(page), shell.Describe, page.Lang.Lang, page.Day(), shell.Canonical})
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(&out, "---\n%s---\n\n", head)
	body, err := twin.Convert([]byte(heroBody(shell.Hero)+string(shell.Body)), twin.Options{
		Link:   func(href string) string { return p.shells.twinLink(page, href) },
		Figure: func(id string) twin.Figure { return p.bodies.figures.inWords(page, doc, id) },
		Colon:  page.Lang.Colon(),
	})
	out.Write(body)
	return out.Bytes(), err
}

// twinMeta is the front matter of a twin.
type twinMeta struct {
	Title       string `yaml:"title"`
	Description string `yaml:"description,omitempty"`
	Lang        string `yaml:"lang"`
	Date        string `yaml:"date,omitempty"`
	URL         string `yaml:"url,omitempty"` // of the page
}

// inWords is the run of a figure in words; nothing for what is no run.
func (d figures) inWords(on *site.Page, doc *markdown.Document, id string) twin.Figure {
	if doc == nil {
		return twin.Figure{}
	}
	i := slices.IndexFunc(doc.Figures, func(f page.Figure) bool { return f.ID == id })
	if i < 0 {
		return twin.Figure{}
	}
	diagram, sentences := d.InWords(d.of(on, doc.Figures[i]), d.shownIn(on.Lang))
	return twin.Figure{Diagram: diagram, Sentences: sentences}
}

// heroBody is the top of a home page as part of its text.
func heroBody(h *themes.Hero) string {
	if h == nil {
		return ""
	}
	var b strings.Builder
	part := func(form, text string) {
		if text != "" {
			fmt.Fprintf(&b, form, html.EscapeString(text))
		}
	}
	part("<h1>%s</h1>", h.Name)
	part("<p><strong>%s</strong></p>", h.Text)
	part("<p>%s</p>", h.Tagline)
	b.WriteString("<ul>")
	for _, a := range h.Actions {
		fmt.Fprintf(&b, `<li><a href="%s">%s</a></li>`, html.EscapeString(a.Href), html.EscapeString(a.Title))
	}
	b.WriteString("</ul>")
	for _, f := range h.Features {
		title := html.EscapeString(f.Title)
		if f.Href != "" {
			title = fmt.Sprintf(`<a href="%s">%s</a>`, html.EscapeString(f.Href), title)
		}
		fmt.Fprintf(&b, "<h2>%s</h2><p>%s</p>", title, html.EscapeString(f.Details))
	}
	return b.String()
}
