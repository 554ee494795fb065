package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/page"
	"woshou/generator/source"

	"github.com/yuin/goldmark/ast"
)

// stories are the analogies of a page, whose lines are steps too.
type stories struct {
	*reading
	figures *figureList
	all     []*container
}

// note finds out who speaks in the lists of an analogy: A or B, written
// `A:`, `A：` or in bold at the start of an item. The item is marked with the
// name, and the written name set apart, since a theme may show it otherwise.
func (st *stories) note(n *container) {
	st.all = append(st.all, n)
	for c := range children(n) {
		list, ok := c.(*ast.List)
		if !ok {
			continue
		}
		for item := range children(list) {
			if said := item.FirstChild(); said != nil && said.FirstChild() != nil {
				st.speaker(item, said)
			}
		}
	}
}

// settle ties each line of an analogy to the step of the same number, of
// the figure that `for=` names, else of the nearest one above or, for a story
// that comes first, below.
func (st *stories) settle() {
	for _, n := range st.all {
		named := n.figure != ""
		if named {
			if problem, hint := st.figures.noScenario(n.figure); problem != "" {
				start, stop := st.forOf(n)
				st.report(diagnostic.Error, "step", start, stop, problem, hint)
				continue
			}
		} else if n.figure = st.figures.above(n.Pos()); n.figure == "" {
			if ids := st.figures.scenarios(); len(ids) > 0 {
				n.figure = ids[0]
			}
		}
		if n.figure != "" {
			st.tie(n, named)
		}
	}
}

// tie numbers the lines of a story. Where somebody speaks, what nobody says is
// no line.
func (st *stories) tie(n *container, named bool) {
	var said, all []ast.Node
	for list := n.FirstChild(); list != nil; list = list.NextSibling() {
		for item := list.FirstChild(); item != nil && list.Kind() == ast.KindList; item = item.NextSibling() {
			all = append(all, item)
			if attribute(item, "data-speaker") != "" {
				said = append(said, item)
			}
		}
	}
	if len(said) > 0 {
		all = said
	}
	for i, item := range all {
		item.SetAttributeString("data-step", n.figure+":"+strconv.Itoa(i+1))
		place := item.Pos()
		if words := item.FirstChild(); words != nil && words.Lines().Len() > 0 {
			place = words.Lines().At(0).Start
		}
		s := page.Step{Figure: n.figure, N: i + 1, Place: st.text.Place(place),
			Story: true, Speaker: attribute(item, "data-speaker"), Named: named}
		s.Width = 1
		st.doc.Steps = append(st.doc.Steps, s)
	}
}

// forOf is the place of `for=` in the line that opens an analogy.
func (st *stories) forOf(n *container) (start, stop int) {
	line := source.FirstLine(st.doc.source[n.Pos():])
	at := max(0, bytes.Index(line, []byte("for=")))
	return n.Pos() + at, n.Pos() + at + len("for=") + len(n.figure)
}

// speaker marks one item whose text is said.
func (st *stories) speaker(item, said ast.Node) {
	first := said.FirstChild()
	written := ""
	switch first := first.(type) {
	case *ast.Text:
		st.joinText(first)
		written = st.cutName(first)
	case *ast.Emphasis:
		written = st.cutStrongName(said, first)
	}
	if written == "" {
		return
	}
	item.SetAttributeString("data-speaker", written[:1])
	said.InsertBefore(said, said.FirstChild(), &speakerName{text: written})
}

// joinText takes up the texts that follow t without a gap: goldmark ends a text
// where a construct could have begun, and a colon could begin one.
func (st *stories) joinText(t *ast.Text) {
	for {
		next, ok := t.NextSibling().(*ast.Text)
		if !ok || !t.Merge(next, st.doc.source) {
			return
		}
		t.Parent().RemoveChild(t.Parent(), next)
	}
}

// cutName cuts a name and its colon off the start of a text.
func (st *stories) cutName(t *ast.Text) string {
	value := t.Segment.Value(st.doc.source)
	for _, name := range []string{"A", "B"} {
		rest, ok := bytes.CutPrefix(value, []byte(name))
		if !ok {
			continue
		}
		if colon := leadingColon(rest); colon != "" {
			t.Segment.Start += len(name) + len(colon)
			t.Segment = t.Segment.TrimLeftSpace(st.doc.source)
			return name + colon
		}
	}
	return ""
}

// cutStrongName cuts off a name in bold, whose colon may stand in it or behind.
func (st *stories) cutStrongName(said ast.Node, strong *ast.Emphasis) string {
	written := plainText(strong, st.doc.source)
	name := strings.TrimRight(written, ":：")
	if name != "A" && name != "B" {
		return ""
	}
	if next, ok := strong.NextSibling().(*ast.Text); ok {
		if colon := leadingColon(next.Segment.Value(st.doc.source)); colon != "" && written == name {
			written += colon
			next.Segment.Start += len(colon)
		}
		next.Segment = next.Segment.TrimLeftSpace(st.doc.source)
	}
	if written == name {
		return "" // no colon: somebody is talked about
	}
	said.RemoveChild(said, strong)
	return written
}

// leadingColon is the colon that text begins with, or "".
func leadingColon(text []byte) string {
	for _, colon := range []string{":", "："} {
		if bytes.HasPrefix(text, []byte(colon)) {
			return colon
		}
	}
	return ""
}

// speakerName is the name of a speaker as written: "A：".
type speakerName struct {
	ast.BaseInline
	text string
}

var kindSpeakerName = ast.NewNodeKind("SpeakerName")

// Kind implements ast.Node.
func (n *speakerName) Kind() ast.NodeKind { return kindSpeakerName }

// Dump implements ast.Node.
func (n *speakerName) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// printSpeakerName writes the name where a theme can hide it.
func printSpeakerName(p *printer, n *speakerName) {
	p.str("<span data-who>")
	p.text(n.text)
	p.str("</span> ")
}
