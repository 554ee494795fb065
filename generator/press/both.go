package press

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"html"
	"html/template"
	"slices"

	"woshou/generator/bilingual"
	"woshou/generator/diagnostic"
	"woshou/generator/markdown"
	"woshou/generator/page"
	"woshou/generator/site"
	"woshou/themes"

	nethtml "golang.org/x/net/html"
)

// sideBySideJobs write the pages on which the default language stands beside
// another one, block by block: for each key of pages one for each other language.
func (p *Press) sideBySideJobs() map[string][]Job {
	jobs := map[string][]Job{}
	if !p.site.Config.Both {
		return jobs
	}
	for i := range p.site.Config.Languages[1:] {
		beside := p.For(p.site.SideBySide(&p.site.Config.Languages[i+1]))
		beside.parsed = p.parsed
		for _, page := range beside.site.Pages {
			if beside.site.Page(page.Address) == page {
				jobs[page.Key] = append(jobs[page.Key], p.sideBySideJob(beside, page))
			}
		}
	}
	return jobs
}

// sideBySideJob writes one such page. beside is the press of the site in which
// pages link to each other side by side; p that of the site itself.
func (p *Press) sideBySideJob(beside *Press, page *site.Page) Job {
	pair := beside.site.Translations(page)
	shell := func() *themes.Page { return p.sideBySideShell(beside, page, pair) }
	return Job{
		Outputs: []string{page.Address},
		Recipe: func() (site.Hash, error) {
			hash := sha256.New()
			hash.Write(mustJSON(shell()))
			for _, t := range pair {
				recipe, err := beside.bodyRecipe(t)
				if err != nil {
					return site.Hash{}, err
				}
				hash.Write(recipe[:])
			}
			return site.Hash(hash.Sum(nil)), nil
		},
		Make: func() ([][]byte, []diagnostic.Problem, error) {
			shell := shell()
			body, err := beside.sideBySide(pair)
			if err != nil {
				return nil, nil, fmt.Errorf("%s: %w", page.Source.Path, err)
			}
			shell.Body = template.HTML(body)
			shell.Sheets = append(beside.sheets(page, shell, body), site.Href(page.Address, p.theme.Sheet(themes.BothSheet).Name))
			content, faults, err := p.write(shell)
			return [][]byte{content}, faults, err
		},
	}
}

// sideBySideShell is the page without its body: that of the first of the two,
// from which the languages lead to the pages in one language.
func (p *Press) sideBySideShell(beside *Press, base *site.Page, pair []*site.Page) *themes.Page {
	shell := beside.shell(base)
	plain := p.site.Translations(base)
	shell.Languages = p.languagesAt(base.Address, plain)
	shell.Progress = site.Href(base.Address, p.coverage(&p.site.Config.Languages[0]))
	shell.Both = &themes.Both{Href: site.Href(base.Address, base.Address), Current: true}
	shell.Scripts = slices.Insert(shell.Scripts, 1, site.Href(base.Address, p.theme.Both().Name))
	shell.Alternate, shell.Feed, shell.Twin = nil, "", ""
	var links []page.Link
	for _, t := range pair {
		links = append(links, t.Links...)
		if title := t.Title(); t != base && title != shell.Title && shell.Title != "" && !t.Untranslated {
			shell.Title += " · " + title
		}
	}
	shell.CSP = policy(imageOrigins(links))
	beside.alone(shell, base, pair)
	return shell
}

// sideBySide is the body of such a page: a row for each row of the pairing.
func (p *Press) sideBySide(pair []*site.Page) ([]byte, error) {
	sides, err := p.sides(pair)
	switch {
	case err != nil:
		return nil, err
	case len(sides) == 0:
		return []byte(p.listing(pair[0])), nil
	case len(sides) == 1:
		return slices.Concat(sides[0].pieces...), nil
	}
	a, b := sides[0], sides[1]
	terms := p.site.Terms(a.page.Lang, b.page.Lang)
	rows := bilingual.Pair(a.blocks, b.blocks, terms)
	marks := sharedMarks(a.blocks, b.blocks, bilingual.Partners(a.blocks, b.blocks, rows, terms))
	taken := idsIn(a.pieces...)
	for i := range b.pieces {
		own := b.blocks[i].Mark()
		if shared := cmp.Or(marks[own], own); shared != own {
			b.pieces[i] = bytes.Replace(b.pieces[i], mark(own), mark(shared), 1)
		}
		b.pieces[i] = taken.rename(b.pieces[i], "."+b.page.Lang.Code)
	}
	p.behind(a, b)
	var out bytes.Buffer
	out.Grow(2 * (size(a.pieces) + size(b.pieces)))
	for _, row := range wholeElements(a, b, rows) {
		writePair(&out, a, b, row)
	}
	return out.Bytes(), nil
}

func size(pieces [][]byte) (n int) {
	for _, piece := range pieces {
		n += len(piece)
	}
	return n
}

