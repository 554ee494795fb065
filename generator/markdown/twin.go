package markdown

import (
	"strconv"
	"strings"

	"woshou/generator/listing"
	"woshou/generator/page"
	"woshou/generator/twin"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// TwinRenderer supplies what only the site knows of the twin of a page.
type TwinRenderer struct {
	// Renderer gives addresses, words and the spelling of states.
	Renderer
	// Figure says a figure in words. Nil leaves figures out.
	Figure func(f page.Figure) twin.Figure
	// Code returns what a reader sees of code. Nil leaves it.
	Code func(code, lang string) string
	// Colon stands between a term and what it means; "" is ": ".
	Colon string
}

// Twin writes the page as plain Markdown: what a reader sees, and nothing of how
// it was written. Figures are told, included files are in it, containers are
// quotes.
//
// The other writer of a normal form, which digests are made of (normal.go),
// keeps what a twin leaves out, attributes and the author's own HTML; and no
// digest may change.
func (d *Document) Twin(to *twin.Writer, r TwinRenderer) {
	if r.Figure == nil {
		r.Figure = func(page.Figure) twin.Figure { return twin.Figure{} }
	}
	if r.Code == nil {
		r.Code = func(code, _ string) string { return code }
	}
	if r.Colon == "" {
		r.Colon = ": "
	}
	r.Renderer = r.withDefaults()
	t := &twinWriter{Writer: to, doc: d, r: r}
	to.Grow(len(d.source) + len(d.source)/4)
	t.nodes(d.tree.FirstChild())
	to.End(0)
}

// twinWriter writes nodes as plain Markdown.
type twinWriter struct {
	*twin.Writer
	doc *Document
	r   TwinRenderer

	tags    []tagInTwin // of the author's HTML that are open here
	dropped string      // the element whose content is left out, ""
}

// nodes writes a node and those behind it. What HTML opens among them ends among
// them.
func (t *twinWriter) nodes(n ast.Node) {
	outer := t.tags
	t.tags = nil
	for ; n != nil; n = n.NextSibling() {
		t.node(n)
	}
	t.tags = outer
}

// in writes what is in a node, in an element that has begun.
func (t *twinWriter) in(element int, n ast.Node) {
	t.nodes(n.FirstChild())
	t.End(element)
}

func (t *twinWriter) node(n ast.Node) {
	if n.Type() == ast.TypeInline {
		t.inline(n)
		return
	}
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		t.in(t.Begin(twin.Paragraph), n)
	case *ast.Heading:
		t.in(t.Heading(n.Level), n)
	case *ast.Blockquote:
		t.in(t.Begin(twin.Quote), n)
	case *ast.List:
		t.in(t.List(twin.List{Ordered: n.IsOrdered(), Start: n.Start, Loose: !n.IsTight}), n)
	case *ast.ListItem:
		t.in(t.Begin(twin.Item), n)
	case *ast.ThematicBreak:
		t.Rule()
	case *ast.FencedCodeBlock:
		t.code(n, string(n.Lines().Value(t.doc.source)), t.doc.infoOf(n).Info)
	case *ast.CodeBlock:
		t.code(n, string(n.Lines().Value(t.doc.source)), listing.Info{})
	case *snippet:
		t.code(n, n.text, n.info)
	case *container:
		t.container(n)
	case *formulaBlock:
		t.Formula(n.tex)
	case *figure:
		t.Figure(t.r.Figure(t.doc.Figures[n.index]))
	case *rawBlock:
		t.html(n.pieces)
	case *extast.Table:
		t.in(t.Begin(twin.Table), n)
	case *extast.TableHeader, *extast.TableRow:
		t.in(t.Begin(twin.Row), n)
	case *extast.TableCell:
		t.cell(n)
	case *extast.DefinitionList:
		t.definitions(n)
	case *extast.FootnoteList:
		t.nodes(n.FirstChild())
	case *extast.Footnote:
		t.in(t.Note(n.Index), n)
	}
}

func (t *twinWriter) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		t.textNode(n)
	case *ast.String:
		t.text(string(n.Value))
	case *ast.CodeSpan:
		t.codeSpan(n)
	case *ast.Emphasis:
		if n.Level == 2 {
			t.in(t.Begin(twin.Strong), n)
		} else {
			t.in(t.Begin(twin.Emphasis), n)
		}
	case *extast.Strikethrough:
		t.in(t.Begin(twin.Deleted), n)
	case *ast.Link:
		t.in(t.Link(t.address(t.r.Link(string(n.Destination))), unescape(n.Title)), n)
	case *ast.AutoLink:
		link := t.Link(t.address(t.r.Link(autoAddress(n, t.doc.source))), "")
		t.text(readable(string(n.Label(t.doc.source))))
		t.End(link)
	case *ast.Image:
		t.Image(plainText(n, t.doc.source), t.address(t.r.Image(string(n.Destination))), unescape(n.Title))
	case *stepLink:
		t.nodes(n.FirstChild())
	case *stateChip:
		t.chip(n)
	case *rawInline:
		t.html(n.pieces)
	case *formula:
		t.Mark("$" + strings.ReplaceAll(n.tex, "\n", " ") + "$")
	case *picture:
		t.text(n.value)
	case *mustache:
		t.mustache(n)
	case *speakerName:
		t.text(n.text + " ")
	case *extast.TaskCheckBox:
		t.Mark(map[bool]string{true: "[x] ", false: "[ ] "}[n.IsChecked])
	case *extast.FootnoteLink:
		t.Mark("[^" + strconv.Itoa(n.Index) + "]")
	}
}

