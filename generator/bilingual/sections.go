package bilingual

import "woshou/generator/markdown"

// Section is a section of a page and its translation. One of them may be
// missing, not both.
type Section struct{ Source, Target *markdown.Section }

// Sections pairs the sections of a page with those of its translation, by the
// rows that Pair found. They come in the order of the page; what only the
// translation has stands where it stands there.
func Sections(source, target *markdown.Document, rows []Row) []Section {
	a, b := source.Blocks(), target.Blocks()
	partner := map[string]string{}
	for _, row := range rows {
		x, y := headings(a[row.A.From:row.A.To]), headings(b[row.B.From:row.B.To])
		for i := range min(len(x), len(y)) {
			partner[x[i]] = y[i]
		}
	}
	partner[""] = ""
	return merge(source.Sections(), target.Sections(), partner)
}

func headings(blocks []markdown.Block) (ids []string) {
	for i := range blocks {
		if blocks[i].Kind == "heading" {
			ids = append(ids, blocks[i].Section)
		}
	}
	return ids
}

// merge puts the sections of two pages in one order.
func merge(source, target []markdown.Section, partner map[string]string) []Section {
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
