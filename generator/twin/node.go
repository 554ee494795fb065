package twin

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

func newElement(a atom.Atom) *html.Node {
	return &html.Node{Type: html.ElementNode, Data: a.String(), DataAtom: a}
}

func newText(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: s} }

// newLiteral is text that is Markdown already.
func newLiteral(s string) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: literal}
	n.AppendChild(newText(s))
	return n
}

func codeBlock(lang, text string) *html.Node {
	pre, code := newElement(atom.Pre), newElement(atom.Code)
	if lang != "" {
		code.Attr = []html.Attribute{{Key: "class", Val: "language-" + lang}}
	}
	code.AppendChild(newText(text))
	pre.AppendChild(code)
	return pre
}

// bold moves what lies in an element into a bold one, unless it is bold as a
// whole.
func bold(n *html.Node) *html.Node {
	if c := n.FirstChild; c != nil && c == n.LastChild && c.DataAtom == atom.Strong {
		n.RemoveChild(c)
		return c
	}
	b := newElement(atom.Strong)
	moveChildren(n, b)
	return b
}

// strong is a bold paragraph of what lies in an element.
func strong(n *html.Node) *html.Node {
	p := newElement(atom.P)
	p.AppendChild(bold(n))
	return p
}

func moveChildren(from, to *html.Node) {
	for from.FirstChild != nil {
		c := from.FirstChild
		from.RemoveChild(c)
		to.AppendChild(c)
	}
}

// replace puts others in the place of an element.
func replace(n *html.Node, others ...*html.Node) {
	for _, other := range others {
		n.Parent.InsertBefore(other, n)
	}
	n.Parent.RemoveChild(n)
}

// unwrap puts what lies in an element in its place.
func unwrap(n *html.Node) {
	for n.FirstChild != nil {
		c := n.FirstChild
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, n)
	}
	n.Parent.RemoveChild(n)
}

func rename(n *html.Node, a atom.Atom) { n.Data, n.DataAtom = a.String(), a }

func attr(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// find is the first element inside another that is wanted, nil if none is.
func find(n *html.Node, wanted func(*html.Node) bool) *html.Node {
	for c := range n.Descendants() {
		if wanted(c) {
			return c
		}
	}
	return nil
}

// textOf is the text of an element.
func textOf(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}
