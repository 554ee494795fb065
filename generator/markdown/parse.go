package markdown

import (
	"bytes"
	"slices"

	"woshou/generator/diagnostic"
	"woshou/generator/markup"
	"woshou/generator/source"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Parse reads a page's text, which serves one reading. It never fails: what is
// wrong with it is listed in Problems, sorted by place, and read as leniently as
// can be. Parse may be called concurrently.
func Parse(t *source.Text, opt Options) *Document {
	d := &Document{
		File: t.Name, lang: opt.Lang, states: opt.States, numbered: opt.LineNumbers,
		braces: markup.NewDelimiters(opt.Attributes), text: t, source: t.All,
	}
	r := &reading{doc: d, opt: opt, text: t, ids: newIDs()}

	// Positions in the tree count from the start of the source: the reader
	// steps over the front matter instead of getting a shorter text.
	reader := text.NewReader(d.source)
	for range bytes.Count(d.source[:t.Body], []byte{'\n'}) {
		reader.AdvanceLine()
	}
	pc := &referring{Context: parser.NewContext()}
	pc.Set(readingKey, r)
	d.tree = parserFor(opt).Parse(reader, parser.WithContext(pc))
	v := newVisit(r)
	for _, p := range passes {
		p.run(v, d.tree)
	}
	d.Includes = t.Asked
	d.Problems = append(problemsOf(t), d.Problems...)
	slices.SortStableFunc(d.Problems, func(a, b diagnostic.Problem) int { return a.Compare(b.Place) })
	return d
}

// problemsOf are those of files that could not be taken in.
func problemsOf(t *source.Text) (problems []diagnostic.Problem) {
	for _, f := range t.Faults {
		problems = append(problems, diagnostic.Problem{Place: f.Place, Severity: diagnostic.Error, Code: f.Code, Message: f.Message, Hint: f.Hint})
	}
	return problems
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
