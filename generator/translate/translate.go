// Package translate keeps account of a site's translations: which sections
// need work, what changed in their sources since, and that they are done.
//
// How each section stands is worked out from the pages alone (package
// bilingual). What a section's source was when it was translated is known by
// its digest only, which the site's lock holds; the text itself comes from the
// history of the repository that the site lies in, where there is one.
package translate

import (
	"fmt"
	"slices"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/site"
)

// Choice is what a user chose of a site's sections: all, or those of some
// pages, each with a section or without.
type Choice []struct{ page, section string }

// Choose reads what a user named: pages such as tcp, tcp.md or zh/tcp.md, each
// with #SECTION, the id in either language, or without. Nothing stands for all.
func Choose(s *site.Site, items []site.Item, named []string) (Choice, error) {
	var choice Choice
	for _, name := range named {
		page, section, one := strings.Cut(name, "#")
		key, err := pageKey(s, page)
		if err != nil {
			return nil, err
		}
		chosen := Choice{{key, section}}
		if one && !slices.ContainsFunc(items, chosen.Has) {
			return nil, fmt.Errorf("the page %s has no section #%s", key, section)
		}
		if !one {
			chosen[0].section = all
		}
		choice = append(choice, chosen...)
	}
	return choice, nil
}

// all stands for all sections of a page: no heading has such an id.
const all = "#"

// Has reports whether a section is among the chosen ones.
func (c Choice) Has(i site.Item) bool {
	if len(c) == 0 {
		return true
	}
	for _, chosen := range c {
		if chosen.page != i.Page {
			continue
		}
		source, target := i.Section.Source, i.Section.Target
		if chosen.section == all || source != nil && source.ID == chosen.section || target != nil && target.ID == chosen.section {
			return true
		}
	}
	return false
}

// pageKey is the page that a user named.
func pageKey(s *site.Site, name string) (string, error) {
	var keys []string
	for _, p := range s.Pages {
		if name == p.Key || name == p.Key+".md" || name == p.Source.Path || name == p.Path() {
			return p.Key, nil
		}
		keys = append(keys, p.Key)
	}
	err := fmt.Errorf("no page %s", name)
	if near := diagnostic.Nearest(name, keys); near != "" {
		err = fmt.Errorf("%w: did you mean %s?", err, near)
	}
	return "", err
}
