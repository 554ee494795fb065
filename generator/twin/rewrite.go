package twin

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// rewriter replaces our hooks, from the outside in.
type rewriter struct{ opt Options }

// children rewrites what lies in an element.
func (r *rewriter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch c.Type {
		case html.CommentNode:
			n.RemoveChild(c)
		case html.TextNode:
			c.Data = keepUnderscores(c.Data)
		case html.ElementNode:
			switch {
			case c.DataAtom == atom.Code && isCell(c.Parent):
				keepBars(c)
			case c.DataAtom != atom.Code && c.DataAtom != atom.Pre:
				r.element(c)
			}
		}
		c = next
	}
}

// keepUnderscores marks those inside words.
func keepUnderscores(s string) string {
	var marked strings.Builder
	from := 0
	for i := 1; i < len(s)-1; i++ {
		if s[i] == '_' && isWord(s[i-1]) && isWord(s[i+1]) {
			marked.WriteString(s[from:i])
			marked.WriteString(underscore)
			from = i + 1
		}
	}
	return marked.String() + s[from:]
}

// isCell reports whether an element is a cell of a table, or lies in one.
func isCell(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.Td || n.DataAtom == atom.Th {
			return true
		}
	}
	return false
}

// keepBars marks the bars in code in a cell: there, and only there, one has a
// backslash even in code.
func keepBars(code *html.Node) {
	for c := range code.Descendants() {
		if c.Type == html.TextNode {
			c.Data = strings.ReplaceAll(c.Data, "|", bar)
		}
	}
}

func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// ours are the attributes of what belongs to the page around the text, not to
// the text.
var ours = []string{"data-chrome", "data-permalink", "data-footnote-backref", "data-toc"}

// element rewrites one element and what lies in it.
func (r *rewriter) element(n *html.Node) {
	is := func(hook string) bool { _, ok := attr(n, hook); return ok }
	switch {
	case slices.ContainsFunc(ours, is), n.DataAtom == atom.Script, n.DataAtom == atom.Style, n.DataAtom == atom.Source:
		n.Parent.RemoveChild(n)
		return
	case is("data-figure"):
		r.figure(n)
		return
	case is("data-lang"):
		code(n)
		return
	case is("data-math"):
		math(n)
		return
	}
	r.children(n)
	switch {
	case is("data-step") && n.DataAtom == atom.A, is("data-state"):
		unwrap(n)
	case is("data-footnote-ref"):
		id, _ := attr(n, "data-footnote-ref")
		replace(n, newLiteral("[^"+id+"]"))
	case is("data-footnotes"):
		footnotes(n)
	case is("data-glossary"):
		unwrap(n)
	case is("data-container"):
		rename(n, atom.Blockquote)
	case is("data-title"), is("data-label"), n.DataAtom == atom.Summary:
		replace(n, strong(n))
	case n.DataAtom == atom.Details:
		rename(n, atom.Div)
	case n.DataAtom == atom.Dl:
		r.definitions(n)
	case n.DataAtom == atom.A:
		r.link(n)
	case n.DataAtom == atom.Input:
		task(n)
	}
}

// figure writes its caption, then the run in words. What has none, such as a
// state diagram, has a table.
func (r *rewriter) figure(n *html.Node) {
	var parts []*html.Node
	if caption := find(n, func(c *html.Node) bool { return c.DataAtom == atom.Figcaption }); caption != nil {
		for c := caption.FirstChild; c != nil; c = c.NextSibling {
			c.Attr = nil // its number is the page's, but the text speaks of it
		}
		parts = append(parts, strong(caption))
	}
	var f Figure
	if id, _ := attr(n, "data-figure"); r.opt.Figure != nil {
		f = r.opt.Figure(id)
	}
	if f.Diagram != "" {
		parts = append(parts, codeBlock("text", f.Diagram))
	}
	if len(f.Sentences) > 0 {
		list := newElement(atom.Ul)
		for _, sentence := range f.Sentences {
			item := newElement(atom.Li)
			item.AppendChild(newText(sentence))
			list.AppendChild(item)
		}
		parts = append(parts, list)
	} else if table := find(n, func(c *html.Node) bool { return c.DataAtom == atom.Table || c.DataAtom == atom.Pre }); table != nil {
		table.Parent.RemoveChild(table)
		parts = append(parts, table)
	}
	replace(n, parts...)
	for _, part := range parts {
		r.children(part)
	}
}

// code leaves the text of a code block, below its title.
func code(n *html.Node) {
	var parts []*html.Node
	if title := find(n, func(c *html.Node) bool { _, ok := attr(c, "data-title"); return ok }); title != nil {
		parts = append(parts, strong(title))
	}
	lang, _ := attr(n, "data-lang")
	text := n
	if c := find(n, func(c *html.Node) bool { return c.DataAtom == atom.Code }); c != nil {
		text = c
	}
	replace(n, append(parts, codeBlock(lang, textOf(text)))...)
}

// math leaves the source of a formula.
func math(n *html.Node) {
	tex, _ := attr(n, "data-tex")
	tex = cmp.Or(strings.TrimSpace(tex), strings.TrimSpace(textOf(n)))
	if kind, _ := attr(n, "data-math"); kind == "inline" {
		replace(n, newLiteral("$"+tex+"$"))
		return
	}
	p := newElement(atom.P)
	p.AppendChild(newLiteral("$$\n" + tex + "\n$$"))
	replace(n, p)
}

// footnotes turns the list of the notes into paragraphs that begin with their
// marks.
func footnotes(n *html.Node) {
	for item := range n.Descendants() {
		id, _ := attr(item, "id")
		number, isNote := strings.CutPrefix(id, "fn:")
		if item.DataAtom != atom.Li || !isNote {
			continue
		}
		first := find(item, func(c *html.Node) bool { return c.DataAtom == atom.P })
		if first == nil {
			first = item
		}
		first.InsertBefore(newLiteral("[^"+number+"]: "), first.FirstChild)
		rename(item, atom.Div)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Ol {
			rename(c, atom.Div)
		}
	}
}

// definitions turns a list of terms, which plain Markdown does not have, into
// one of points.
func (r *rewriter) definitions(n *html.Node) {
	list := newElement(atom.Ul)
	var item *html.Node
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.DataAtom == atom.Dt || c.DataAtom == atom.Dd && item == nil:
			item = newElement(atom.Li)
			item.AppendChild(bold(c))
			list.AppendChild(item)
		case c.DataAtom == atom.Dd:
			item.AppendChild(newText(cmp.Or(r.opt.Colon, ": ")))
			moveChildren(c, item)
		}
		c = next
	}
	replace(n, list)
}

func (r *rewriter) link(n *html.Node) {
	for i, a := range n.Attr {
		if a.Key == "href" && r.opt.Link != nil {
			n.Attr[i].Val = r.opt.Link(a.Val)
		}
	}
}

// task is the box of a task: ticked or not.
func task(n *html.Node) {
	if kind, _ := attr(n, "type"); kind != "checkbox" {
		n.Parent.RemoveChild(n)
		return
	}
	mark := "[ ] "
	if _, done := attr(n, "checked"); done {
		mark = "[x] "
	}
	replace(n, newLiteral(mark))
}
