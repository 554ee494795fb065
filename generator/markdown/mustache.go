package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"woshou/generator/diagnostic"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// mustache is an expression of Vue between double braces. A value of the front
// matter is filled in, and so is one written out; anything else would take Vue,
// and is shown as code.
type mustache struct {
	ast.BaseInline
	segment text.Segment
	value   string // if filled
	filled  bool
	literal bool // inside v-pre: text like any other
}

var kindMustache = ast.NewNodeKind("Mustache")

// Kind implements ast.Node.
func (*mustache) Kind() ast.NodeKind { return kindMustache }

// Dump implements ast.Node.
func (n *mustache) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// text returns what is shown.
func (n *mustache) text(source []byte) string {
	if n.filled {
		return n.value
	}
	return string(n.segment.Value(source))
}

type mustacheParser struct{}

// Trigger implements parser.InlineParser or parser.BlockParser.
func (mustacheParser) Trigger() []byte { return []byte{'{'} }

// Parse reads an expression that ends on its line.
func (mustacheParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("{{")) {
		return nil
	}
	n := ahead(pc, line, segment, "}}")
	if n < 0 {
		return nil
	}
	block.Advance(n + 2)
	return &mustache{segment: segment.WithStop(segment.Start + n + 2)}
}

// mustache fills an expression in, or warns.
func (h *rawHTML) mustache(n *mustache) {
	if n.literal = h.literal > 0; n.literal {
		return
	}
	if n.value, n.filled = h.evaluate(string(n.segment.Value(h.doc.source))); !n.filled {
		h.warnOnce("{{", n.segment.Start, diagnostic.Say("expressions such as %s are not evaluated", string(n.segment.Value(h.doc.source))),
			"values of the front matter are: {{ $frontmatter.title }}; a `::: v-pre` container leaves braces alone")
	}
}

// writtenPattern is a value written out, as {{ 'text' }} or {{ 42 }};
// matterPattern is a path into the front matter: {{ $frontmatter.a.b[0]['c'] }}.
var (
	writtenPattern = regexp.MustCompile(`^\{\{\s*(?:'([^'\\]*)'|"([^"\\]*)"|(-?[1-9]\d{0,14}|0|true|false))\s*\}\}$`)

	matterPattern = regexp.MustCompile(`^\{\{\s*\$frontmatter((?:\.[\w$]+|\[\d+\]|\['[^']*'\]|\["[^"]*"\])+)\s*\}\}$`)
)

// evaluate returns the value of an expression, braces included.
func (h *rawHTML) evaluate(expression string) (value string, ok bool) {
	if m := writtenPattern.FindStringSubmatch(expression); m != nil {
		return m[1] + m[2] + m[3], true
	}
	m := matterPattern.FindStringSubmatch(expression)
	if m == nil || h.opt.Value == nil {
		return "", false
	}
	value, ok = h.opt.Value(m[1])
	return value, ok && h.fill(value)
}

// expressionPattern finds expressions in raw HTML.
var expressionPattern = regexp.MustCompile(`\{\{.*?\}\}`)

// evaluateText fills in the values of the front matter in the text of raw HTML.
func (h *rawHTML) evaluateText(s string) string {
	if h.literal > 0 || !strings.Contains(s, "{{") {
		return s
	}
	return expressionPattern.ReplaceAllStringFunc(s, func(e string) string {
		if value, ok := h.evaluate(e); ok {
			return value
		}
		return e
	})
}

func printMustache(p *printer, n *mustache) {
	if n.filled || n.literal {
		p.text(n.text(p.doc.source))
		return
	}
	p.str("<code>")
	p.text(n.text(p.doc.source))
	p.str("</code>")
}
