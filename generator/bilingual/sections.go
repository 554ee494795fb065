package bilingual

import (
	"maps"

	"woshou/generator/page"
)

// Section is a section of a page and its translation. One of them may be
// missing, not both.
type Section struct{ Source, Target *page.Section }

// Sections pairs the sections of a page with those of its translation, whose
// headings are partners as Headings finds them. They come in the order of the
// page; what only the translation has stands where it stands there.
func Sections(source, target []page.Section, partner map[string]string) []Section {
	partner = maps.Clone(partner)
	partner[""] = ""
	return merge(source, target, partner)
}

// merge puts the sections of two pages in one order.
func merge(source, target []page.Section, partner map[string]string) []Section {
	place := map[string]int{}
	for j := range target {
		place[target[j].ID] = j
	}
	var all []Section
	next := 0 // in target
	for i := range source {
		id, known := partner[source[i].ID]
		j, there := place[id]
		if !known || !there {
			all = append(all, Section{Source: &source[i]})
			continue
		}
		for ; next < j; next++ {
			all = append(all, Section{Target: &target[next]})
		}
		all = append(all, Section{&source[i], &target[j]})
		next = j + 1
	}
	for ; next < len(target); next++ {
		all = append(all, Section{Target: &target[next]})
	}
	return all
}
