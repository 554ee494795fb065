package markdown

import (
	"woshou/generator/diagnostic"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Readers of HTML refuse what is nested deeper than 512 elements. These, with
// mostOpen, keep every page well below that. What would be
// deeper stays text, or loses its emphasis: nobody can see it any more.
const (
	mostBlocks  = 100     // quotes, lists, their items and containers inside each other
	mostPhrases = 40      // emphasis and the like
	mostInside  = 100_000 // lines, once for each list, quote and container that they are in
)

// shallow opens blocks only where they are not nested too deep, and ends them
// where a page has had too much of them. It keeps the time linear as well: each
// line asks all that is open whether it goes on, and goldmark notes each answer
// until the outermost block ends.
type shallow struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (s shallow) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		depth++
	}
	if r := readingOf(pc); depth > mostBlocks || r != nil && r.inside > mostInside {
		return nil, parser.NoChildren
	}
	return s.BlockParser.Open(parent, reader, pc)
}

// Continue implements parser.BlockParser.
func (s shallow) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if r := readingOf(pc); r != nil {
		if r.inside++; r.inside > mostInside {
			_, at := reader.Position()
			r.beyond(at.Start, diagnostic.Say("more than %d lines in lists, quotes and containers, counted for each", mostInside))
			return parser.Close
		}
	}
	return s.BlockParser.Continue(n, reader, pc)
}

// shallowParsers bounds those of goldmark's block parsers whose blocks nest.
func shallowParsers(all []util.PrioritizedValue) []util.PrioritizedValue {
	list, quote := parser.NewListParser(), parser.NewBlockquoteParser()
	for i, p := range all {
		if p.Value == list || p.Value == quote {
			all[i].Value = shallow{p.Value.(parser.BlockParser)}
		}
	}
	return all
}

// isPhrase reports whether n only says how the text in it looks.
func isPhrase(n ast.Node) bool {
	return n.Kind() == ast.KindEmphasis || n.Kind() == extast.KindStrikethrough
}

// flatten takes the phrases inside n away and leaves what is in them.
func flatten(n ast.Node) {
	var left []ast.Node
	_ = ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		switch {
		case c == n || isPhrase(c):
			return ast.WalkContinue, nil
		case entering:
			left = append(left, c)
		}
		return ast.WalkSkipChildren, nil
	})
	n.RemoveChildren(n)
	for _, c := range left {
		n.AppendChild(n, c)
	}
}