func (t *twinWriter) textNode(n *ast.Text) {
	value := n.Segment.Value(t.doc.source)
	if n.IsRaw() {
		t.text(string(value))
	} else {
		t.text(unescape(value))
	}
	if n.HardLineBreak() {
		t.Break()
	} else if n.SoftLineBreak() {
		t.text("\n")
	}
}

func (t *twinWriter) text(s string) {
	if t.dropped == "" {
		t.Text(s)
	}
}

func (t *twinWriter) codeSpan(n *ast.CodeSpan) {
	var code []byte
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		code = append(code, c.(*ast.Text).Segment.Value(t.doc.source)...)
	}
	t.CodeSpan(string(code))
}

func (t *twinWriter) address(dest string) string { return addressEscaper.Replace(dest) }

// code writes a block of code without its marks, below its title.
func (t *twinWriter) code(n ast.Node, text string, i listing.Info) {
	if i.Title != "" && !isCodeGroup(n.Parent()) {
		t.Title(i.Title)
	}
	t.Fenced(i.Lang, t.r.Code(listing.Read(text, i).Text, i.Lang))
}

// container writes what is between two lines of colons. Of a group, each block
// stands below its label; a glossary, and what only groups, have nothing around
// them.
func (t *twinWriter) container(n *container) {
	switch n.kind {
	case codeGroup:
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if tab, ok := tabOf(t.doc, c); ok {
				t.Title(tab.Label())
			}
			t.node(c)
		}
		return
	case "raw", "v-pre":
		t.in(t.Begin(twin.Group), n)
		return
	}
	kind := twin.Quote
	if n.kind == "glossary" {
		kind = twin.Group
	}
	around := t.Begin(kind)
	t.nodes(t.containerTitle(n))
	t.End(around)
}

// containerTitle writes the title of a container and returns the first node after
// it.
func (t *twinWriter) containerTitle(n *container) ast.Node {
	title, written := n.FirstChild().(*containerTitle)
	if !written {
		if !n.untitled && hasWord(n.kind) {
			t.Title(t.r.Word(n.kind))
		}
		return n.FirstChild()
	}
	if !n.untitled {
		p := t.Begin(twin.Paragraph)
		t.Begin(twin.Strong)
		if title.alert != "" {
			t.text(string(title.Lines().Value(t.doc.source)))
		} else {
			t.nodes(title.FirstChild())
		}
		t.End(p)
	}
	return title.NextSibling()
}

func (t *twinWriter) cell(n *extast.TableCell) {
	align := ""
	if n.Alignment != extast.AlignNone {
		align = n.Alignment.String()
	}
	t.in(t.Cell(twin.Cell{Align: align}), n)
}

// definitions writes a list of terms, which plain Markdown does not have, as one
// of points. Further meanings of a term stand below the first.
func (t *twinWriter) definitions(n ast.Node) {
	list := t.List(twin.List{})
	first := false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() == extast.KindDefinitionTerm {
			t.End(list + 1) // the item before
			first = true
			t.Begin(twin.Item)
			t.Begin(twin.Paragraph)
			t.in(t.Begin(twin.Strong), c)
			continue
		}
		meaning := c.FirstChild()
		if first {
			t.Text(t.r.Colon)
			if meaning != nil && (meaning.Kind() == ast.KindParagraph || meaning.Kind() == ast.KindTextBlock) {
				t.nodes(meaning.FirstChild())
				meaning = meaning.NextSibling()
			}
		}
		first = false
		t.nodes(meaning)
	}
	t.End(list)
}

// chip writes the name of a state; in a glossary, as the site spells it.
func (t *twinWriter) chip(n *stateChip) {
	if n.code != "" || !n.entry {
		t.nodes(n.FirstChild())
		return
	}
	t.text(t.r.State(n.state))
}

func (t *twinWriter) mustache(n *mustache) {
	text := n.text(t.doc.source)
	if n.filled || n.literal {
		t.text(text)
		return
	}
	t.CodeSpan(text)
}