func mark(value string) []byte { return []byte(` data-block="` + html.EscapeString(value) + `"`) }

// side is one of two pages that stand side by side.
type side struct {
	page   *site.Page
	blocks []page.Block
	pieces [][]byte // the HTML of each block
	raw    bool     // some of it is the author's HTML
	// beside is what stands beside a block that has no partner, by its place.
	beside map[int][]byte
}

// sides renders the pages that somebody wrote.
func (p *Press) sides(pair []*site.Page) (sides []*side, err error) {
	for _, page := range pair {
		if !page.IsWritten() {
			continue
		}
		doc, err := p.parsed.of(page)
		if err != nil {
			return nil, err
		}
		blocks, err := p.parsed.blocks(page)
		if err != nil {
			return nil, err
		}
		w := p.writer(page)
		s := &side{page: page, blocks: blocks, pieces: htmlOf(doc.Render(w.renderer())), raw: doc.HasHTML, beside: map[int][]byte{}}
		if w.words.Err() != nil {
			return nil, w.words.Err()
		}
		sides = append(sides, s)
	}
	return sides, nil
}

// htmlOf is the HTML of each block of a body.
func htmlOf(body *markdown.Body) [][]byte {
	pieces := make([][]byte, len(body.Blocks))
	for i, block := range body.Blocks {
		pieces[i] = block.HTML
	}
	return pieces
}

// wholeElements joins rows that raw HTML holds together: an element that opens
// in one block and closes in a later one must not end with its row.
func wholeElements(a, b *side, rows []bilingual.Row) []bilingual.Row {
	var all []bilingual.Row
	for _, row := range rows {
		if n := len(all); n > 0 && !(a.isWhole(all[n-1].A) && b.isWhole(all[n-1].B)) {
			all[n-1].A.To, all[n-1].B.To = row.A.To, row.B.To
			continue
		}
		all = append(all, row)
	}
	return all
}

// isWhole reports whether some blocks leave no element open.
func (s *side) isWhole(span bilingual.Span) bool {
	return !s.raw || balanced(s.pieces[span.From:span.To])
}

// balanced reports whether HTML closes the elements that it opens.
func balanced(pieces [][]byte) bool {
	depth := 0
	z := nethtml.NewTokenizer(bytes.NewReader(slices.Concat(pieces...)))
	for kind := z.Next(); kind != nethtml.ErrorToken; kind = z.Next() {
		switch name, _ := z.TagName(); {
		case slices.Contains(voidElements, string(name)):
		case kind == nethtml.StartTagToken:
			depth++
		case kind == nethtml.EndTagToken:
			depth--
		}
	}
	return depth <= 0
}

// voidElements have no end tag.
var voidElements = []string{"area", "br", "col", "embed", "hr", "img", "input", "link", "source", "track", "wbr"}

// writePair writes one row: two cells, or what both languages share once across
// both. Tables are as wide as the page, one below the other.
func writePair(out *bytes.Buffer, a, b *side, row bilingual.Row) {
	x, y := slices.Concat(a.pieces[row.A.From:row.A.To]...), slices.Concat(b.pieces[row.B.From:row.B.To]...)
	if row.A.Len() == 1 && row.B.Len() == 1 && shared(&a.blocks[row.A.From], &b.blocks[row.B.From], x, y) {
		fmt.Fprintf(out, "<div class=\"row whole\" lang=\"%s\">\n%s</div>\n", a.page.Lang.Lang, x)
		return
	}
	class := "row"
	if row.A.Len() == 1 && a.blocks[row.A.From].Kind == "table" || row.B.Len() == 1 && b.blocks[row.B.From].Kind == "table" {
		class = "row whole"
	}
	fmt.Fprintf(out, "<div class=\"%s\">\n", class)
	if row.A.Len() == 0 {
		x = b.beside[row.B.From]
	}
	fmt.Fprintf(out, "<div lang=\"%s\">\n%s</div>\n", a.page.Lang.Lang, x)
	if row.B.Len() > 0 {
		fmt.Fprintf(out, "<details open lang=\"%s\"><summary data-chrome>%s</summary>\n%s</details>\n", b.page.Lang.Lang, html.EscapeString(b.page.Lang.Name), y)
	} else if note := a.beside[row.A.From]; note != nil {
		fmt.Fprintf(out, "<div lang=\"%s\">\n%s</div>\n", b.page.Lang.Lang, note)
	}
	out.WriteString("</div>\n")
}

// shared reports whether two blocks are one thing in both languages: the same
// figure, or code or a table that says the same to the letter.
func shared(a, b *page.Block, x, y []byte) bool {
	switch {
	case a.Kind != b.Kind:
		return false
	case a.Kind == "figure" || a.Kind == "code":
		return a.ID == b.ID && a.Text == b.Text
	}
	return a.Kind == "table" && bytes.Equal(x, y)
}
