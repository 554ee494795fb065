package press

import (
	"runtime"
	"sync"

	"woshou/generator/markdown"
	"woshou/generator/memo"
	"woshou/generator/page"
	"woshou/generator/site"
)

// documents are the parsed pages of one site, those asked for lately: a page is
// wanted for itself, for its translations, and for the pages side by side.
type documents struct {
	site   *site.Site
	parsed memo.Memo[[2]string, document] // by source and language
}

type document struct {
	doc    *markdown.Document
	blocks func() []page.Block
	err    error
}

// newDocuments returns the documents of a site. It holds as many as the jobs
// that are done at once are likely to ask for.
func newDocuments(s *site.Site) *documents {
	return &documents{site: s, parsed: memo.Memo[[2]string, document]{Size: 4 * runtime.GOMAXPROCS(0)}}
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

func (d *documents) get(wanted *site.Page) document {
	return d.parsed.Get([2]string{wanted.Source.Path, wanted.Written().Code}, func() document {
		doc, err := d.site.Document(wanted)
		return document{doc, sync.OnceValue(func() []page.Block { return doc.Blocks() }), err}
	})
}
