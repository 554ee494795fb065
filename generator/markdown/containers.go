package markdown

import (
	"bytes"
	"slices"

	"woshou/generator/diagnostic"
	"woshou/generator/markup"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// container is a block between two `:::` lines, or an alert. Its title, if it
// has one, is its first child.
type container struct {
	ast.BaseBlock
	kind   string // "tip"
	fence  int    // colons
	closed bool
	untitled,
	open bool // of details
	figure string // of analogy: the figure it goes with
	attrs  markup.Attrs
}

// containerTitle is the title an author wrote.
type containerTitle struct {
	ast.BaseBlock
	alert string // in a quote that is an alert: its kind
}

var (
	kindContainer      = ast.NewNodeKind("Container")
	kindContainerTitle = ast.NewNodeKind("ContainerTitle")
)

// Kind implements ast.Node.
func (*container) Kind() ast.NodeKind { return kindContainer }

// Kind implements ast.Node.
func (*containerTitle) Kind() ast.NodeKind { return kindContainerTitle }

// IsRaw tells goldmark that the title of an alert is no Markdown.
func (n *containerTitle) IsRaw() bool { return n.alert != "" }

// Dump implements ast.Node.
func (n *container) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Dump implements ast.Node.
func (n *containerTitle) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// titledKinds are the containers with a title, which alerts may be too.
var titledKinds = []string{"tip", "info", "warning", "danger", "details", "note", "important", "caution"}

// hasWord reports whether a container of a kind has a title where its author wrote
// none: the interface has a word for each of ours, and for none of a site's own.
func hasWord(kind string) bool {
	return slices.Contains(titledKinds, kind) || kind == "analogy" || kind == "glossary"
}

// containerKinds are all words that open a container.
func containerKinds(more []string) []string {
	return slices.Concat(titledKinds, []string{"raw", "v-pre", "analogy", "glossary", codeGroup}, more)
}

// containerParser reads containers. A container ends at the first line of as
// many colons as its own or more, so an outer fence must be longer than those
// within. A word it does not know leaves the line literal.
type containerParser struct {
	kinds  []string
	braces markup.Delimiters
}

// Trigger implements parser.InlineParser or parser.BlockParser.
func (containerParser) Trigger() []byte { return []byte{':'} }

// CanInterruptParagraph implements parser.BlockParser.
func (containerParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (containerParser) CanAcceptIndentedLine() bool { return false }

// Open reads the line that opens a container.
func (c containerParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	n := colons(line[pos:])
	if n < 3 {
		return nil, parser.NoChildren
	}
	info, as := c.braces.Trailing(line)
	at := skipBlanks(info, pos+n)
	kind := markup.Word(info[at:])
	if !slices.Contains(c.kinds, string(kind)) {
		return nil, parser.NoChildren
	}
	node := &container{kind: string(kind), fence: n, attrs: as}
	title := bytes.TrimSpace(info[skipBlanks(info, at+len(kind)):])
	stop := segment.Start - segment.Padding + len(bytes.TrimRight(info, " \t\n"))
	if title = node.options(title); len(title) > 0 {
		node.AppendChild(node, newTitle(text.NewSegment(stop-len(title), stop), ""))
	}
	reader.AdvanceToEOL()
	return node, parser.HasChildren
}

func newTitle(s text.Segment, alert string) *containerTitle {
	t := &containerTitle{alert: alert}
	t.Lines().Append(s)
	t.SetPos(s.Start)
	return t
}

// options takes those out of a container's attributes that are no attributes
// of its element, and `for=` out of an analogy's title.
func (n *container) options(title []byte) []byte {
	if after, ok := bytes.CutPrefix(title, []byte("for=")); ok && n.kind == "analogy" {
		n.figure = string(markup.Word(after))
		title = bytes.TrimSpace(after[len(n.figure):])
	}
	rest := n.attrs[:0]
	for _, a := range n.attrs {
		switch {
		case a.Name == "open":
			n.open = true
		case a.Name == "no-title":
			n.untitled = true
		case a.Name == "for" && n.kind == "analogy":
			n.figure = a.Value
		default:
			rest = append(rest, a)
		}
	}
	n.attrs = rest
	return title
}

// Continue ends the container at a line of enough colons. goldmark asks the
// outermost block first, so one line can end several; Close then tells.
func (c containerParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*container)
	line, _ := reader.PeekLine()
	width, pos := util.IndentWidth(line, reader.LineOffset())
	if width < 4 {
		rest := line[min(pos, len(line)):]
		if k := colons(rest); k >= n.fence && util.IsBlank(rest[k:]) {
			n.closed = true
			reader.AdvanceToEOL()
			return parser.Close
		}
	}
	return parser.Continue | parser.HasChildren
}

// Close warns about a container that ended for want of lines, or with the one
// around it.
func (c containerParser) Close(node ast.Node, _ text.Reader, pc parser.Context) {
	n := node.(*container)
	if r := readingOf(pc); r != nil && !n.closed {
		r.warn("container-unclosed", n.Pos(), n.Pos()+n.fence,
			diagnostic.Say("container %s is never closed", n.kind),
			"close it with a line of as many colons; around a container use a longer fence (::::)")
	}
}

func skipBlanks(s []byte, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
		i++
	}
	return min(i, len(s))
}

func colons(s []byte) int {
	n := 0
	for n < len(s) && s[n] == ':' {
		n++
	}
	return n
}

// container gives the element of a container its author's attributes.
func (v *visit) container(n *container) {
	v.setAttributes(n, n.attrs, n.Pos())
	switch n.kind {
	case "analogy":
		v.stories.note(n)
	case "glossary":
		v.terms.container(n)
	}
}

// printContainer writes <div data-container>, or <details>. raw and v-pre only
// group what is in them.
func printContainer(p *printer, n *container) {
	if n.kind == codeGroup {
		printCodeGroup(p, n)
		return
	}
	tag := "div"
	switch n.kind {
	case "raw", "v-pre":
		p.open(tag, n, "data-wrap", "")
	case "details":
		tag = "details"
		openDetails(p, n)
	case "analogy":
		p.open(tag, n, "data-container", n.kind, "data-analogy", n.figure)
	case "glossary":
		p.open(tag, n, "data-container", n.kind, "data-glossary", "")
	default:
		p.open(tag, n, "data-container", n.kind)
	}
	p.str("\n")
	body := printTitle(p, n)
	for c := body; c != nil; c = c.NextSibling() {
		p.node(c)
	}
	p.close(tag)
	p.str("\n")
}

func openDetails(p *printer, n *container) {
	if n.open {
		p.open("details", n, "data-container", n.kind, "open", "")
		return
	}
	p.open("details", n, "data-container", n.kind)
}

// printTitle writes the title of a container and returns the first node after it.
func printTitle(p *printer, n *container) ast.Node {
	tag := "p"
	if n.kind == "details" {
		tag = "summary"
	}
	title, written := n.FirstChild().(*containerTitle)
	switch {
	case n.kind == "raw" || n.kind == "v-pre" || n.untitled:
	case !written && !hasWord(n.kind):
	case !written:
		p.open(tag, nil, "data-title", "default")
		p.text(p.r.Word(n.kind))
		p.close(tag)
		p.str("\n")
	default:
		p.open(tag, title, "data-title", "")
		if title.alert != "" {
			p.text(string(title.Lines().Value(p.doc.source)))
		} else {
			p.inlines(title)
		}
		p.close(tag)
		p.str("\n")
	}
	if written {
		return title.NextSibling()
	}
	return n.FirstChild()
}
