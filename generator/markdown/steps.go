package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/markup"
	"woshou/generator/page"

	"github.com/yuin/goldmark/ast"
)

// stepLink is the text between the brackets.
type stepLink struct {
	ast.BaseInline
	mark   stepMark
	braces int // offset of the "{"
	figure string
	step   int // 0 when the link leads nowhere
}

var kindStepLink = ast.NewNodeKind("StepLink")

// Kind implements ast.Node.
func (*stepLink) Kind() ast.NodeKind { return kindStepLink }

// Dump implements ast.Node.
func (n *stepLink) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// stepMark is what stands in the braces behind a step link. Offsets count from
// the opening brace.
type stepMark struct {
	step   pair
	claims []pair
	attrs  markup.Attrs
}

// pair is `name=value` at text[at:end].
type pair struct {
	name, value string
	at, end     int
}

// parseStepMark reads `{step=2 server=SYN_RECEIVED .class}` at the start of s
// and returns how many bytes that took; 0 if s does not start with it. What is
// no attribute of a link is taken to be a host.
func parseStepMark(s []byte) (stepMark, int) {
	var m stepMark
	if len(s) == 0 || s[0] != '{' {
		return m, 0
	}
	for i, read := 1, 0; i < len(s) && read < markup.MostAttributes; {
		switch c := s[i]; {
		case c == '}':
			if m.step.name == "" {
				return m, 0
			}
			return m, i + 1
		case c == ' ' || c == '\t':
			i++
		case c == '#' || c == '.':
			a, n := markup.ParseAttribute(s[i:])
			if n == 0 {
				return m, 0
			}
			m.attrs = m.attrs.Add(a)
			i += n
			read++
		default:
			p := parsePair(s, i)
			if p.end == i {
				return m, 0
			}
			m.add(p)
			i = p.end
			read++
		}
	}
	return m, 0
}

// parsePair reads `name`, `name=value` or `name="value"` at s[at:].
func parsePair(s []byte, at int) pair {
	p := pair{name: string(markup.Word(s[at:])), at: at}
	p.end = at + len(p.name)
	if p.name == "" || p.end >= len(s) || s[p.end] != '=' {
		return p
	}
	value := s[p.end+1:]
	if len(value) > 0 && (value[0] == '"' || value[0] == '\'') {
		if end := bytes.IndexByte(value[1:], value[0]); end >= 0 && bytes.IndexByte(value[:end+1], '\n') < 0 {
			p.value = string(value[1 : 1+end])
			p.end += 1 + end + 2
			return p
		}
	}
	p.value = string(markup.Word(value))
	p.end += 1 + len(p.value)
	return p
}

func (m *stepMark) add(p pair) {
	switch {
	case p.name == "step" && m.step.name == "":
		m.step = p
	case markup.AllowedAttribute("a", p.name):
		m.attrs = m.attrs.Add(markup.Attr{Name: p.name, Value: p.value, Assigned: true})
	default:
		m.claims = append(m.claims, p)
	}
}

// stepLinks fills in Document.Steps.
type stepLinks struct {
	*reading
	figures *figureList
	links   []*stepLink
}

// note notes a step link; which figure it means is settled at the end,
// when all of them are known.
func (l *stepLinks) note(n *stepLink) {
	if l.insideLink(n) {
		return
	}
	l.setAttributes(n, n.mark.attrs, n.braces)
	l.links = append(l.links, n)
}

// insideLink takes a link away from around its text if it stands in another
// one, where a step is concerned: links do not nest.
func (l *stepLinks) insideLink(n ast.Node) bool {
	_, step := n.(*stepLink)
	for p := n.Parent(); p != nil && p.Type() == ast.TypeInline; p = p.Parent() {
		_, link := p.(*ast.Link)
		_, outer := p.(*stepLink)
		if outer || step && link {
			l.warn("step", n.Pos(), n.Pos()+1, "a link inside a link was left out", "let one link end before the next begins")
			if auto, ok := n.(*ast.AutoLink); ok {
				n.Parent().ReplaceChild(n.Parent(), n, ast.NewString(auto.Label(l.doc.source)))
			} else {
				unwrap(n)
			}
			return true
		}
	}
	return false
}

