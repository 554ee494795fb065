package press

import (
	"cmp"
	"runtime"
	"slices"
	"sync"

	"woshou/generator/bilingual"
	"woshou/generator/markdown"
	"woshou/generator/memo"
	"woshou/generator/page"
	"woshou/generator/site"
)

// documents are the parsed pages of one site, those asked for lately, and how
// they pair up: a page is wanted for itself, for its translations, and for the
// pages side by side.
type documents struct {
	site   *site.Site
	match  func(a, b []page.Block, terms []bilingual.Term) []bilingual.Row
	parsed memo.Memo[[2]string, document] // by source and language
	paired memo.Memo[[4]string, pairing]  // by those of both
}

type document struct {
	doc    *markdown.Document
	blocks func() []page.Block
	err    error
}

// newDocuments returns the documents of a site. It holds as many as the jobs
// that are done at once are likely to ask for, were one thread to wait while
// another does a dozen.
func newDocuments(s *site.Site) *documents {
	size := 16 * runtime.GOMAXPROCS(0)
	return &documents{
		site: s, match: bilingual.Pair,
		parsed: memo.Memo[[2]string, document]{Size: size}, paired: memo.Memo[[4]string, pairing]{Size: size},
	}
}

// of is the document of a page; or of the page that it stands in for.
func (d *documents) of(page *site.Page) (*markdown.Document, error) {
	parsed := d.get(page)
	return parsed.doc, parsed.err
}

// blocks are those of a page's document. They must not be modified.
func (d *documents) blocks(page *site.Page) ([]page.Block, error) {
	parsed := d.get(page)
	if parsed.err != nil {
		return nil, parsed.err
	}
	return parsed.blocks(), nil
}

func (d *documents) get(of *site.Page) document {
	return d.parsed.Get(keyOf(of), func() document {
		doc, err := d.site.Document(of)
		return document{doc, sync.OnceValue(func() []page.Block { return doc.Blocks() }), err}
	})
}

func keyOf(page *site.Page) [2]string { return [2]string{page.Source.Path, page.Written().Code} }

// pairing says how the blocks of two pages belong together.
type pairing struct {
	rows  []bilingual.Row
	marks map[string]string // from the marks of the second to those of their partners in the first
	once  []string          // the ids of the figures that are the same in both, and at that id
	err   error
}

// pair pairs the blocks of a page with those of a translation of it.
func (d *documents) pair(first, second *site.Page) (pairing, error) {
	a, b := keyOf(first), keyOf(second)
	p := d.paired.Get([4]string{a[0], a[1], b[0], b[1]}, func() pairing { return d.newPairing(first, second) })
	return p, p.err
}

func (d *documents) newPairing(first, second *site.Page) pairing {
	x, y := d.get(first), d.get(second)
	if err := cmp.Or(x.err, y.err); err != nil {
		return pairing{err: err}
	}
	a, b := x.blocks(), y.blocks()
	terms := d.site.Terms(first.Lang, second.Lang)
	rows := d.match(a, b, terms)
	p := pairing{marks: sharedMarks(a, b, bilingual.Partners(a, b, rows, terms)), rows: wholeElements(a, b, rows)}
	for _, row := range p.rows {
		if row.A.Len() != 1 || row.B.Len() != 1 {
			continue
		}
		f, g := &a[row.A.From], &b[row.B.From]
		if f.Kind == "figure" && g.Kind == "figure" && f.ID == g.ID && f.Text == g.Text && isAnchored(x.doc, f.ID) && isAnchored(y.doc, f.ID) {
			p.once = append(p.once, f.ID)
		}
	}
	return p
}

// isAnchored reports whether the element of a figure has the figure's id.
func isAnchored(doc *markdown.Document, id string) bool {
	return slices.ContainsFunc(doc.Figures, func(f page.Figure) bool { return f.ID == id && f.Anchor })
}

// wholeElements joins rows that raw HTML holds together: an element that opens
// in one block and closes in a later one must not end with its row.
func wholeElements(a, b []page.Block, rows []bilingual.Row) []bilingual.Row {
	var all []bilingual.Row
	for _, row := range rows {
		if n := len(all); n > 0 && !(isWhole(a, all[n-1].A) && isWhole(b, all[n-1].B)) {
			all[n-1].A.To, all[n-1].B.To = row.A.To, row.B.To
			continue
		}
		all = append(all, row)
	}
	return all
}

// isWhole reports whether some blocks leave no element open.
func isWhole(blocks []page.Block, span bilingual.Span) bool {
	open := 0
	for i := span.From; i < span.To; i++ {
		open += blocks[i].Open
	}
	return open <= 0
}
