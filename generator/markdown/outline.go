package markdown

import (
	"bytes"

	"woshou/generator/flavour"
	"woshou/generator/source"

	"github.com/yuin/goldmark/ast"
)

// Read reads the text of a page, and with read what that includes: whole files,
// or sections of them as Parse finds these with opt.
func Read(name string, src []byte, read func(name string) ([]byte, error), opt Options) *source.Text {
	sections := func(f *source.File) []source.Section { return sectionsOf(f, opt) }
	return source.Read(name, src, source.Files{Read: read, Sections: sections, Respell: flavour.Of(opt.Flavour).Respell})
}

// sectionsOf lists the sections of a file that pages include, read with the
// options of a page.
func sectionsOf(f *source.File, opt Options) []source.Section {
	d := Parse(source.Read(f.Name, f.Content, source.Files{}), opt)
	var all []source.Section
	var levels []int
	lines := bytes.Count(f.Content, []byte{'\n'}) + 1
	_ = ast.Walk(d.tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		h, ok := n.(*ast.Heading)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		levels = append(levels, h.Level)
		all = append(all, source.Section{ID: attribute(h, "id"), At: d.text.Place(h.Pos()).Line - 1, First: d.below(h), Last: lines})
		return ast.WalkContinue, nil
	})
	// The end of a section is known when the next one begins: a stack holds
	// those that are open.
	var open []int
	for i, s := range all {
		for len(open) > 0 && levels[open[len(open)-1]] >= levels[i] {
			all[open[len(open)-1]].Last = s.At
			open = open[:len(open)-1]
		}
		open = append(open, i)
	}
	return all
}

// below is the first line, from 0, after a heading and the line under it.
func (d *Document) below(h *ast.Heading) int {
	first := d.text.Place(h.Pos()).Line
	if h.Lines().Len() == 0 {
		return first
	}
	last := d.text.Place(h.Lines().At(h.Lines().Len() - 1).Start).Line
	text := bytes.TrimLeft(source.FirstLine(d.source[d.text.Start(first):]), " \t>-*+0123456789.)")
	if !bytes.HasPrefix(text, []byte("#")) {
		last++ // the line that makes it a heading
	}
	return last
}
