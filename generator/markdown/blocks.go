package markdown

import (
	"iter"
	"regexp"
	"strings"

	"woshou/generator/page"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Blocks lists the top-level blocks of the page in order: those, and only
// those, that Render marks with data-block.
func (d *Document) Blocks() []page.Block {
	all := make([]page.Block, 0, d.tree.ChildCount())
	pin, open := "", 0
	headings := d.headings()
	for c, at := range topLevel(d.tree) {
		if d.HasHTML {
			open += openIn(c)
		}
		if at.n == 0 { // it is a part of the block before, the first of that behind
			if len(all) > 0 {
				all[len(all)-1].Open += open
				open = 0
			}
			if m, ok := c.(*rawBlock); ok && m.pin != "" {
				pin = m.pin
			}
			continue
		}
		b := page.Block{Section: at.section, N: at.n, Pin: pin, Open: open}
		b.Place = d.text.Place(c.Pos())
		b.Col, b.Width = 1, 1
		pin, open = "", 0
		d.describe(&b, c, headings)
		all = append(all, b)
	}
	return all
}

// blockPlace is the place of a top-level node among the blocks: "syn/3" is the
// third of the section whose heading has the id syn, the heading itself the
// first. A node that is no block has the number 0.
type blockPlace struct {
	section string
	n       int
}

func (b blockPlace) mark() string { return page.Mark(b.section, b.n) }

// topLevel yields the top-level nodes below a root with their places.
func topLevel(root ast.Node) iter.Seq2[ast.Node, blockPlace] {
	return func(yield func(ast.Node, blockPlace) bool) {
		section, n := "", 0
		for c := root.FirstChild(); c != nil; c = c.NextSibling() {
			if h, ok := c.(*ast.Heading); ok {
				section, n = attribute(h, "id"), 0
			}
			at := blockPlace{section: section}
			if isMarked(c) {
				n++
				at.n = n
			}
			if !yield(c, at) {
				return
			}
		}
	}
}

// isMarked reports whether a top-level node is written as an element of its
// own, the one that carries the mark.
func isMarked(n ast.Node) bool {
	switch n := n.(type) {
	case *rawBlock:
		for _, c := range n.pieces {
			if c.tag {
				return true
			}
		}
		return false
	case *ast.LinkReferenceDefinition:
		return false
	}
	return true
}

// describe fills in what a block is and says. headings are those of the page,
// by id.
func (d *Document) describe(b *page.Block, n ast.Node, headings map[string]page.Heading) {
	b.Kind = strings.ToLower(n.Kind().String())
	switch n := n.(type) {
	case *ast.Heading:
		b.Kind, b.Level = "heading", n.Level
		if h := headings[attribute(n, "id")]; h.Explicit {
			b.ID = h.ID
		}
	case *ast.TextBlock:
		b.Kind = "paragraph"
	case *ast.List:
		if n.IsOrdered() {
			b.Kind = "ordered list"
		}
	case *container:
		b.Kind = n.kind
	case *extast.Table:
		b.Rows, b.Columns = n.ChildCount(), n.FirstChild().ChildCount()
	case *ast.FencedCodeBlock:
		b.Kind, b.Text = "code", string(n.Lines().Value(d.source))
		return
	case *snippet:
		b.Kind, b.Text = "code", n.text
		return
	case *ast.CodeBlock:
		b.Kind, b.Text = "code", string(n.Lines().Value(d.source))
		return
	case *figure:
		f := d.Figures[n.index]
		b.Kind, b.ID, b.Text = "figure", f.ID, f.Path+f.Source+f.Chart+f.Role+f.Check
		return
	}
	b.Text = oneLine(plainText(n, d.source))
	b.Marks, b.Links = d.marksIn(n)
}

// headings are the headings of the page by id.
func (d *Document) headings() map[string]page.Heading {
	byID := make(map[string]page.Heading, len(d.Headings))
	for _, h := range d.Headings {
		byID[h.ID] = h
	}
	return byID
}

// alignment is the comment that pins the block below it to the block of the
// translation that has the same name.
var alignment = regexp.MustCompile(`^\s*<!--\s*align:\s*(\S+)\s*-->\s*$`)

// pinIn is the name in a comment that pins a block, "" of other HTML.
func pinIn(html []byte) string {
	if m := alignment.FindSubmatch(html); m != nil {
		return string(m[1])
	}
	return ""
}

// marksIn collects what does not change in a translation: code in the text,
// and where links and images lead; of these the links as well, as written.
func (d *Document) marksIn(n ast.Node) (marks, links []string) {
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch c := c.(type) {
		case *ast.CodeSpan:
			marks = append(marks, "`"+plainText(c, d.source))
		case *ast.FencedCodeBlock:
			marks = append(marks, "`"+string(c.Lines().Value(d.source)))
		case *snippet:
			marks = append(marks, "`"+c.text)
		case *ast.Link:
			marks = append(marks, string(c.Destination))
			links = append(links, string(c.Destination))
		case *ast.AutoLink:
			marks = append(marks, string(c.URL(d.source)))
		case *ast.Image:
			marks = append(marks, string(c.Destination))
		case *ast.ListItem, *extast.TableRow:
			marks = append(marks, c.Kind().String())
		}
		return ast.WalkContinue, nil
	})
	return marks, links
}
