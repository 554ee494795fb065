package press

import (
	"fmt"
	"html"
	"slices"

	"woshou/generator/bilingual"
	"woshou/generator/markdown"
	"woshou/generator/page"
	"woshou/generator/site"
	"woshou/themes"
)

// sideBySide makes the pages on which the default language stands beside another
// one, block by block.
type sideBySide struct {
	single shells // of the pages in one language
	pages         // of the site in which pages link to each other side by side
}

// job writes one such page, at the address of the first of the two.
func (s *sideBySide) job(page *site.Page) Job {
	pair := s.bodies.site.Translations(page)
	job := (&leaf{
		outputs: []string{page.Address},
		shell:   func() (*themes.Page, error) { return s.shell(page, pair), nil },
		recipe: func() (site.Hash, error) {
			var recipes []any
			for _, t := range pair {
				recipe, err := s.recipe(t)
				if err != nil {
					return site.Hash{}, err
				}
				recipes = append(recipes, recipe)
			}
			return site.HashOf(recipes...), nil
		},
		fill: func(shell *themes.Page) (made, error) {
			body, err := s.bodies.sideBySide(pair)
			if err != nil {
				return made{}, fmt.Errorf("%s: %w", page.Source.Path, err)
			}
			body.onto(shell)
			shell.Sheets = append(s.shells.sheets(page, shell, body.sheets), site.Href(page.Address, s.single.theme.Sheet(themes.BothSheet).Name))
			return made{}, nil
		},
	}).job(s.single.theme)
	job.Group = page.Key
	return job
}

// shell is the page without its body: that of the first of the two, from which
// the languages lead to the pages in one language.
func (s sideBySide) shell(base *site.Page, pair []*site.Page) *themes.Page {
	shell := s.shells.of(base)
	shell.Languages = s.single.languagesAt(base.Address, s.single.site.Translations(base))
	shell.Progress = site.Href(base.Address, s.single.coverage(&s.single.site.Config.Languages[0]))
	shell.Both = &themes.Both{Href: site.Href(base.Address, base.Address), Current: true}
	shell.Scripts = append(shell.Scripts, site.Href(base.Address, s.single.theme.Both().Name))
	shell.Alternate, shell.Feed, shell.Twin = nil, "", ""
	var links []page.Link
	var allows []string
	for _, t := range pair {
		links, allows = append(links, t.Outline().Links...), append(allows, t.Outline().Allows...)
		if title := t.Title(); t != base && title != shell.Title && shell.Title != "" && !t.Untranslated {
			shell.Title += " · " + title
		}
	}
	shell.CSP = policy(imageOrigins(links), allows)
	if shown := texts(pair); len(shown) == 1 && len(pair) > 1 {
		shell.Text, shell.Notice = shown[0].Written().Lang, s.bodies.writer(base).words.Word("untranslated-page")
	}
	return shell
}

// texts are those of two pages whose text stands where both are shown: those that
// are written, and where neither is, what stands in for both of them. There is none
// where both are lists.
func texts(pair []*site.Page) []*site.Page {
	if !slices.ContainsFunc(pair, (*site.Page).IsWritten) && pair[0].Untranslated {
		return pair[:1]
	}
	return slices.DeleteFunc(slices.Clone(pair), func(t *site.Page) bool { return !t.IsWritten() })
}

// side is one of two pages that stand side by side.
type side struct {
	page   *site.Page
	blocks []page.Block
	body   *markdown.Body
	parts  []markdown.Part // the HTML of each block, as it stands here
	// beside is what stands beside a block that has no partner, by its place.
	beside map[int][]byte
}

// sideBySide is the body of such a page: a row for each row of the pairing.
func (b *bodies) sideBySide(pair []*site.Page) (rendered, error) {
	shown := texts(pair)
	switch len(shown) {
	case 0:
		return rendered{html: []byte(listing(b.site, pair[0]))}, nil
	case 1:
		only, err := b.side(shown[0], nil, ids{})
		if err != nil {
			return rendered{}, err
		}
		return rendered{only.body.HTML, len(only.body.Opening), only.body.Sheets()}, nil
	}
	paired, err := b.parsed.pair(shown[0], shown[1])
	if err != nil {
		return rendered{}, err
	}
	x, err := b.side(shown[0], nil, ids{})
	if err != nil {
		return rendered{}, err
	}
	y, err := b.side(shown[1], paired.marks, idsOf(x.parts).without(paired.once))
	if err != nil {
		return rendered{}, err
	}
	stale := b.behind(x, y)
	r := rows{a: x, b: y, once: paired.once}
	r.write(paired.rows)
	return rendered{r.out.Bytes(), r.opening, x.body.Sheets().And(y.body.Sheets()).And(markdown.Sheets{Marks: stale || r.notes})}, nil
}

// side renders a page that somebody wrote, with the marks that its blocks have
// here, and beside a text that has taken some ids.
func (b *bodies) side(of *site.Page, marks map[string]string, taken ids) (*side, error) {
	doc, err := b.parsed.of(of)
	if err != nil {
		return nil, err
	}
	blocks, err := b.parsed.blocks(of)
	if err != nil {
		return nil, err
	}
	w := b.writer(of)
	w.taken = taken
	body := doc.Render(marked(w.renderer(), marks))
	return &side{of, blocks, body, slices.Clone(body.Blocks), map[int][]byte{}}, w.words.Err()
}

// html is that of some blocks.
func (s *side) html(span bilingual.Span) []byte {
	var pieces [][]byte
	for _, part := range s.parts[span.From:span.To] {
		pieces = append(pieces, part.HTML)
	}
	return slices.Concat(pieces...)
}

// behind notes, on two pages side by side, where the one lags behind the other
// that it is made from: below the heading of a section whose source has
// changed, and in the empty cell beside one that nobody has translated. It
// reports whether there are any of the former.
func (b *bodies) behind(x, y *side) (stale bool) {
	source, target := x, y
	if b.site.Original(x.page) == y.page {
		source, target = y, x
	}
	w := b.writer(target.page)
	untranslated := fmt.Appendf(nil, "<p class=\"notice\" data-chrome data-untranslated>%s</p>\n", html.EscapeString(w.words.Word("untranslated-beside")))
	from, to := 0, 0 // where the section begins on either side
	for _, s := range b.site.StatusesOf(target.page) {
		switch s.State {
		case bilingual.Stale:
			target.parts[to].HTML, stale = slices.Concat(target.parts[to].HTML, w.stale(source.page, s.Section.Source.ID)), true
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
	return stale
}
