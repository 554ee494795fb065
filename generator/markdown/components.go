package markdown

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/markup"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Components are elements that only Vue would know. `<Badge>` is one of ours;
// of any other the content stays.

// componentPattern is the start of a component's tag: a name with a capital and
// a small letter, or with a hyphen, or one of Vue's own. `<T>` more likely
// stands for a type.
var componentPattern = regexp.MustCompile(`^</?([A-Z][A-Za-z0-9.]*[a-z0-9][A-Za-z0-9.]*|[A-Za-z][A-Za-z0-9]*-[A-Za-z0-9-]*` +
	`|template|slot|component|transition|teleport|suspense)(\s|/?>|$)`)

// componentParser reads a component at the start of a line as VitePress does:
// as raw HTML up to the next blank line, unless it ends on its line; then the
// rest of the line is text.
type componentParser struct{}

// Trigger implements parser.InlineParser or parser.BlockParser.
func (componentParser) Trigger() []byte { return []byte{'<'} }

// CanInterruptParagraph implements parser.BlockParser.
func (componentParser) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (componentParser) CanAcceptIndentedLine() bool { return false }

// Open takes the first line.
func (componentParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	pos := pc.BlockOffset()
	m := componentPattern.FindSubmatch(line[pos:])
	if m == nil {
		return nil, parser.NoChildren
	}
	var n ast.Node = ast.NewHTMLBlock(ast.HTMLBlockType6)
	if endsOnLine(line[pos:], m[1]) {
		n = ast.NewParagraph()
		whole := text.NewSegment(segment.Start+pos-segment.Padding, segment.Stop)
		segment = whole.TrimRightSpace(reader.Source())
	}
	reader.AdvanceToEOL()
	n.Lines().Append(segment)
	return n, parser.NoChildren
}

// endsOnLine reports whether the component that line starts with is empty, or
// closed again on it.
func endsOnLine(line, name []byte) bool {
	t, ok := markup.Tag(line)
	if !ok || t.Kind != markup.Start {
		return false
	}
	return t.Empty || bytes.Contains(line[len(t.Raw):], append([]byte("</"), name...))
}

// Continue goes on to the next blank line.
func (componentParser) Continue(n ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, segment := reader.PeekLine()
	if ast.IsParagraph(n) || util.IsBlank(line) {
		return parser.Close
	}
	n.Lines().Append(segment)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// Close implements parser.BlockParser.
func (componentParser) Close(ast.Node, text.Reader, parser.Context) {}

// vueTagParser reads the start tags inside a line that are Vue's and not
// HTML's: an attribute is called @click or #header.
type vueTagParser struct{}

// Trigger implements parser.InlineParser.
func (vueTagParser) Trigger() []byte { return []byte{'<'} }

// Parse implements parser.InlineParser.
func (vueTagParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	t, ok := markup.Tag(line)
	if !ok || t.Kind != markup.Start || !slices.ContainsFunc(t.Attrs, isVues) || !markup.IsSpace(line[1+len(t.Name)]) {
		return nil
	}
	n := ast.NewRawHTML()
	n.Segments.Append(segment.WithStop(segment.Start + len(t.Raw)))
	block.Advance(len(t.Raw))
	return n
}

// isVues reports whether an attribute has one of Vue's short names.
func isVues(a markup.Attr) bool { return a.Name[0] == '@' || a.Name[0] == '#' }

// dropped counts the components of one name that were left out of a page.
type dropped struct {
	name         string // as written
	times, place int
}

// drop notes that a component was left out.
func (h *rawHTML) drop(name string, place int) {
	i, known := h.droppedAt[name]
	if !known {
		h.droppedAt[name] = len(h.dropped)
		h.dropped = append(h.dropped, dropped{name, 1, place})
		return
	}
	h.dropped[i].times++
}

// reportDropped warns once about each name, where it stands first.
func (h *rawHTML) reportDropped() {
	for _, d := range h.dropped {
		h.warn("html", d.place, d.place+1+len(d.name),
			diagnostic.Say("%s × <%s> left out: nothing here knows this element; what is inside it stays", strconv.Itoa(d.times), d.name), "")
	}
}

// badgeKinds are the types of a badge, the first for one without.
var badgeKinds = []string{"tip", "info", "warning", "danger"}

// badge opens `<Badge type="warning" text="beta" />`, which may have its text
// between two tags instead.
func badge(t markup.Token) []piece {
	kind, _ := t.Attrs.Get("type")
	if !slices.Contains(badgeKinds, kind) {
		kind = badgeKinds[0]
	}
	words, _ := t.Attrs.Get("text")
	return []piece{
		{html: `<span class="badge"`, open: 1}, {attr: "data-badge", value: kind},
		{html: ">" + html.EscapeString(strings.TrimSpace(words))},
	}
}
