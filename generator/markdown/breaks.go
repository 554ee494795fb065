package markdown

import (
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// breakTransformer removes the line breaks that Chinese must not show as
// spaces. What counts is the text the reader sees on both sides, through
// emphasis, links and code: a break goes if both characters are East Asian and
// neither is Hangul; in a Chinese page curly quotes, dashes and the ellipsis
// count as Chinese.
type breakTransformer struct{}

// Transform implements parser.ASTTransformer.
func (breakTransformer) Transform(root *ast.Document, reader text.Reader, pc parser.Context) {
	b := breaks{src: reader.Source()}
	if r := readingOf(pc); r != nil {
		b.chinese = isChinese(r.opt.Lang)
	}
	b.walk(root)
}

type breaks struct {
	src     []byte
	chinese bool
}

// walk looks at every break below n.
func (b breaks) walk(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			if t.SoftLineBreak() && b.joins(b.lastBefore(t)) && b.joins(b.firstAfter(t)) {
				t.SetSoftLineBreak(false)
			}
			continue
		}
		b.walk(c)
	}
}

// joins reports whether r needs no space towards a neighbour of its kind.
// Hangul does: Korean is written with spaces.
func (b breaks) joins(r rune) bool {
	if isCJK(r) {
		return !unicode.Is(unicode.Hangul, r)
	}
	return b.chinese && isChineseMark(r)
}

// lastBefore returns the last character shown up to the end of n, within n's
// block, or 0.
func (b breaks) lastBefore(n ast.Node) rune {
	for c := n; c != nil; c = climb(c, ast.Node.PreviousSibling) {
		if r, found := b.edge(c, ast.Node.LastChild, ast.Node.PreviousSibling, utf8.DecodeLastRune); found {
			return r
		}
	}
	return 0
}

// firstAfter returns the first character shown after n, within n's block, or 0.
func (b breaks) firstAfter(n ast.Node) rune {
	for c := climb(n, ast.Node.NextSibling); c != nil; c = climb(c, ast.Node.NextSibling) {
		if r, found := b.edge(c, ast.Node.FirstChild, ast.Node.NextSibling, utf8.DecodeRune); found {
			return r
		}
	}
	return 0
}

// climb returns what lies beside n, or beside the nearest inline around n that
// has something there; nil at the edge of the block.
func climb(n ast.Node, beside func(ast.Node) ast.Node) ast.Node {
	for ; n != nil && n.Type() == ast.TypeInline; n = n.Parent() {
		if m := beside(n); m != nil {
			return m
		}
	}
	return nil
}

// edge returns the first character inside n in the given direction. It is not
// found in what shows no text, such as a tag; an image shows something that is
// no character.
func (b breaks) edge(n ast.Node, in, next func(ast.Node) ast.Node, decode func([]byte) (rune, int)) (rune, bool) {
	switch n := n.(type) {
	case *ast.Text:
		r, size := decode(n.Segment.Value(b.src))
		return r, size > 0
	case *ast.String:
		r, size := decode(n.Value)
		return r, size > 0
	case *ast.AutoLink:
		r, size := decode(n.Label(b.src))
		return r, size > 0
	case *picture:
		r, size := decode([]byte(n.value))
		return r, size > 0
	case *ast.Image, *formula, *mustache:
		return 0, true
	}
	for c := in(n); c != nil; c = next(c) {
		if r, found := b.edge(c, in, next, decode); found {
			return r, true
		}
	}
	return 0, false
}
