package press

import (
	"bytes"
	"fmt"
	"html"
	"slices"

	"woshou/generator/bilingual"
	"woshou/generator/markdown"
	"woshou/generator/page"
	"woshou/generator/site"
)

// translation is what a page owes to the same page in another language: the
// marks of its blocks, links between headings, and notes where one of the two
// lags behind.
type translation struct {
	*writer
	marks map[string]string // by the marks that the blocks would have alone
	notes map[int][]byte    // HTML after a block, by its place
	// partners lead from the ids of the headings to those in each of
	// Translations.
	partners []map[string]string
}

// others is what a page depends on of its translations.
func (p *Press) others(page *site.Page) []any {
	var all []any
	for _, t := range p.site.Translations(page) {
		all = append(all, t.Hash, t.Includes, t.Address, t.Untranslated)
	}
	return append(all, p.site.LockOf(page))
}

// lacksSections reports whether something of its original is missing in a page.
func (p *Press) lacksSections(page *site.Page) bool {
	return page.IsWritten() && slices.ContainsFunc(p.site.StatusesOf(page), func(s bilingual.Status) bool { return s.State == bilingual.Missing })
}

// translation compares a page with the default language's, whose marks it
// takes, and with the one it is made from.
func (p *Press) translation(w *writer, doc *markdown.Document) (*translation, error) {
	t := &translation{writer: w, marks: map[string]string{}, notes: map[int][]byte{}}
	page := w.page
	for _, other := range p.site.Translations(page) {
		t.partners = append(t.partners, p.site.Counterparts(page, other))
	}
	if !page.IsWritten() {
		return t, nil
	}
	if first := p.site.Translations(page)[0]; first != page && first.IsWritten() {
		a, err := p.parsed.blocks(first)
		if err != nil {
			return nil, err
		}
		b, err := p.parsed.blocks(page)
		if err != nil {
			return nil, err
		}
		terms := p.site.Terms(first.Lang, page.Lang)
		t.marks = sharedMarks(a, b, bilingual.Partners(a, b, bilingual.Pair(a, b, terms), terms))
	}
	if original := p.site.Original(page); original != page {
		return t, t.compare(original, doc)
	}
	return t, nil
}

// sharedMarks leads from the marks of b to those of their partners in a. A
// block of b that has none gets a mark that a does not have.
func sharedMarks(a, b []page.Block, partners []int) map[string]string {
	last := map[string]int{} // the highest number in each section of a
	for i := range a {
		last[a[i].Section] = a[i].N
	}
	marks := map[string]string{}
	section := ""
	for j := range b {
		if i := partners[j]; i >= 0 {
			section = a[i].Section
			marks[b[j].Mark()] = a[i].Mark()
			continue
		}
		if b[j].Kind == "heading" {
			section = b[j].Section
		}
		last[section]++
		marks[b[j].Mark()] = (&page.Block{Section: section, N: last[section]}).Mark()
	}
	return marks
}

// renderer adds what a translation needs to what every page does.
func (t *translation) renderer(r markdown.Renderer) markdown.Renderer {
	r.Mark = func(own string) string {
		if mark, shared := t.marks[own]; shared {
			return mark
		}
		return own
	}
	r.Heading = func(id string) (inside, after []byte) { return t.heading(id), nil }
	r.After = func(block int) []byte { return t.notes[block] }
	return r
}

// heading ends a heading with the id by which the default language knows it,
// and with links to it in the other languages.
func (t *translation) heading(id string) []byte {
	var b bytes.Buffer
	if alias := t.page.Alias(id); alias != "" {
		fmt.Fprintf(&b, "<span id=\"%s\" data-chrome></span>", html.EscapeString(alias))
	}
	for i, other := range t.site.Translations(t.page) {
		if there := t.partners[i][id]; other != t.page && there != "" {
			words := t.theme.Words(other.Lang.Code)
			fmt.Fprintf(&b, " <a data-chrome data-counterpart href=\"%s\" hreflang=\"%s\" lang=\"%[2]s\" aria-label=\"%s\">%s</a>",
				html.EscapeString(site.Href(t.page.Address, other.Address)+fragment(there)), other.Lang.Lang,
				html.EscapeString(other.Lang.Name), html.EscapeString(words["short"]))
		}
	}
	return b.Bytes()
}

// compare notes which sections are behind their source, and shows the source
// of those that are missing.
func (t *translation) compare(original *site.Page, doc *markdown.Document) error {
	place := -1 // the last block of the sections so far
	var source *markdown.Document
	var pieces [][]byte
	for _, s := range t.site.StatusesOf(t.page) {
		switch s.State {
		case bilingual.Missing:
			if source == nil {
				var err error
				if source, err = t.parsed.of(original); err != nil {
					return err
				}
				w := &writer{Press: t.Press, page: original, words: t.words}
				pieces = htmlOf(source.Render(w.renderer()))
			}
			t.notes[place] = append(t.notes[place], t.missing(original, doc, sectionOf(source.Blocks(), pieces, s.Section.Source.ID))...)
			continue
		case bilingual.Stale:
			t.notes[place+1] = append(t.notes[place+1], t.stale(original, s.Section.Source.ID)...)
		}
		place += s.Section.Target.Blocks
	}
	return nil
}

// sectionOf joins the HTML of a section's blocks.
func sectionOf(blocks []page.Block, pieces [][]byte, id string) []byte {
	var all [][]byte
	for i := range blocks {
		if blocks[i].Section == id {
			all = append(all, pieces[i])
		}
	}
	return slices.Concat(all...)
}

// missing is a section that nobody has translated yet, in its own language.
func (t *translation) missing(original *site.Page, doc *markdown.Document, body []byte) []byte {
	body = idsIn(body).shared(doc).rename(body, "."+original.Lang.Code)
	return fmt.Appendf(nil, "<div data-chrome data-untranslated lang=\"%s\">\n<p class=\"notice\" lang=\"%s\">%s</p>\n%s</div>\n",
		original.Lang.Lang, t.page.Lang.Lang, html.EscapeString(t.words.Word("untranslated")), body)
}

// stale is the note on a section whose source has changed since.
func (t *translation) stale(original *site.Page, id string) []byte {
	return fmt.Appendf(nil, "<p class=\"notice\" data-chrome data-stale>%s <a href=\"%s\" hreflang=\"%s\">%s</a></p>\n",
		html.EscapeString(t.words.Word("stale")), html.EscapeString(site.Href(t.page.Address, original.Address)+fragment(id)),
		original.Lang.Lang, html.EscapeString(t.words.Word("stale-source")))
}
