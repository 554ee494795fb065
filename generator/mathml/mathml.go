// Package mathml turns formulas written in TeX into MathML that browsers draw
// without a script.
//
// It knows the TeX of text books: fractions, roots, scripts, accents, Greek,
// operators, relations and arrows, alphabets, delimiters that grow, matrices,
// cases and aligned lines. It knows no macros. A command that it does not know
// stays in the formula as text, and is reported with its place.
//
//	out, problems := mathml.Convert(`\frac{a}{b}`, false)
//	// <math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>
//
// The output keeps to MathML Core, which is what browsers have: there is no
// style in it, and letters of other alphabets are characters of their own.
package mathml

import (
	"html"
	"strings"
)

// Problem is something in a formula that was not understood, at
// source[Start:Stop].
type Problem struct {
	Start, Stop int
	Message     Format
	Part        string // of the formula that the message names; often ""
}

// Format is what is wrong in English, with %s where there is a part.
type Format string

// String is the message with its part.
func (p Problem) String() string { return strings.Replace(string(p.Message), "%s", p.Part, 1) }

// Convert returns a formula as a <math> element, set off on lines of its own
// if display is set. It never fails; problems are in the order of the source.
// Convert may be called concurrently.
func Convert(source string, display bool) (string, []Problem) {
	p := &parser{src: source}
	body := p.rows("")
	for p.pos < len(p.src) { // what closes nothing
		start := p.pos
		p.skip()
		p.reportPart(start, "unexpected %s", p.src[start:p.pos])
		body = continued(body, p.rows(""))
	}
	root := table(body, "gathered")
	attrs := ""
	if display {
		attrs = ` display="block"`
	}
	var b strings.Builder
	node{tag: "math", attrs: attrs, kids: unwrap(root)}.write(&b)
	return b.String(), p.problems
}

// continued puts rows of cells behind others, the first cell into the last.
func continued(rows, more [][]node) [][]node {
	last := rows[len(rows)-1]
	end := &last[len(last)-1]
	*end = joined(*end, more[0][0])
	rows[len(rows)-1] = append(last, more[0][1:]...)
	return append(rows, more[1:]...)
}

// node is an element of MathML, with text or with elements in it.
type node struct {
	tag   string
	attrs string // as they are written, with a space before each
	text  string
	kids  []node

	limits   bool // scripts go under and over it
	open     bool // nothing stands to its left: a minus behind it is a sign
	function bool // a thin space parts it from what it is applied to
}

// write writes n as HTML.
func (n node) write(b *strings.Builder) {
	b.WriteString("<" + n.tag + n.attrs + ">")
	b.WriteString(html.EscapeString(n.text))
	for _, k := range n.kids {
		k.write(b)
	}
	b.WriteString("</" + n.tag + ">")
}

// row makes one node of several.
func row(kids []node) node {
	if len(kids) == 1 {
		return kids[0]
	}
	return node{tag: "mrow", kids: kids}
}

// joined makes one row of two.
func joined(a, b node) node {
	return node{tag: "mrow", kids: append(unwrap(a), unwrap(b)...)}
}

// unwrap returns what a row holds.
func unwrap(n node) []node {
	if n.tag == "mrow" && n.attrs == "" {
		return n.kids
	}
	return []node{n}
}

func leaf(tag, text string) node { return node{tag: tag, text: text} }

// space is a gap of a width in em.
func space(width string) node {
	return node{tag: "mspace", attrs: ` width="` + width + `em"`}
}
