package markdown

import (
	"slices"

	"woshou/diagrams/golden"
	"woshou/generator/diagnostic"
	"woshou/generator/flavour"
	"woshou/generator/front"
	"woshou/generator/page"
	"woshou/generator/source"
)

// parsePage reads a page as a site does: its front matter, then the rest.
func parsePage(name string, src []byte, opt Options) *Document {
	return parseText(source.Read(name, src, source.Files{}), opt)
}

// parseIn reads a page that may include the other parts of a case.
func parseIn(c golden.Case, page golden.Part, opt Options) *Document {
	return parseText(Read(page.Name, []byte(page.Text), c.Read, opt), opt)
}

func parseText(text *source.Text, opt Options) *Document {
	matter := front.Read(text, flavour.Of(opt.Flavour))
	opt.Protocol, opt.Value = matter.Meta.Protocol, matter.Value
	doc := Parse(text, opt)
	doc.Links = append(matter.Links, doc.Links...)
	doc.Problems = append(matter.Problems, doc.Problems...)
	slices.SortStableFunc(doc.Links, func(a, b page.Link) int { return a.Compare(b.Place) })
	slices.SortStableFunc(doc.Problems, func(a, b diagnostic.Problem) int { return a.Compare(b.Place) })
	return doc
}
