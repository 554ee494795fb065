package conformance

import (
	"sort"
	"strings"
)

// Node is one node of the neutral tree. A text node has the kind "#text".
// Every other kind is an HTML element name, and what is special about the
// element stands in its attributes, so that a tree prints as HTML that reads
// back as the same tree.
type Node struct {
	Kind string
	Attr map[string]string
	Text string
	Kids []*Node
}

func element(kind string, kids ...*Node) *Node {
	return &Node{Kind: kind, Attr: map[string]string{}, Kids: kids}
}

func text(s string) *Node { return &Node{Kind: "#text", Text: s} }

func (n *Node) has(attr string) bool { _, ok := n.Attr[attr]; return ok }

// content is the text of n and everything below it.
func (n *Node) content() string {
	var b strings.Builder
	n.each(func(t *Node) { b.WriteString(t.Text) })
	return b.String()
}

var (
	escText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\u00a0", "&nbsp;")
	escAttr = strings.NewReplacer("&", "&amp;", `"`, "&quot;", "\u00a0", "&nbsp;")
)

// each calls f for the text nodes below n, in order.
func (n *Node) each(f func(*Node)) {
	if n.Kind == "#text" {
		f(n)
	}
	for _, k := range n.Kids {
		k.each(f)
	}
}

var blockKinds = set(`p h1 h2 h3 h4 h5 h6 ul ol li blockquote table tr th td caption hr pre div section
	nav dl dt dd figure figcaption details summary header footer aside article main address form fieldset`)

func (n *Node) block() bool {
	if blockKinds[n.Kind] {
		return true
	}
	for _, k := range n.Kids {
		if k.block() {
			return true
		}
	}
	return false
}

var voidKinds = set("area base br col embed hr img input link meta source track wbr")

// print writes n as HTML, blocks on lines of their own. With strict set it
// leaves out the attributes that the comparison is lenient about.
func (n *Node) print(b *strings.Builder, indent string, strict bool) {
	switch {
	case n.Kind == "#text":
		b.WriteString(escText.Replace(n.Text))
	case n.Kind == "pre":
		b.WriteString(indent + n.openTag(strict) + "<code>" + escText.Replace(n.Text) + "</code></pre>\n")
	case !n.block():
		b.WriteString(n.openTag(strict))
		for _, k := range n.Kids {
			k.print(b, "", strict)
		}
		if !voidKinds[n.Kind] {
			b.WriteString("</" + n.Kind + ">")
		}
	case !n.hasBlockKid():
		b.WriteString(indent + n.openTag(strict))
		for _, k := range n.Kids {
			k.print(b, "", strict)
		}
		if !voidKinds[n.Kind] {
			b.WriteString("</" + n.Kind + ">")
		}
		b.WriteString("\n")
	default:
		b.WriteString(indent + n.openTag(strict) + "\n")
		printKids(n.Kids, b, indent+"  ", strict)
		b.WriteString(indent + "</" + n.Kind + ">\n")
	}
}

func (n *Node) hasBlockKid() bool {
	for _, k := range n.Kids {
		if k.block() {
			return true
		}
	}
	return false
}

func printKids(kids []*Node, b *strings.Builder, indent string, strict bool) {
	inline := false
	for _, k := range kids {
		if k.block() {
			if inline {
				b.WriteString("\n")
			}
			inline = false
			k.print(b, indent, strict)
			continue
		}
		if !inline {
			b.WriteString(indent)
		}
		inline = true
		k.print(b, "", strict)
	}
	if inline {
		b.WriteString("\n")
	}
}

func (n *Node) openTag(strict bool) string {
	names := make([]string, 0, len(n.Attr))
	for name := range n.Attr {
		if !strict || strictAttr(n.Kind, name) {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	s := "<" + n.Kind
	for _, name := range names {
		s += " " + name
		if v := n.Attr[name]; v != "" || name == "href" || name == "alt" || name == "data-lang" {
			s += `="` + escAttr.Replace(v) + `"`
		}
	}
	return s + ">"
}

// String prints the tree below n, a line for each node, two spaces deeper at each
// level.
func (n *Node) String() string {
	var b strings.Builder
	n.print(&b, "", false)
	return strings.TrimRight(b.String(), "\n")
}

// key is the text that two nodes share when nothing strict differs.
func (n *Node) key() string {
	var b strings.Builder
	n.print(&b, "", true)
	return b.String()
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
