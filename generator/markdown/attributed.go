package markdown

import (
	"bytes"
	"slices"

	"woshou/generator/diagnostic"
	"woshou/generator/markup"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// attributeList is a list of attributes where it was written; the visit hands
// it to the phrase before it or to the block around it.
type attributeList struct {
	ast.BaseInline
	attrs   markup.Attrs
	segment text.Segment
}

var kindAttributeList = ast.NewNodeKind("AttributeList")

// Kind implements ast.Node.
func (*attributeList) Kind() ast.NodeKind { return kindAttributeList }

// Dump implements ast.Node.
func (n *attributeList) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// attributeParser reads lists between the site's delimiters.
type attributeParser struct{ braces markup.Delimiters }

// Trigger implements parser.InlineParser or parser.BlockParser.
func (p attributeParser) Trigger() []byte { return []byte{p.braces.Open[0]} }

// Parse reads a list wherever one stands; whose it is shows only when the
// emphasis around it has been resolved.
func (p attributeParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	as, n := p.braces.Parse(line)
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
	owner := attributesOwner(n)
	if owner == nil {
		parent.ReplaceChild(parent, n, ast.NewTextSegment(n.segment))
		return
	}
	if t, ok := n.PreviousSibling().(*ast.Text); ok && n.NextSibling() == nil {
		t.Segment = t.Segment.TrimRightSpace(v.doc.source)
		t.SetSoftLineBreak(false)
	}
	parent.RemoveChild(parent, n)
	if alone := v.aloneBehind(parent, owner); alone != nil {
		parent.Parent().RemoveChild(parent.Parent(), parent)
		owner = alone
	}
	if owner.Kind() == ast.KindParagraph && isRule(owner, v.doc.source) {
		rule := ast.NewThematicBreak()
		owner.Parent().ReplaceChild(owner.Parent(), owner, rule)
		owner = rule
	}
	v.setAttributes(owner, n.attrs, n.segment.Start)
}

// attributesOwner finds what a list belongs to, as markdown-it-attrs does: the
// phrase it touches; at the end of a block's text, the block, or the item that
// the block begins; on a line of its own below the text, what ends there: the
// list or the quote around it.
func attributesOwner(n *attributeList) ast.Node {
	if _, step := n.attrs.Get("step"); step {
		return nil
	}
	switch prev := n.PreviousSibling().(type) {
	case *ast.Emphasis, *extast.Strikethrough, *ast.Link, *ast.Image, *ast.CodeSpan, *ast.AutoLink:
		return prev
	}
	block := n.Parent()
	if n.NextSibling() != nil || block.Type() != ast.TypeBlock || !n.attrs.Meant() {
		return nil
	}
	switch block.(type) {
	case *ast.Heading, *extast.TableCell:
		return block
	case *ast.Paragraph, *ast.TextBlock:
	default:
		return nil
	}
	item, inItem := block.Parent().(*ast.ListItem)
	first := inItem && item.FirstChild() == block
	if t, ok := n.PreviousSibling().(*ast.Text); ok && t.SoftLineBreak() {
		if first {
			return item.Parent()
		}
		return outermost(block)
	}
	if first {
		return item
	}
	return block
}

// outermost is the largest block around n, n included, that ends where n does.
func outermost(n ast.Node) ast.Node {
	for n.NextSibling() == nil && n.Parent() != nil && n.Parent().Kind() != ast.KindDocument {
		n = n.Parent()
	}
	return n
}

// aloneBehind returns the table or list that a paragraph without any text but
// a list of its attributes follows.
func (v *visit) aloneBehind(paragraph, owner ast.Node) ast.Node {
	if owner != paragraph || paragraph.HasChildren() {
		return nil
	}
	switch before := paragraph.PreviousSibling().(type) {
	case *ast.List, *extast.Table:
		return before
	}
	return nil
}

// isRule reports whether what is left of a paragraph is a rule, as of
// `--- {.wide}`.
func isRule(n ast.Node, source []byte) bool {
	t, ok := n.FirstChild().(*ast.Text)
	if !ok || t.NextSibling() != nil || t.Segment.Len() < 3 {
		return false
	}
	line := t.Segment.Value(source)
	return bytes.IndexByte([]byte("-*_"), line[0]) >= 0 && len(bytes.Trim(line, string(line[0]))) == 0
}

// setAttributes gives n the attributes that are safe there; place is where
// they were written, for warnings.
func (r *reading) setAttributes(n ast.Node, as markup.Attrs, place int) {
	tag := tagOf(n)
	img, isImage := n.(*ast.Image)
	isFigure := isImage && isFigure(string(img.Destination))
	for _, a := range as {
		switch {
		case isFigure && slices.Contains(figureOptions, a.Name):
		case a.Name == "id":
			if _, heading := n.(*ast.Heading); !heading && !r.claim(a.Value, place) {
				continue
			}
		case a.Name == "target" || a.Name == "rel" || markup.IsDirective(a.Name):
			continue
		case !markup.AllowedAttribute(tag, a.Name) || isSaid(n, a.Name):
			r.warn("html", place, place, diagnostic.Say("attribute %s is not allowed here and was left out", a.Name), "")
			continue
		}
		if old := attribute(n, a.Name); old != "" && a.Name == "class" {
			a.Value = old + " " + a.Value
		}
		n.SetAttributeString(a.Name, a.Value)
	}
}

// isSaid reports whether the Markdown of a link or an image says an attribute
// itself: a second one would escape the check of addresses, and a browser that
// took it rather than the first would follow it.
func isSaid(n ast.Node, name string) bool {
	switch n := n.(type) {
	case *ast.Link:
		return name == "href" || name == "title" && len(n.Title) > 0
	case *ast.Image:
		return name == "src" || name == "alt" || name == "title" && len(n.Title) > 0
	}
	return name == "href"
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
