package site

import (
	"iter"
	"slices"

	"woshou/generator/bilingual"
	"woshou/generator/diagnostic"
	"woshou/generator/page"
)

// Item is one section of a translation, with where it stands.
type Item struct {
	bilingual.Status
	// Source and Target are where its heading stands; with Line 0 there is no
	// such section, and File may be one that nobody has written yet.
	Source, Target diagnostic.Place
}

// Heading is what the section is called, in its source where there is one.
func (i Item) Heading() string {
	if i.Section.Source != nil {
		return i.Section.Source.Text
	}
	return i.Section.Target.Text
}

// IsStale reports whether the source has changed since it was translated.
func (i Item) IsStale() bool { return i.State == bilingual.Stale }

// IsMissing reports whether nobody has translated the section.
func (i Item) IsMissing() bool { return i.State == bilingual.Missing }

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
func (s *Site) Items() []Item { return s.itemsOf(s.Pages) }

// ItemsByPage yields the sections of one translation after another, in the order of
// the pages: all that a large site has to say of its sections takes much memory.
func (s *Site) ItemsByPage() iter.Seq[[]Item] {
	together := len(s.Pages) // what the lock knows may have moved to another page
	if len(s.Lock) == 0 {
		together = 1
	}
	return func(yield func([]Item) bool) {
		for pages := range slices.Chunk(s.Pages, max(1, together)) {
			items := s.itemsOf(pages)
			for len(items) > 0 {
				n := slices.IndexFunc(items, func(i Item) bool { return i.Translation != items[0].Translation })
				if n < 0 {
					n = len(items)
				}
				if !yield(items[:n]) {
					return
				}
				items = items[n:]
			}
		}
	}
}

// itemsOf are the sections of those of some pages that are translations.
func (s *Site) itemsOf(pages []*Page) []Item {
	statuses := s.statusesOf(pages)
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
func standing(on *Page, section *page.Section) diagnostic.Place {
	if section == nil {
		return diagnostic.Place{File: on.Path()}
	}
	return diagnostic.Place{File: section.File, Line: section.Line, Col: 1, Width: 1}
}

// Count is how many sections are in each state.
type Count map[bilingual.State]int

// CountOf counts sections that pick chooses.
func CountOf(items []Item, pick func(Item) bool) Count {
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
