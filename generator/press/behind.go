package press

import (
	"fmt"
	"html"
	"slices"

	"woshou/generator/bilingual"
	"woshou/generator/site"
	"woshou/themes"
)

// behind notes, on two pages side by side, where the one lags behind the other
// that it is made from: below the heading of a section whose source has
// changed, and in the empty cell beside one that nobody has translated.
func (p *Press) behind(a, b *side) {
	source, target := a, b
	if p.site.Original(a.page) == b.page {
		source, target = b, a
	}
	w := p.writer(target.page)
	t := &translation{writer: w}
	untranslated := fmt.Appendf(nil, "<p class=\"notice\" data-chrome data-untranslated>%s</p>\n", html.EscapeString(w.words.Word("untranslated-beside")))
	from, to := 0, 0 // where the section begins on either side
	for _, s := range p.site.StatusesOf(target.page) {
		switch s.State {
		case bilingual.Stale:
			target.pieces[to] = slices.Concat(target.pieces[to], t.stale(source.page, s.Section.Source.ID))
		case bilingual.Missing:
			source.beside[from] = untranslated
		}
		if s.Section.Source != nil {
			from += s.Section.Source.Blocks
		}
		if s.Section.Target != nil {
			to += s.Section.Target.Blocks
		}
	}
}

// alone says on a page side by side that only one of the two has been written.
func (p *Press) alone(shell *themes.Page, page *site.Page, pair []*site.Page) {
	written := slices.DeleteFunc(slices.Clone(pair), func(t *site.Page) bool { return !t.IsWritten() })
	if len(written) == 1 && len(pair) > 1 {
		shell.Text, shell.Notice = written[0].Lang.Lang, p.writer(page).words.Word("untranslated-page")
	}
}
