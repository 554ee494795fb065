package markdown

import (
	"bytes"
	"cmp"
	"slices"

	"woshou/generator/diagnostic"
	"woshou/generator/markup"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Parse reads a page. It never fails: what is wrong with the source is listed
// in Problems, sorted by place, and read as leniently as can be. file is only
// the name that messages carry. Parse may be called concurrently.
func Parse(file string, src []byte, opt Options) *Document {
	src = normalise(src)
	d := &Document{File: file, lang: opt.Lang, states: opt.States, numbered: opt.LineNumbers, braces: markup.NewDelimiters(opt.Attributes)}
	d.places = &places{lineIndex: newLineIndex(file, src)}
	v := &visit{doc: d, opt: opt, lines: d.places, ids: newIDs(), figureIDs: map[string]int{}, files: &files{opt: opt, doc: d}}
	matter, body := frontMatter(src)
	d.source, d.places.parts = v.files.include(d.places.lineIndex, body)
	v.readFrontMatter(matter)

	// Positions in the tree count from the start of the source: the reader
	// steps over the front matter instead of getting a shorter text.
	reader := text.NewReader(d.source)
	for range bytes.Count(src[:body], []byte{'\n'}) {
		reader.AdvanceLine()
	}
	pc := parser.NewContext()
	pc.Set(visitKey, v)
	d.tree = parserFor(opt).Parse(reader, parser.WithContext(pc))
	v.document(d.tree)
	v.strays()
	slices.SortStableFunc(d.Problems, byPlace)
	return d
}

// normalise makes lines end in "\n", the last one too, and drops what HTML
// cannot hold: a byte order mark, NUL, broken UTF-8. Columns stay as they are.
func normalise(src []byte) []byte {
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
		src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	}
	src = bytes.ToValidUTF8(src, []byte("\uFFFD"))
	if bytes.IndexByte(src, 0) >= 0 {
		src = bytes.ReplaceAll(src, []byte{0}, []byte("\uFFFD"))
	}
	if len(src) > 0 && src[len(src)-1] != '\n' {
		src = append(slices.Clip(src), '\n')
	}
	return src
}

// byPlace orders problems as a reader meets them.
func byPlace(a, b diagnostic.Problem) int {
	return cmp.Or(cmp.Compare(a.File, b.File), a.Line-b.Line, a.Col-b.Col)
}

// visitKey finds the visit from inside goldmark's parsers.
var visitKey = parser.NewContextKey()

// visitOf is nil when our parsers run in a bare goldmark.
func visitOf(pc parser.Context) *visit {
	v, _ := pc.Get(visitKey).(*visit)
	return v
}

// children yields the children of n; the one in hand may be moved or removed.
func children(n ast.Node) func(yield func(ast.Node) bool) {
	return func(yield func(ast.Node) bool) {
		for c := n.FirstChild(); c != nil; {
			next := c.NextSibling()
			if !yield(c) {
				return
			}
			c = next
		}
	}
}
