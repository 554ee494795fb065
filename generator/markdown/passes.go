package markdown

import (
	"slices"

	"woshou/generator/page"

	"github.com/yuin/goldmark/ast"
)

// fact is something that a pass settles.
type fact string

const (
	settled    fact = "the tree, but for the names of states"
	authorsIDs fact = "the ids that the author gave"
	figureIDs  fact = "the figures, with ids among themselves"
	glossaries fact = "the terms of glossaries, without ids"
	headingIDs fact = "the ids of headings"
	anchors    fact = "which figures have their ids on their elements"
	termIDs    fact = "the ids of terms"
	steps      fact = "the links to steps"
	chips      fact = "the names of states in the tree"
)

// pass settles something of a tree. It needs what earlier ones give.
type pass struct {
	needs, gives []fact
	run          func(v *visit, root ast.Node)
}

// passes are run one after the other. That they stand in an order in which each
// has what it needs is tested.
var passes = []pass{
	{nil, []fact{settled, authorsIDs, figureIDs, glossaries}, func(v *visit, root ast.Node) { v.children(root) }},
	{[]fact{settled}, nil, func(v *visit, _ ast.Node) { v.html.reportDropped() }},
	{[]fact{settled}, nil, func(v *visit, root ast.Node) { (&leftovers{reading: v.reading}).walk(root) }},
	{[]fact{settled, authorsIDs}, []fact{headingIDs}, func(v *visit, _ ast.Node) { v.headings.name() }},
	{[]fact{figureIDs, headingIDs}, []fact{anchors}, func(v *visit, _ ast.Node) { v.figures.anchor() }},
	{[]fact{glossaries, headingIDs, anchors}, []fact{termIDs}, func(v *visit, _ ast.Node) { v.terms.name() }},
	{[]fact{settled, figureIDs}, []fact{steps}, func(v *visit, _ ast.Node) { v.steps.settle() }},
	{[]fact{settled, figureIDs, steps}, nil, func(v *visit, _ ast.Node) { v.stories.settle() }},
	{[]fact{settled, anchors, termIDs}, []fact{chips}, chipStates},
	{[]fact{authorsIDs, headingIDs, anchors, termIDs}, nil, func(v *visit, _ ast.Node) { v.doc.IDs = v.ids.sorted() }},
	{[]fact{settled}, nil, func(v *visit, _ ast.Node) {
		slices.SortStableFunc(v.doc.Links, func(a, b page.Link) int { return a.Compare(b.Place) })
	}},
	{nil, nil, func(v *visit, _ ast.Node) { (&strays{v.reading}).walk() }},
}
