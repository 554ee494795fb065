package markdown

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// alertTransformer finds GitHub's alerts: a quote whose first line is
// `[!NOTE]`, in any case, with an optional title that is plain text. It works
// on the paragraph before its text is parsed, and leaves a title in the quote
// for the visit to find.
type alertTransformer struct{}

// Transform takes the mark off a paragraph that begins a quote.
func (alertTransformer) Transform(n *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := n.Parent().(*ast.Blockquote)
	if !ok || quote.FirstChild() != n {
		return
	}
	first := n.Lines().At(0)
	kind, title := alertMark(first.Value(reader.Source()))
	if kind == "" {
		return
	}
	end := first.Stop
	if reader.Source()[end-1] == '\n' {
		end--
	}
	mark := newTitle(text.NewSegment(end-len(title), end), kind)
	quote.InsertBefore(quote, n, mark)
	n.Lines().SetSliced(1, n.Lines().Len())
	if n.Lines().Len() == 0 {
		quote.RemoveChild(quote, n)
	}
}

// alertMark reads `[!NOTE] title`. The title ends where the line does.
func alertMark(line []byte) (kind string, title []byte) {
	rest, ok := bytes.CutPrefix(bytes.TrimLeft(bytes.TrimSuffix(line, []byte{'\n'}), " \t"), []byte("[!"))
	if !ok {
		return "", nil
	}
	name, title, ok := bytes.Cut(rest, []byte("]"))
	kind = strings.ToLower(string(name))
	if !ok || kind == "details" || !slices.Contains(titledKinds, kind) {
		return "", nil
	}
	return kind, bytes.TrimLeft(title, " \t")
}

// quote turns a quote that holds an alert's mark into a container.
func (v *visit) quote(n *ast.Blockquote) ast.Node {
	mark, ok := n.FirstChild().(*containerTitle)
	if !ok || mark.alert == "" {
		return n
	}
	c := &container{kind: mark.alert, closed: true}
	c.SetPos(n.Pos())
	if len(bytes.TrimSpace(mark.Lines().Value(v.doc.source))) == 0 {
		n.RemoveChild(n, mark)
	}
	for k := range children(n) {
		c.AppendChild(c, k)
	}
	n.Parent().ReplaceChild(n.Parent(), n, c)
	return c
}
