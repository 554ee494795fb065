package press

import (
	"woshou/generator/memo"
	"woshou/generator/site"
)

// links are where the links of a site lead. Of each it is asked several times in
// short order: by what depends on it, by its page, its twin and the page side by
// side.
type links struct {
	addresses
	lately memo.Memo[link, ends]
}

// link is one as it is written on a page.
type link struct {
	from *site.Page
	dest string
}

// ends are where a link leads from its page, and from the twin of that.
type ends struct{ href, inTwin string }

func newLinks(a addresses) *links {
	const few = 512 // the links of a dozen pages
	return &links{a, memo.Memo[link, ends]{Size: few}}
}

func (l *links) of(from *site.Page, dest string) ends {
	return l.lately.Get(link{from, dest}, func() ends {
		href := l.site.Resolve(from, dest).Href
		return ends{href, l.twinLink(from, href)}
	})
}

// on are where the links of a page lead, those of its twin too.
func (l *links) on(page *site.Page) (all []string) {
	for _, written := range page.Outline().Links {
		leads := l.of(page, written.Dest)
		all = append(all, leads.href+" "+leads.inTwin)
	}
	return all
}
