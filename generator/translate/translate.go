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

	"woshou/diagrams/place"
	"woshou/generator/bilingual"
	"woshou/generator/diagnostic"
	"woshou/generator/page"
	"woshou/generator/site"
)

// Item is one section of a translation, with where it stands.
type Item struct {
	bilingual.Status
	// Source and Target are where its heading stands; with Line 0 there is no
	// such section, and File may be one that nobody has written yet.
	Source, Target place.Place
}

// Heading is what the section is called, in its source where there is one.
func (i Item) Heading() string {
	if i.Section.Source != nil {
		return i.Section.Source.Text
	}
	return i.Section.Target.Text
}

// Digests are those of the section in the source and in the translation, ""
// where there is no such section.
func (i Item) Digests() (source, target string) {
	if i.Section.Source != nil {
		source = i.Section.Source.Digest
	}
	if i.Section.Target != nil {
		target = i.Section.Target.Digest
	}
	return source, target
}

// Items are the sections of all translations of a site, in the order of its
// pages.
func Items(s *site.Site) []Item {
	statuses := s.Statuses()
	items := make([]Item, len(statuses))
	for n, status := range statuses {
		source := s.In(status.Page, status.Translation.Source)
		items[n] = Item{
			Status: status,
			Source: standing(source, status.Section.Source),
			Target: standing(s.In(status.Page, status.Translation.Target), status.Section.Target),
		}
	}
	return items
}

// standing is where a section of a page stands: the line of its heading.
func standing(on *site.Page, section *page.Section) place.Place {
	if section == nil {
		return place.Place{File: on.Path()}
	}
	return place.Place{File: section.File, Line: section.Line, Col: 1, Width: 1}
}

// Choice is what a user chose of a site's sections: all, or those of some
// pages, each with a section or without.
type Choice []struct{ page, section string }

// Choose reads what a user named: pages such as tcp, tcp.md or zh/tcp.md, each
// with #SECTION, the id in either language, or without. Nothing stands for all.
func Choose(s *site.Site, items []Item, named []string) (Choice, error) {
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
func (c Choice) Has(i Item) bool {
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

// Count is how many sections are in each state.
type Count map[bilingual.State]int

// Of counts sections that pick chooses.
func Of(items []Item, pick func(Item) bool) Count {
	count := Count{}
	for _, i := range items {
		if pick(i) {
			count[i.State]++
		}
	}
	return count
}

// Sources is how many sections there are to translate.
func (c Count) Sources() int { return c.Translated() + c[bilingual.Missing] }

// Translated is how many of them have a translation, up to date or not.
func (c Count) Translated() int {
	return c[bilingual.Fresh] + c[bilingual.Edited] + c[bilingual.Stale] + c[bilingual.Unverified]
}

// Percent is how many of a hundred sections have a translation, rounded down:
// a hundred means all. Of nothing, all is translated.
func (c Count) Percent() int {
	if c.Sources() == 0 {
		return 100
	}
	return 100 * c.Translated() / c.Sources()
}
