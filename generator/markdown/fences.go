package markdown

import (
	"woshou/generator/diagnostic"
	"woshou/generator/page"
	"woshou/generator/source"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// fenceParser is goldmark's parser of code between fences, which does not tell a
// block that was closed from one that ended for want of lines.
type fenceParser struct{ parser.BlockParser }

// closedFenceKey finds the block whose closing fence was read last.
var closedFenceKey = parser.NewContextKey()

// fencedParsers has goldmark's parser of fences tell which are never closed.
func fencedParsers(all []util.PrioritizedValue) []util.PrioritizedValue {
	for i, p := range all {
		if p.Value == parser.NewFencedCodeBlockParser() {
			all[i].Value = fenceParser{p.Value.(parser.BlockParser)}
		}
	}
	return all
}

// Continue implements parser.BlockParser.
func (f fenceParser) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	state := f.BlockParser.Continue(n, reader, pc)
	if state == parser.Close {
		pc.Set(closedFenceKey, n)
	}
	return state
}

// Close notes a block that was not closed.
func (f fenceParser) Close(n ast.Node, reader text.Reader, pc parser.Context) {
	if r := readingOf(pc); r != nil && pc.Get(closedFenceKey) != n {
		if r.unclosed == nil {
			r.unclosed = map[ast.Node]bool{}
		}
		r.unclosed[n] = true
	}
	f.BlockParser.Close(n, reader, pc)
}

// openFence reports a fence that is never closed, so that all that follows is taken
// for code.
func (r *reading) openFence(n ast.Node) {
	r.report(diagnostic.Warning, page.CodeUnclosed, n.Pos(), n.Pos()+len(r.fenceLine(n)), page.Unclosed, page.UnclosedHint)
}

// fenceLine is the line that opens a fence.
func (r *reading) fenceLine(n ast.Node) []byte { return source.FirstLine(r.doc.source[n.Pos():]) }
