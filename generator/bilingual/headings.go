package bilingual

import "woshou/generator/markdown"

// Headings pairs the headings of two pages, as Pair does where headings are
// all there is: the result leads from the ids of a to those of b.
func Headings(a, b []markdown.Heading) map[string]string {
	x, y := headingBlocks(a), headingBlocks(b)
	partner := map[string]string{}
	for _, row := range Pair(x, y, nil) {
		for i := range min(row.A.Len(), row.B.Len()) {
			partner[x[row.A.From+i].Section] = y[row.B.From+i].Section
		}
	}
	return partner
}

func headingBlocks(headings []markdown.Heading) []markdown.Block {
	blocks := make([]markdown.Block, len(headings))
	for i, h := range headings {
		blocks[i] = markdown.Block{Section: h.ID, Kind: "heading", Level: h.Level, Text: h.Text}
		if h.Explicit {
			blocks[i].ID = h.ID
		}
	}
	return blocks
}
