package site

import (
	"strings"

	"woshou/generator/flavour"
)

// SideBySide is the same site with the default language and another one on one
// page: both of its languages, and both translations of a page, have the same
// addresses, below both/. Links between pages so lead from one such page to
// another. Its navigation is that of each language.
func (s *Site) SideBySide(second *Language) *Site {
	prefix := s.sideBySidePrefix(second)
	n := &Site{Config: s.Config, Folder: s.Folder, options: s.options, files: s.files, Files: s.Files, Lock: s.Lock, Words: s.Words, uses: s.uses}
	n.Config.Languages = []Language{s.Config.Languages[0], *second}
	loader{n}.index(len(s.Pages))
	for i := range n.Config.Languages {
		n.Config.Languages[i].Prefix = prefix
	}
	for _, p := range s.Pages {
		for i := range n.Config.Languages {
			if lang := &n.Config.Languages[i]; p.Lang.Code == lang.Code {
				q := *p
				q.Lang, q.Address = lang, prefix+p.Key+".html"
				n.Pages = append(n.Pages, &q)
			}
		}
	}
	for _, p := range n.Pages {
		loader{n}.enter(p)
	}
	loader{n}.navigate() // what is wrong with it, s has said
	return n
}

// SideBySideAddress is where a page shows the default language beside another.
func (s *Site) SideBySideAddress(key string, second *Language) string {
	return s.sideBySidePrefix(second) + key + ".html"
}

func (s *Site) sideBySidePrefix(second *Language) string {
	if second.Code == s.Config.Languages[1].Code {
		return BothFolder + "/"
	}
	return BothFolder + "/" + second.Code + "/"
}

// index makes room for so many pages to be known.
func (s loader) index(pages int) {
	s.bySmall = map[string]*Page{}
	s.byAddress, s.bySource, s.byKey = make(map[string]*Page, pages), make(map[string]*Page, pages), make(map[string][]*Page, pages)
}

// enter makes a page known by its address, source and key.
func (s loader) enter(p *Page) {
	if s.byAddress[p.Address] == nil {
		s.byAddress[p.Address] = p
	}
	if !p.Untranslated {
		s.bySource[p.Source.Path] = p
		if flavour.Of(s.Config.Flavour).Small {
			s.bySmall[strings.ToLower(p.Source.Path)] = p
		}
	}
	s.byKey[p.Key] = append(s.byKey[p.Key], p)
}
