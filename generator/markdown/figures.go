package markdown

import (
	"bytes"
	"iter"
	"path"
	"strconv"
	"strings"

	"woshou/diagrams/scenario"
	"woshou/generator/diagnostic"
	"woshou/generator/page"

	"github.com/yuin/goldmark/ast"
)

// figure is a scenario in the tree, at its place among the blocks.
type figure struct {
	ast.BaseBlock
	index int // in Document.Figures
}

var kindFigure = ast.NewNodeKind("Figure")

// Kind implements ast.Node.
func (*figure) Kind() ast.NodeKind { return kindFigure }

// Dump implements ast.Node.
func (n *figure) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// isScenario reports whether an image's destination names a scenario, or a capture
// that is read as a run.
func isScenario(dest string) bool { return path.Ext(dest) == ".scenario" || page.IsCapture(dest) }

// isFigure reports whether an image's destination is shown as a figure: a scenario,
// or a protocol, whose states are.
func isFigure(dest string) bool { return isScenario(dest) || path.Ext(dest) == page.ProtocolEnding }

// figureOptions are the attributes of an image that say something of its figure.
var figureOptions = append([]string{"id", "numbers", "what-if", "predict", "role"}, cutOptions...)

// cutOptions are the options of a figure that tell which part of a capture it
// shows.
var cutOptions = []string{"stream", "packets", "from", "to"}

// part is what of a capture an image shows, as it says.
func part(img *ast.Image) string {
	var said []string
	for _, option := range cutOptions {
		if value := attribute(img, option); value != "" {
			said = append(said, option+"="+value)
		}
	}
	return strings.Join(said, " ")
}

// figureList fills in Document.Figures.
type figureList struct {
	*reading
	at []int // their offsets
	// taken has their ids in lower case, each with the last number that was
	// put behind it to make another.
	taken map[string]int
}

// split replaces the images of figures among a paragraph's children by
// figures. A figure is a block: the paragraph ends before it and goes on after
// it.
func (fs *figureList) split(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if img, ok := c.(*ast.Image); ok && isFigure(string(img.Destination)) {
			if fs.room(img.Pos()) {
				fs.splitAt(n, img)
			}
			return
		}
	}
}

// splitAt replaces n by what stands before img, the figure, and what stands
// after it; the latter may hold further figures.
func (fs *figureList) splitAt(n ast.Node, img *ast.Image) {
	parent := n.Parent()
	dest := string(img.Destination)
	f := page.Figure{
		Path:    dest,
		Caption: plainText(img, fs.doc.source),
		Numbers: fs.numbers(attribute(img, "numbers"), img.Pos(), img.Pos()),
		WhatIf:  fs.whatIf(attribute(img, "what-if"), img.Pos(), img.Pos()),
		Predict: fs.predict(attribute(img, "predict"), img.Pos(), img.Pos()),
	}
	switch {
	case page.IsCapture(dest): // what happened, happened
		f.Part, f.WhatIf = part(img), nil
	case !isScenario(dest):
		f = page.Figure{Chart: dest, Role: attribute(img, "role"), Caption: f.Caption}
	}
	fig := fs.add(f, fs.idOption(attribute(img, "id"), img.Pos(), img.Pos()), img.Pos())
	rest := continuation(n)
	for c := img.NextSibling(); c != nil; c = img.NextSibling() {
		rest.AppendChild(rest, c)
	}
	n.RemoveChild(n, img)
	parent.InsertAfter(parent, n, fig)
	parent.InsertAfter(parent, fig, rest)
	trimEdges(n, fs.doc.source)
	trimEdges(rest, fs.doc.source)
	fs.split(rest)
}

// continuation returns an empty block of n's kind, for the text after a figure.
func continuation(n ast.Node) ast.Node {
	var rest ast.Node = ast.NewTextBlock()
	if ast.IsParagraph(n) {
		rest = ast.NewParagraph()
	}
	rest.SetPos(n.Pos())
	return rest
}

// trimEdges drops the blanks and line breaks around a figure that was cut out,
// and n itself if nothing else was in it.
func trimEdges(n ast.Node, source []byte) {
	for _, edge := range []func() ast.Node{n.FirstChild, n.LastChild} {
		for t, ok := edge().(*ast.Text); ok; t, ok = edge().(*ast.Text) {
			if len(bytes.TrimSpace(t.Segment.Value(source))) > 0 {
				break
			}
			n.RemoveChild(n, t)
		}
	}
	if t, ok := n.FirstChild().(*ast.Text); ok {
		t.Segment = t.Segment.TrimLeftSpace(source)
	}
	if t, ok := n.LastChild().(*ast.Text); ok {
		t.Segment = t.Segment.TrimRightSpace(source)
		t.SetSoftLineBreak(false)
		t.SetHardLineBreak(false)
	}
	if !n.HasChildren() {
		n.Parent().RemoveChild(n.Parent(), n)
	}
}

// add notes a figure that stands at an offset and returns its node.
func (fs *figureList) add(f page.Figure, id string, place int) *figure {
	if f.Line == 0 {
		f.Place = fs.text.Place(place)
	}
	if f.ID = fs.freeID(id, f); id != "" && f.ID != id {
		fs.report(diagnostic.Error, "duplicate-figure", place, place,
			diagnostic.Say("another figure of this page has the id %s", strconv.Quote(id)), "give each figure an id of its own")
	}
	n := &figure{index: len(fs.doc.Figures)}
	n.SetPos(place)
	fs.doc.Figures = append(fs.doc.Figures, f)
	fs.at = append(fs.at, place)
	return n
}

