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
	name         string // what it does, for who reads the list
	needs, gives []fact
	run          func(v *visit, root ast.Node)
}

// passes are run one after the other. That they stand in an order in which each
// has what it needs is tested.
var passes = []pass{
	{"visit the tree", nil, []fact{settled, authorsIDs, figureIDs, glossaries}, func(v *visit, root ast.Node) { v.children(root) }},
	{"report dropped HTML", []fact{settled}, nil, func(v *visit, _ ast.Node) { v.html.reportDropped() }},
	{"find leftover marks", []fact{settled}, nil, func(v *visit, root ast.Node) { (&leftovers{reading: v.reading}).walk(root) }},
	{"name headings", []fact{settled, authorsIDs}, []fact{headingIDs}, func(v *visit, _ ast.Node) { v.headings.name() }},
	{"anchor figures", []fact{figureIDs, headingIDs}, []fact{anchors}, func(v *visit, _ ast.Node) { v.figures.anchor() }},
	{"name terms", []fact{glossaries, headingIDs, anchors}, []fact{termIDs}, func(v *visit, _ ast.Node) { v.terms.name() }},
	{"settle links to steps", []fact{settled, figureIDs}, []fact{steps}, func(v *visit, _ ast.Node) { v.steps.settle() }},
	{"tie stories to steps", []fact{settled, figureIDs, steps}, nil, func(v *visit, _ ast.Node) { v.stories.settle() }},
	{"chip states", []fact{settled, anchors, termIDs}, []fact{chips}, chipStates},
	{"gather ids", []fact{authorsIDs, headingIDs, anchors, termIDs}, nil, func(v *visit, _ ast.Node) { v.doc.IDs = v.ids.sorted() }},
	{"sort links", []fact{settled}, nil, func(v *visit, _ ast.Node) {
		slices.SortStableFunc(v.doc.Links, func(a, b page.Link) int { return a.Compare(b.Place) })
	}},
	{"find invisible characters", nil, nil, func(v *visit, _ ast.Node) { (&strays{v.reading}).walk() }},
}
