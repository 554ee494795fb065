// Package twin turns the HTML of a page into plain Markdown: what a reader
// without a browser, or a language model, can take in.
//
// The source of a page is no such text: it takes in other files, names
// scenarios where the reader sees figures, and has containers that few
// programs know. So the twin is made of the page as it is rendered. The hooks
// in our HTML are first replaced by elements that plain Markdown has words for
// (rewrite.go), and what then is left is converted:
//
//	<div data-container="tip"><p data-title>记住</p>…   > **记住**
//	<figure data-figure="handshake">…                   **图 1 三次握手**, the diagram in
//	                                                    characters, and each step in words
//	<div data-lang="go">…                               ```go
//	<a href="tcp.html">                                 [](tcp.md)
package twin

import (
	"bytes"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Options say what only the site knows.
type Options struct {
	// Link returns where a link leads from a twin. Nil leaves links as they are.
	Link func(href string) string
	// Figure returns the figure of an id in words. Nil, or a figure without
	// words, leaves the figure's table.
	Figure func(id string) Figure
	// Colon stands between a term and what it means; "" is ": ".
	Colon string
}

// Figure is a run in words.
type Figure struct {
	Diagram   string   // of characters, or ""
	Sentences []string // what happens at each step
}

// Convert returns the body of a page as Markdown, which ends in a line break
// unless it is empty. Convert is safe for concurrent use.
func Convert(body []byte, opt Options) ([]byte, error) {
	root := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(bytes.NewReader(withoutDrawings(body)), root)
	if err != nil {
		return nil, err
	}
	for _, n := range nodes {
		root.AppendChild(n)
	}
	(&rewriter{opt}).children(root)
	text, err := plain.ConvertNode(root)
	for _, mark := range []struct{ is, means string }{{underscore, "_"}, {bar, `\|`}} {
		if bytes.Contains(text, []byte(mark.is)) {
			text = bytes.ReplaceAll(text, []byte(mark.is), []byte(mark.means))
		}
	}
	if text = bytes.TrimSpace(text); len(text) > 0 {
		text = append(text, '\n')
	}
	return text, err
}

// withoutDrawings cuts the drawings out, which are most of a page's HTML and
// have no part in its twin.
func withoutDrawings(body []byte) []byte {
	var rest []byte
	for {
		before, from, found := bytes.Cut(body, []byte("<svg"))
		_, after, closed := bytes.Cut(from, []byte("</svg>"))
		if !found || !closed {
			return append(rest, body...)
		}
		rest, body = append(rest, before...), after
	}
}

// What the converter would get wrong has another form on the way: code points
// that are no characters, which no text has.
const (
	// underscore is one inside a word. Markdown takes none there for emphasis,
	// so that SYN_SENT needs no backslash.
	underscore = "\uFDD0"
	// bar is one that needs a backslash.
	bar = "\uFDD1"
)

// literal is an element of ours, whose text is Markdown already.
const literal = "x-literal"

// plain is safe for concurrent use once it is set up.
var plain = newConverter()

func newConverter() *converter.Converter {
	c := converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(), strikethrough.NewStrikethroughPlugin(),
		commonmark.NewCommonmarkPlugin(commonmark.WithListEndComment(false)),
		table.NewTablePlugin(table.WithCellPaddingBehavior(table.CellPaddingBehaviorMinimal), table.WithNewlineBehavior(table.NewlineBehaviorPreserve)),
	))
	c.Register.RendererFor(literal, converter.TagTypeInline, func(_ converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
		_, _ = w.WriteString(textOf(n)) // a buffer
		return converter.RenderSuccess
	}, converter.PriorityEarly)
	return c
}
