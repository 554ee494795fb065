package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// attr is one attribute as an author wrote it. A bare word has an empty value.
type attr struct{ name, value string }

// attrs are attributes in the order written; several classes are one attr.
type attrs []attr

// get returns the value of an attribute and whether it is there.
func (as attrs) get(name string) (string, bool) {
	for _, a := range as {
		if a.name == name {
			return a.value, true
		}
	}
	return "", false
}

// mostAttributes bounds the work that one tag or list can ask for.
const mostAttributes = 64

// parseAttributes reads `{#id .class name=value name="a b" open}` at the start
// of s and returns how many bytes that took; 0 if s does not start with it or
// if it holds a name nobody knows: such braces are an author's text.
func parseAttributes(s []byte) (attrs, int) {
	if len(s) < 3 || s[0] != '{' {
		return nil, 0
	}
	var as attrs
	for i := 1; i < len(s) && len(as) < mostAttributes; {
		switch c := s[i]; {
		case c == '}':
			if len(as) == 0 {
				return nil, 0
			}
			return as, i + 1
		case c == ' ' || c == '\t':
			i++
		default:
			a, n := parseAttribute(s[i:])
			if n == 0 || !writableAttribute(a.name) {
				return nil, 0
			}
			as = as.add(a)
			i += n
		}
	}
	return nil, 0
}

// add appends a; of several with one name the first counts, but classes add up.
func (as attrs) add(a attr) attrs {
	for i := range as {
		if as[i].name == a.name {
			if a.name == "class" {
				as[i].value += " " + a.value
			}
			return as
		}
	}
	return append(as, a)
}

// parseAttribute reads one of `#id`, `.class`, `name`, `name=value`.
func parseAttribute(s []byte) (attr, int) {
	switch s[0] {
	case '#', '.':
		n := 1 + len(word(s[1:]))
		if n == 1 {
			return attr{}, 0
		}
		return attr{map[byte]string{'#': "id", '.': "class"}[s[0]], string(s[1:n])}, n
	}
	n := nameLength(s)
	a := attr{name: strings.ToLower(string(s[:n]))}
	if n == 0 || n >= len(s) || s[n] != '=' {
		return a, n
	}
	n++
	if n < len(s) && (s[n] == '"' || s[n] == '\'') {
		end := bytes.IndexByte(s[n+1:], s[n])
		if end < 0 {
			return attr{}, 0
		}
		a.value = string(s[n+1 : n+1+end])
		return a, n + end + 2
	}
	w := word(s[n:])
	a.value = string(w)
	return a, n + len(w)
}

// word returns what stands before the next space, brace, quote or bracket.
func word(s []byte) []byte {
	if i := bytes.IndexAny(s, " \t\n{}\"'<>="); i >= 0 {
		return s[:i]
	}
	return s
}

// nameLength counts the bytes of an attribute's name: a letter, then letters,
// digits and hyphens.
func nameLength(s []byte) int {
	i := 0
	for i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || i > 0 && (s[i] == '-' || s[i] >= '0' && s[i] <= '9')) {
		i++
	}
	return i
}

// writableAttribute reports whether authors may write the attribute between
// braces. `style` and event handlers are known, to be dropped with a warning.
func writableAttribute(name string) bool {
	switch name {
	case "open", "no-title", "numbers", "for", "style", "target", "rel":
		return true
	}
	return strings.HasPrefix(name, "on") || allowedAttribute("", name) || allowedAttribute("img", name) || allowedAttribute("a", name)
}

// trailingAttributes cuts attributes off the end of a line.
func trailingAttributes(line []byte) ([]byte, attrs) {
	trimmed := bytes.TrimRight(line, " \t\n")
	open := bytes.LastIndexByte(trimmed, '{')
	if open < 0 {
		return line, nil
	}
	as, n := parseAttributes(trimmed[open:])
	if n == 0 || open+n != len(trimmed) {
		return line, nil
	}
	return trimmed[:open], as
}

// attributeList is a list of attributes where it was written; the visit hands
// it to the phrase before it or to the block around it.
type attributeList struct {
	ast.BaseInline
	attrs   attrs
	segment text.Segment
}

var kindAttributeList = ast.NewNodeKind("AttributeList")

// Kind implements ast.Node.
func (*attributeList) Kind() ast.NodeKind { return kindAttributeList }

// Dump implements ast.Node.
func (n *attributeList) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

type attributeParser struct{}

// Trigger implements parser.InlineParser or parser.BlockParser.
func (attributeParser) Trigger() []byte { return []byte{'{'} }

// Parse reads a list wherever one stands; whose it is shows only when the
// emphasis around it has been resolved.
func (attributeParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	as, n := parseAttributes(line)
	if n == 0 {
		return nil
	}
	block.Advance(n)
	return &attributeList{attrs: as, segment: segment.WithStop(segment.Start + n)}
}

// attributes hands n's list to its owner and removes n; without an owner the
// list turns back into text.
func (v *visit) attributes(n *attributeList) {
	parent := n.Parent()
	owner := v.attributesOwner(n)
	if owner == nil {
		parent.ReplaceChild(parent, n, ast.NewTextSegment(n.segment))
		return
	}
	if t, ok := n.PreviousSibling().(*ast.Text); ok && n.NextSibling() == nil {
		t.Segment = t.Segment.TrimRightSpace(v.doc.source)
	}
	parent.RemoveChild(parent, n)
	v.setAttributes(owner, n.attrs, n.segment.Start)
}

// attributesOwner finds what a list belongs to: the phrase it touches, or, at
// the end of a block's text, the block. In a tight list that is the item.
func (v *visit) attributesOwner(n *attributeList) ast.Node {
	switch prev := n.PreviousSibling().(type) {
	case *ast.Emphasis, *extast.Strikethrough, *ast.Link, *ast.Image, *ast.CodeSpan, *ast.AutoLink:
		return prev
	case nil:
		return nil
	}
	parent := n.Parent()
	if n.NextSibling() != nil || parent.Type() != ast.TypeBlock {
		return nil
	}
	switch parent.(type) {
	case *ast.Heading, *ast.Paragraph:
		return parent
	case *ast.TextBlock:
		if item, ok := parent.Parent().(*ast.ListItem); ok {
			return item
		}
	}
	return nil
}

// setAttributes gives n the attributes that are safe there; place is where
// they were written, for warnings.
func (v *visit) setAttributes(n ast.Node, as attrs, place int) {
	tag := tagOf(n)
	img, isImage := n.(*ast.Image)
	scenario := isImage && isScenario(string(img.Destination))
	for _, a := range as {
		switch {
		case scenario && (a.name == "id" || a.name == "numbers"): // options of the figure
		case a.name == "id":
			if _, heading := n.(*ast.Heading); !heading && !v.claim(a.value, place) {
				continue
			}
		case a.name == "target" || a.name == "rel":
			continue
		case !allowedAttribute(tag, a.name):
			v.warn("html", place, place, "attribute "+a.name+" is not allowed here and was left out", "")
			continue
		}
		if old := attribute(n, a.name); old != "" && a.name == "class" {
			a.value = old + " " + a.value
		}
		n.SetAttributeString(a.name, a.value)
	}
}

// tagOf names the element that n becomes, as far as its attributes depend on it.
func tagOf(n ast.Node) string {
	switch n.(type) {
	case *ast.Image:
		return "img"
	case *ast.Link, *ast.AutoLink, *stepLink:
		return "a"
	}
	return ""
}

// attribute returns an author's attribute of n.
func attribute(n ast.Node, name string) string {
	if a, ok := n.AttributeString(name); ok {
		s, _ := a.(string)
		return s
	}
	return ""
}