// freeID returns id, else the stem of the scenario's file, "states-tcp"
// or figure-N; with a number behind it if the page has that already. Ids that
// differ in case alone are one: to some file systems, so are the files named
// after them.
func (fs *figureList) freeID(id string, f page.Figure) string {
	switch {
	case id != "":
	case f.Path != "":
		// Our script puts the id into the drawing of a variant as it is.
		if stem := strings.TrimSuffix(path.Base(f.Path), path.Ext(f.Path)); !strings.ContainsAny(stem, "\"'<>&$`") {
			id = stem
		}
	case namesFigure(f.Chart): // else there is no such machine
		id = "states-" + f.Chart
	case f.ProtocolPath() != "" && namesFigure(stemOf(f.Chart)+f.Role):
		id = strings.TrimSuffix("states-"+stemOf(f.Chart)+"-"+f.Role, "-")
	case namesFigure(stemOf(f.Check)):
		id = "check-" + stemOf(f.Check)
	}
	if id == "" {
		id = "figure-" + strconv.Itoa(len(fs.doc.Figures)+1)
	}
	key, free := strings.ToLower(id), id
	for fs.taken[strings.ToLower(free)] > 0 {
		fs.taken[key]++
		free = id + "-" + strconv.Itoa(fs.taken[key])
	}
	fs.taken[strings.ToLower(free)] = 1
	return free
}

// anchor finds which figures can have their ids on their elements. A
// heading or an element of the author's goes first: the address leads there.
func (fs *figureList) anchor() {
	for i := range fs.doc.Figures {
		f := &fs.doc.Figures[i]
		if f.Anchor = fs.ids.take(f.ID); !f.Anchor {
			fs.warn("duplicate-id", fs.at[i], fs.at[i],
				diagnostic.Say("the id %s of this figure is taken by a heading or another element, and links lead there", strconv.Quote(f.ID)),
				"give the figure an id of its own: `id=`, or {id=…} behind the image")
		}
		if f.Anchor && f.Chart != "" && fs.doc.chart == "" {
			fs.doc.chart = f.ID
		}
	}
}

// scenario turns a fence ```scenario into a figure. options is what
// stands after the word.
func (fs *figureList) scenario(n *ast.FencedCodeBlock, options string) {
	f := page.Figure{Source: string(n.Lines().Value(fs.doc.source)), WhatIf: fs.whatIf("", 0, 0)}
	f.Uses = scenario.Uses(f.Source)
	if !fs.room(n.Pos()) {
		return
	}
	id := ""
	for option, start := range fs.options(n, options) {
		name, value, _ := strings.Cut(option, "=")
		switch name {
		case "id":
			id = fs.idOption(value, start, start+len(option))
		case "numbers":
			f.Numbers = fs.numbers(value, start, start+len(option))
		case "what-if":
			f.WhatIf = fs.whatIf(value, start, start+len(option))
		case "predict":
			f.Predict = fs.predict(value, start, start+len(option))
		default:
			fs.warn("figure-option", start, start+len(option), diagnostic.Say("unknown option %s", strconv.Quote(name)), "the options are id=, numbers=, what-if= and predict=")
		}
	}
	if n.Lines().Len() > 0 {
		f.Place = fs.text.Place(n.Lines().At(0).Start)
		f.Indent = f.Col - 1
	} else {
		f.Place = fs.text.Place(n.Pos())
		f.Line, f.Col = f.Line+1, 1
	}
	if fs.unclosed[n] {
		fence := fs.text.Span(n.Pos(), n.Pos()+len(fs.fenceLine(n)))
		f.Unclosed = &fence
	}
	parent := n.Parent()
	parent.ReplaceChild(parent, n, fs.add(f, id, n.Pos()))
}

// options yields what stands after the word of a fence, with its offsets.
func (fs *figureList) options(n *ast.FencedCodeBlock, options string) iter.Seq2[string, int] {
	return func(yield func(string, int) bool) {
		info := string(n.Info.Segment.Value(fs.doc.source))
		at := max(0, len(info)-len(options))
		for _, option := range strings.Fields(options) {
			at += max(0, strings.Index(info[at:], option))
			if !yield(option, n.Info.Segment.Start+at) {
				return
			}
			at = min(at+len(option), len(info))
		}
	}
}

// printFigure writes what the Renderer makes of a scenario. The box around it
// carries the mark of a top-level block.
func printFigure(p *printer, n *figure) {
	f := p.doc.Figures[n.index]
	html := p.r.Figure(f)
	p.figures++
	p.part.Figures = append(p.part.Figures, f.ID)
	p.part.Sheets.Checks = p.part.Sheets.Checks || f.Check != ""
	p.part.Sheets.Tasks = p.part.Sheets.Tasks || f.Predict > 0
	if f.Anchor {
		p.part.IDs = append(p.part.IDs, f.ID)
	}
	p.open("div", nil, "data-wrap", "")
	p.out.Write(html)
	p.str("</div>\n")
}
