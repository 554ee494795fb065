package site

import (
	"path"

	"woshou/generator/bilingual"
)

// Statuses says of each section of each translation how it stands to the page
// that it is made from, in the order of Pages.
func (s *Site) Statuses() []bilingual.Status {
	var all []bilingual.Translation
	for _, p := range s.Pages {
		if t, ok := s.Translation(p); ok {
			all = append(all, t)
		}
	}
	return bilingual.Statuses(all, s.Lock)
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
	if !p.IsWritten() {
		for i := range original.Sections {
			t.Sections = append(t.Sections, bilingual.Section{Source: &original.Sections[i]})
		}
		return t, true
	}
	t.Sections = bilingual.Sections(original.Sections, p.Sections, bilingual.Headings(original.Headings, p.Headings))
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
