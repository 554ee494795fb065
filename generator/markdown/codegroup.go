package markdown

import (
	"cmp"
	"strconv"

	"woshou/generator/listing"

	"github.com/yuin/goldmark/ast"
)

// codeGroup is the container whose code blocks are shown one at a time.
//
//	::: code-group
//	```js [config.js]
//	…
//	```
//	```ts [config.ts]
//	…
//	```
//	:::
const codeGroup = "code-group"

// printCodeGroup writes the group: before each block a label with a radio button,
// which the style sheet turns into tabs. Where it cannot, and on paper, the
// blocks stand below each other, each under its label.
func printCodeGroup(p *printer, n *container) {
	p.groups++
	name := "code-" + p.doc.lang + "-" + strconv.Itoa(p.groups)
	p.open("div", n, "data-code-group", "")
	p.str("\n")
	open := openTab(p, n)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if f, ok := tabOf(p.doc, c); ok {
			p.part.Sheets.Code = true
			p.str(`<label data-label><input type="radio"`)
			p.attr("name", name)
			if c == open {
				p.str(" checked")
			}
			p.str(">")
			p.text(f.Label())
			p.close("label")
			p.str("\n")
		}
		p.node(c)
	}
	p.close("div")
	p.str("\n")
}

func isCodeGroup(n ast.Node) bool {
	c, ok := n.(*container)
	return ok && c.kind == codeGroup
}

// openTab is the block that is shown at first.
func openTab(p *printer, n *container) ast.Node {
	var first ast.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		f, ok := tabOf(p.doc, c)
		switch {
		case !ok:
		case f.Active:
			return c
		case first == nil:
			first = c
		}
	}
	return first
}

// tabOf reports whether a node of a group is a block with a tab.
func tabOf(d *Document, n ast.Node) (listing.Info, bool) {
	switch n := n.(type) {
	case *ast.FencedCodeBlock:
		return d.infoOf(n).Info, true
	case *snippet:
		f := n.info
		f.Title = cmp.Or(f.Title, n.name)
		return f, true
	}
	return listing.Info{}, false
}
