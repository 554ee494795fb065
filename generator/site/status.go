package site

import (
	"path"
	"slices"
	"strings"

	"woshou/generator/bilingual"
)

// Statuses says of each section of each translation how it stands to the page
// that it is made from, in the order of Pages.
func (s *Site) Statuses() []bilingual.Status { return s.statusesOf(s.Pages) }

// statusesOf says of each section of those of some pages that are translations how
// it stands to the page that it is made from.
func (s *Site) statusesOf(pages []*Page) []bilingual.Status {
	var all []bilingual.Translation
	for _, p := range pages {
		if t, ok := s.Translation(p); ok {
			all = append(all, t)
		}
	}
	return bilingual.Statuses(all, s.Lock)
}

// StatusesOf says it of one page alone, by its part of the lock. A section that came
// from another page is not followed, so it is unverified: that is nothing to tell a
// reader.
func (s *Site) StatusesOf(p *Page) []bilingual.Status {
	t, ok := s.Translation(p)
	if !ok {
		return nil
	}
	return bilingual.Statuses([]bilingual.Translation{t}, s.LockOf(p))
}

// LockOf is what the lock, which is sorted, says of a page.
func (s *Site) LockOf(p *Page) bilingual.Lock {
	byPage := func(e bilingual.Entry, key string) int { return strings.Compare(e.Page, key) }
	from, _ := slices.BinarySearchFunc(s.Lock, p.Key, byPage)
	to := from
	for to < len(s.Lock) && s.Lock[to].Page == p.Key {
		to++
	}
	return s.Lock[from:to]
}

// Translation pairs the sections of a page with those of its original. Of a
// page that nobody has translated all are missing. An original is no
// translation, nor is a page that nobody has written in any language.
func (s *Site) Translation(p *Page) (bilingual.Translation, bool) {
	original := s.Original(p)
	if p == original || !original.IsWritten() {
		return bilingual.Translation{}, false
	}
	t := bilingual.Translation{Page: p.Key, Source: original.Lang.Code, Target: p.Lang.Code}
	sections := original.Outline().Sections
	if !p.IsWritten() {
		for i := range sections {
			t.Sections = append(t.Sections, bilingual.Section{Source: &sections[i]})
		}
		return t, true
	}
	t.Sections = bilingual.Sections(sections, p.Outline().Sections, s.partners(original, p))
	return t, true
}

// In is a page by its key and its language, nil if there is none.
func (s *Site) In(key, code string) *Page {
	for _, p := range s.byKey[key] {
		if p.Lang.Code == code {
			return p
		}
	}
	return nil
}

// Path is the file that the page is written in, or would be: of a page that
// nobody has translated, the one to write.
func (p *Page) Path() string {
	if !p.Untranslated {
		return p.Source.Path
	}
	return path.Join(p.Lang.Folder, p.Key+".md")
}

// Terms are the site's terms in two languages.
func (s *Site) Terms(a, b *Language) (terms []bilingual.Term) {
	for _, names := range s.Config.Glossary {
		if x, y := names.In(a.Code), names.In(b.Code); x != "" && y != "" {
			terms = append(terms, bilingual.Term{A: x, B: y})
		}
	}
	return terms
}