// settle finds the figure of each step link and fills in Document.Steps.
func (l *stepLinks) settle() {
	for _, n := range l.links {
		figure, step, ok := l.figureOf(n)
		if !ok {
			continue
		}
		n.figure, n.step = figure, step
		s := page.Step{Figure: figure, N: step, Place: l.text.Span(n.braces+n.mark.step.at, n.braces+n.mark.step.end)}
		for _, c := range n.mark.claims {
			s.Claims = append(s.Claims, page.Claim{Host: c.name, State: c.value, Place: l.text.Span(n.braces+c.at, n.braces+c.end)})
		}
		l.doc.Steps = append(l.doc.Steps, s)
	}
}

// figureOf reads `2` or `handshake:2`. What is wrong is reported.
func (l *stepLinks) figureOf(n *stepLink) (figure string, step int, ok bool) {
	name, number, named := cutLast(n.mark.step.value, ":")
	wrong := func(message, hint diagnostic.Message) (string, int, bool) {
		l.report(diagnostic.Error, "step", n.braces+n.mark.step.at, n.braces+n.mark.step.end, message, hint)
		return "", 0, false
	}
	step, err := strconv.Atoi(number)
	if err != nil || step < 1 {
		return wrong(diagnostic.Say("%s is no number of a step", strconv.Quote(number)), "write step=2, or step=FIGURE:2")
	}
	if named {
		if problem, hint := l.figures.noScenario(name); problem != "" {
			return wrong(problem, hint)
		}
		return name, step, true
	}
	if name = l.figures.above(n.Pos()); name == "" {
		hint := diagnostic.Say("name the figure: step=FIGURE:%s", number)
		if below := l.figures.scenarios(); len(below) > 0 {
			hint = diagnostic.Say("name the figure: step=%s:%s", below[0], number)
		}
		return wrong("there is no figure above", hint)
	}
	return name, step, true
}

// cutLast cuts s at the last separator; what stands behind it is the whole of
// s where there is none.
func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return "", s, false
}

// noScenario says why no steps can be told of a figure, "" when they can.
func (fs *figureList) noScenario(id string) (problem, hint diagnostic.Message) {
	for _, f := range fs.doc.Figures {
		switch {
		case f.ID == id && f.Chart == "":
			return "", ""
		case f.ID == id:
			return diagnostic.Say("the figure %s is a state diagram and has no steps", strconv.Quote(id)), ""
		}
	}
	known := fs.scenarios()
	if hint = diagnostic.DidYouMean(id, known); hint == "" && len(known) > 0 {
		hint = diagnostic.Say("the figures of this page are: %s", strings.Join(known, ", "))
	}
	return diagnostic.Say("this page has no figure %s", strconv.Quote(id)), hint
}

// scenarios are the ids of the figures that have steps, in order.
func (fs *figureList) scenarios() []string {
	var ids []string
	for _, f := range fs.doc.Figures {
		if f.Chart == "" {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

// above is the id of the last figure with steps before an offset, or "".
func (fs *figureList) above(place int) string {
	id, best := "", -1
	for i, f := range fs.doc.Figures {
		if at := fs.at[i]; f.Chart == "" && at < place && at > best {
			id, best = f.ID, at
		}
	}
	return id
}

// printStepLink writes the link; one that leads nowhere is its text.
func printStepLink(p *printer, n *stepLink) {
	if n.step == 0 {
		p.inlines(n)
		return
	}
	p.str("<a")
	p.attr("data-step", n.figure+":"+strconv.Itoa(n.step))
	p.address("href", "#"+page.StepID(n.figure, n.step))
	p.attributes(n)
	p.str(">")
	p.inlines(n)
	p.close("a")
}
