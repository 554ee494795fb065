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
	doc   *markdown.Document
	marks map[string]string // by the marks that the blocks would have alone
	// partners lead from the ids of the headings to those in each of
	// Translations.
	partners []map[string]string
	notes    map[int][]byte  // HTML after a block, by its place
	sheets   markdown.Sheets // that the notes need
}

// others is what a page depends on of its translations.
func (b *bodies) others(page *site.Page) []any {
	var all []any
	for _, t := range b.site.Translations(page) {
		all = append(all, t.Facts().Hash, t.Facts().Includes, t.Address, t.Untranslated)
	}
	return append(all, b.site.LockOf(page))
}

// lacksSections reports whether something of its original is missing in a page.
func (b *bodies) lacksSections(page *site.Page) bool {
	return page.IsWritten() && slices.ContainsFunc(b.site.StatusesOf(page), func(s bilingual.Status) bool { return s.State == bilingual.Missing })
}

// body is a page's document as HTML, as it stands by itself.
func (w *writer) body(doc *markdown.Document) (rendered, error) {
	t, err := w.translation(doc)
	if err != nil {
		return rendered{}, err
	}
	body := doc.Render(t.renderer())
	html := append(slices.Clip(body.HTML), w.solved()...)
	return rendered{html, len(body.Opening), body.Sheets().And(t.sheets)}, nil
}

// translation compares a page with the default language's, whose marks it
// takes, and with the one it is made from.
func (w *writer) translation(doc *markdown.Document) (*translation, error) {
	t := &translation{writer: w, doc: doc, marks: map[string]string{}, notes: map[int][]byte{}}
	page := w.page
	for _, other := range w.site.Translations(page) {
		t.partners = append(t.partners, w.site.Counterparts(page, other))
	}
	if !page.IsWritten() {
		return t, nil
	}
	if first := w.site.Translations(page)[0]; first != page && first.IsWritten() {
		paired, err := w.parsed.pair(first, page)
		if err != nil {
			return nil, err
		}
		t.marks = paired.marks
	}
	if original := w.site.Original(page); original != page {
		return t, t.compare(original)
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
		marks[b[j].Mark()] = page.Mark(section, last[section])
	}
	return marks
}

// marked has blocks carry other marks than their own.
func marked(r markdown.Renderer, marks map[string]string) markdown.Renderer {
	r.Mark = func(own string) string {
		if mark, shared := marks[own]; shared {
			return mark
		}
		return own
	}
	return r
}

// renderer adds what a translation needs to what every page does.
func (t *translation) renderer() markdown.Renderer {
	r := marked(t.writer.renderer(), t.marks)
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
func (t *translation) compare(original *site.Page) error {
	missing, err := t.originals(original)
	if err != nil {
		return err
	}
	place := -1 // the last block of the sections so far
	for _, s := range t.site.StatusesOf(t.page) {
		switch s.State {
		case bilingual.Missing:
			t.notes[place] = append(t.notes[place], t.missing(original, missing[s.Section.Source.ID])...)
			continue
		case bilingual.Stale:
			t.notes[place+1] = append(t.notes[place+1], t.stale(original, s.Section.Source.ID)...)
			t.sheets.Marks = true
		}
		place += s.Section.Target.Blocks
	}
	return nil
}

// originals are the sections of the source that the translation lacks, by their
// ids. Which ids of theirs it has too is known when they have been rendered; if
// there are any, that is done once more.
func (t *translation) originals(original *site.Page) (map[string][]markdown.Part, error) {
	var lacking []string
	for _, s := range t.site.StatusesOf(t.page) {
		if s.State == bilingual.Missing {
			lacking = append(lacking, s.Section.Source.ID)
		}
	}
	if lacking == nil {
		return nil, nil
	}
	doc, err := t.parsed.of(original)
	if err != nil {
		return nil, err
	}
	blocks, err := t.parsed.blocks(original)
	if err != nil {
		return nil, err
	}
	render := func(taken ids) (sections map[string][]markdown.Part, all []markdown.Part) {
		w := &writer{bodies: t.bodies, page: original, words: t.words, taken: taken}
		body := doc.Render(w.renderer())
		sections = map[string][]markdown.Part{}
		for _, id := range lacking {
			sections[id] = sectionOf(blocks, body, id)
			all = append(all, sections[id]...)
		}
		return sections, all
	}
	sections, all := render(ids{})
	if taken := idsOf(all).among(t.doc); !taken.none() {
		sections, _ = render(taken)
	}
	return sections, nil
}

// sectionOf are the parts of a section.
func sectionOf(blocks []page.Block, body *markdown.Body, id string) (parts []markdown.Part) {
	for i := range blocks {
		if blocks[i].Section == id {
			parts = append(parts, body.Blocks[i])
		}
	}
	return parts
}

// missing is a section that nobody has translated yet, in its own language.
func (t *translation) missing(original *site.Page, section []markdown.Part) []byte {
	var body []byte
	for _, part := range section {
		body = append(body, part.HTML...)
		t.sheets = t.sheets.And(part.Sheets)
	}
	t.sheets.Marks = true
	return fmt.Appendf(nil, "<div data-chrome data-untranslated lang=\"%s\">\n<p class=\"notice\" lang=\"%s\">%s</p>\n%s</div>\n",
		original.Lang.Lang, t.page.Lang.Lang, html.EscapeString(t.words.Word("untranslated")), body)
}

// stale is the note on a section whose source has changed since.
func (w *writer) stale(original *site.Page, id string) []byte {
	return fmt.Appendf(nil, "<p class=\"notice\" data-chrome data-stale>%s <a href=\"%s\" hreflang=\"%s\">%s</a></p>\n",
		html.EscapeString(w.words.Word("stale")), html.EscapeString(site.Href(w.page.Address, original.Address)+fragment(id)),
		original.Lang.Lang, html.EscapeString(w.words.Word("stale-source")))
}
