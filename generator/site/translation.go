package site

import (
	"cmp"
	"slices"

	"woshou/generator/bilingual"
	"woshou/generator/page"
)

// Written is the language that the page's text is in: that of the page, but
// for one that nobody has translated.
func (p *Page) Written() *Language {
	if p.Untranslated {
		return p.original.Lang
	}
	return p.Lang
}

// IsWritten reports whether somebody wrote the page in its language.
func (p *Page) IsWritten() bool { return !p.Listing && !p.Untranslated }

// Original is the page that the others are translations of: the one whose
// language the front matter of any of them names as `source:`, else the first.
func (s *Site) Original(p *Page) *Page {
	all := s.Translations(p)
	for _, t := range all {
		if i := slices.IndexFunc(all, func(o *Page) bool { return o.Lang.Code == t.Meta.Source && o.IsWritten() }); t.Meta.Source != "" && i >= 0 {
			return all[i]
		}
	}
	return all[max(0, slices.IndexFunc(all, (*Page).IsWritten))]
}

// standIn adds, for every page and every language that lacks it, a page that
// shows the source instead of the translation. Home pages are left to be lists.
func (s loader) standIn() {
	byKey := make(map[string][]*Page, len(s.Pages))
	var keys []string
	for _, p := range s.Pages {
		if byKey[p.Key] == nil {
			keys = append(keys, p.Key)
		}
		byKey[p.Key] = append(byKey[p.Key], p)
	}
	languages := s.Config.Languages
	for _, key := range keys {
		in := func(lang *Language) *Page {
			i := slices.IndexFunc(byKey[key], func(p *Page) bool { return p.Lang == lang })
			if i < 0 {
				return nil
			}
			return byKey[key][i]
		}
		var original *Page
		for i := range languages {
			original = cmp.Or(original, in(&languages[i]))
		}
		for i := range languages {
			lang := &languages[i]
			if in(lang) != nil || original.IsHome() {
				continue
			}
			p := s.newPage(original.Source, key, lang)
			p.Untranslated, p.original, p.Record = true, original, original.Record
			s.Pages = append(s.Pages, p)
		}
	}
}

// Counterparts lead from the ids of a page's headings to those by which another
// translation of it knows the same headings.
func (s *Site) Counterparts(p, other *Page) map[string]string {
	if !other.IsWritten() || !p.IsWritten() {
		return nil
	}
	return s.partners(p, other)
}

// partners pair the headings of two translations of a page. What the lock says
// of them still holds if the one is there and the other has not changed.
func (s *Site) partners(a, b *Page) map[string]string {
	known := map[string]string{}
	for _, e := range s.LockOf(a) {
		switch {
		case e.Source == a.Lang.Code && e.Target == b.Lang.Code:
			if id := b.sectionOf(e.TargetDigest); id != "" {
				known[e.Section] = id
			}
		case e.Source == b.Lang.Code && e.Target == a.Lang.Code:
			if id := a.sectionOf(e.TargetDigest); id != "" {
				known[id] = e.Section
			}
		}
	}
	return bilingual.Headings(a.Outline().headings(), b.Outline().headings(), s.Terms(a.Lang, b.Lang), known)
}

// sectionOf is the id of the section that has a digest, "" if there is not just
// one.
func (p *Page) sectionOf(digest string) (id string) {
	for _, section := range p.Outline().Sections {
		if section.Digest != digest {
			continue
		}
		if id != "" {
			return ""
		}
		id = section.ID
	}
	return id
}

// SurePairs are the blocks of two translations of a page that are certain to be
// partners: those of sections that have one block beside one all through.
func (s *Site) SurePairs(p, other *Page, a, b []page.Block) (pairs [][2]*page.Block) {
	rows := bilingual.Pair(a, b, s.Terms(p.Lang, other.Lang))
	sure := sureSections(a, rows)
	for _, row := range rows {
		if row.A.Len() == 1 && row.B.Len() == 1 && sure[a[row.A.From].Section] {
			pairs = append(pairs, [2]*page.Block{&a[row.A.From], &b[row.B.From]})
		}
	}
	return pairs
}

// sureSections are the sections of a in which every row is one block beside one.
func sureSections(a []page.Block, rows []bilingual.Row) map[string]bool {
	sure := map[string]bool{}
	section := ""
	for _, row := range rows {
		if row.A.Len() > 0 {
			section = a[row.A.From].Section
		}
		before, known := sure[section]
		sure[section] = (before || !known) && row.A.Len() == 1 && row.B.Len() == 1
	}
	return sure
}
