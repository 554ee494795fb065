package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/page"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// stateChip is the name of a state in prose, or a code span that may be one. It
// leads to the page's glossary.
type stateChip struct {
	ast.BaseInline
	state string // of TCP, with hyphens, or ""
	code  string // what the code span holds: the site knows what it is in other protocols
	term  int    // in Document.Terms; -1 for none
	entry bool   // stands in a glossary, which the site spells
	own   bool   // in the very entry: the link is an address to copy
}

var kindStateChip = ast.NewNodeKind("StateChip")

// Kind implements ast.Node.
func (*stateChip) Kind() ast.NodeKind { return kindStateChip }

// Dump implements ast.Node.
func (n *stateChip) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// speaksOfStates reports whether a capital LISTEN on this page is a state.
func (r *reading) speaksOfStates() bool {
	machine := r.opt.States.Machine
	return machine != "" && (r.opt.Protocol == machine || len(r.doc.Figures) > 0 ||
		slices.ContainsFunc(r.doc.Terms, func(t page.Term) bool { return t.State != "" }))
}

// fewestNamed is how many states a page must name to speak of them, be there no run and
// no glossary: one may be a constant of some program.
const fewestNamed = 2

// namesStates reports whether a page names several states by words that nothing else
// is called.
func (r *reading) namesStates() bool {
	named := 0
	for _, name := range r.opt.States.Names {
		if strings.Contains(name, "-") && (bytes.Contains(r.doc.source, []byte(name)) || bytes.Contains(r.doc.source, []byte(strings.ReplaceAll(name, "-", "_")))) {
			named++
		}
	}
	return named >= fewestNamed
}

// chipping is where in the tree the search for names is.
type chipping struct {
	*reading
	terms *glossary
	entry bool // in a glossary
	term  int  // the entry's, in Document.Terms; -1 for none
	link  bool // in a link, where no other can be
	// plain says that right names stay as they are: only wrong ones are told.
	plain bool
}

// chipStates looks for states through the whole tree: it marks right names and
// warns about wrong ones. Code, images and an author's HTML are left alone; so
// another system's name is written as code.
func chipStates(v *visit, root ast.Node) {
	switch c := (chipping{reading: v.reading, terms: v.terms, term: -1}); {
	case v.speaksOfStates():
		c.children(root)
	case v.namesStates():
		c.plain = true
		c.children(root)
	}
}

func (c chipping) children(parent ast.Node) {
	html := 0 // elements of the author's that are open, whose text is not ours
	for n := range children(parent) {
		switch n := n.(type) {
		case *ast.Text:
			if html == 0 {
				c.text(n)
			}
		case *ast.CodeSpan:
			if html == 0 {
				c.code(n)
			}
		case *rawInline:
			html += opened(n.pieces)
		case *rawBlock:
			html += opened(n.pieces)
		case *ast.Image, *ast.FencedCodeBlock, *ast.CodeBlock:
		case *ast.Link, *stepLink:
			inner := c
			inner.link = true
			inner.children(n)
		case *container:
			inner := c
			inner.entry = c.entry || n.kind == "glossary"
			inner.children(n)
		case *extast.DefinitionTerm:
			c.term = c.terms.index(n)
			c.children(n)
		default:
			c.children(n)
		}
	}
}

// opened counts the links and code that an author's HTML opens, less those it
// closes.
func opened(pieces []piece) (n int) {
	for _, p := range pieces {
		for _, tag := range []string{"a", "code", "pre", "kbd", "samp"} {
			n += strings.Count(p.html+" ", "<"+tag+" ") + strings.Count(p.html, "<"+tag+">") - strings.Count(p.html, "</"+tag+">")
		}
	}
	return n
}

// text cuts a text at the names of states and puts chips in their places.
func (c chipping) text(t *ast.Text) {
	segment := t.Segment
	done := 0
	value := segment.Value(c.doc.source)
	for _, at := range capitals(value) {
		state, wrong := c.opt.States.find(string(value[at[0]:at[1]]))
		start, stop := segment.Start-segment.Padding+at[0], segment.Start-segment.Padding+at[1]
		switch {
		case wrong != nil:
			c.misnomer(wrong, start, stop)
		case state != "" && !c.plain:
			c.mention(state)
			if c.link {
				continue
			}
			parent := t.Parent()
			if at[0] > done {
				parent.InsertBefore(parent, t, c.piece(t, segment, done, at[0]))
			}
			chip := c.chip(state)
			chip.AppendChild(chip, c.piece(t, segment, at[0], at[1]))
			chip.SetPos(start)
			parent.InsertBefore(parent, t, chip)
			done = at[1]
		}
	}
	if done > 0 {
		t.Segment = text.NewSegment(segment.Start-segment.Padding+done, segment.Stop)
	}
}

// piece is a part of a text, read as the whole is.
func (c chipping) piece(t *ast.Text, s text.Segment, from, to int) *ast.Text {
	part := ast.NewTextSegment(text.NewSegment(s.Start-s.Padding+from, s.Start-s.Padding+to))
	part.SetRaw(t.IsRaw())
	return part
}

// code puts a chip around a code span that holds the name of a state and nothing
// else, or a word that may be one in a protocol of the page's figures.
func (c chipping) code(n *ast.CodeSpan) {
	code := plainText(n, c.doc.source)
	state := canonical(code)
	if !slices.Contains(c.opt.States.Names, state) {
		state = ""
	}
	if c.plain || state == "" && (len(c.doc.Figures) == 0 || !namePattern.MatchString(code)) {
		return
	}
	c.mention(state)
	if c.link {
		return
	}
	chip := c.chip(state)
	if chip.code = code; chip.term < 0 {
		chip.term = slices.IndexFunc(c.doc.Terms, func(t page.Term) bool { return t.Name == code })
		chip.own = chip.term >= 0 && chip.term == c.term
	}
	chip.SetPos(n.Pos())
	n.Parent().ReplaceChild(n.Parent(), n, chip)
	chip.AppendChild(chip, n)
}

// chip links a state to its entry.
func (c chipping) chip(state string) *stateChip {
	term := slices.IndexFunc(c.doc.Terms, func(t page.Term) bool { return state != "" && t.State == state })
	return &stateChip{state: state, term: term, entry: c.entry, own: term >= 0 && term == c.term}
}

// mention notes that the page speaks of a state outside its glossary.
func (c chipping) mention(state string) {
	for i := range c.doc.Terms {
		if t := &c.doc.Terms[i]; state != "" && t.State == state && !c.entry {
			t.Mentioned = true
		}
	}
}

// misnomer warns about a wrong name, in the spelling of the author.
func (c chipping) misnomer(wrong *WrongName, start, stop int) {
	written := strings.ReplaceAll(string(c.doc.source[start:stop]), `\`, "")
	var right []string
	for _, name := range wrong.Right {
		c.mention(name)
		if !strings.Contains(written, "-") {
			name = strings.ReplaceAll(name, "-", "_")
		}
		right = append(right, name)
	}
	if c.spokenOf(wrong.Of, start) {
		return
	}
	names := diagnostic.Message(right[0])
	for _, name := range right[1:] {
		names = diagnostic.Say("%s or %s", names, name)
	}
	message, hint := diagnostic.Say("no state is called %s", written), diagnostic.Say("write %s", names)
	if wrong.Of != "" {
		message = diagnostic.Say("%s is the name that %s has for %s", written, wrong.Of, names)
		hint = diagnostic.Say("write %s, or `%s` where %s is meant", names, written, wrong.Of)
	}
	c.warn("state-name", start, stop, message, hint)
}

// owners are the words by which prose says that a name is that of a system: the
// system's own, and those of what prints it. Where other words hold one, such as
// "class" holds ss, and where its plural is a word of TCP, it is matched whole.
var owners = map[string]*regexp.Regexp{
	"Linux":   regexp.MustCompile(`(?i)linux|netstat|\bss\b|内核|kernel|/proc/|unix`),
	"BSD":     regexp.MustCompile(`(?i)bsd|netstat|macos|unix`),
	"Windows": regexp.MustCompile(`\bWindows\b|(?i:netstat)`),
}

// spokenOf reports whether the paragraph around an offset speaks of a system, so that
// the system's name for a state is right there.
func (c chipping) spokenOf(system string, at int) bool {
	owner := owners[system]
	if owner == nil {
		return false
	}
	from := bytes.LastIndex(c.doc.source[:at], []byte("\n\n")) + 1
	to := len(c.doc.source)
	if end := bytes.Index(c.doc.source[at:], []byte("\n\n")); end >= 0 {
		to = at + end
	}
	return owner.Match(c.doc.source[from:to])
}

// Chip is how a state of a protocol is marked that figures of the page are about.
type Chip struct {
	Stage string // how far a host in it has come, a name of package trace; or ""
	Text  string // what it means, or ""
	Href  string // of the state diagram that shows it, or ""
}

// printStateChip writes a chip of TCP, or of a protocol that the page's figures are
// about; what turns out to name no state there stays as it is.
func printStateChip(p *printer, n *stateChip) {
	if n.code != "" {
		if chip, ok := p.r.Chip(n.code); ok {
			p.chip(n, chip)
			return
		}
	}
	if n.state == "" || p.r.OtherStates && n.term < 0 {
		p.inlines(n)
		return
	}
	p.chipOfTCP(n)
}

// chip writes a state of a protocol: a link to its entry in the page's glossary,
// else to the state diagram of its role.
func (p *printer) chip(n *stateChip, c Chip) {
	if n.term >= 0 {
		t := p.doc.Terms[n.term]
		c.Href, c.Text = "#"+t.ID, t.Text
	}
	p.str("<a")
	p.attr("data-state", n.code)
	p.attr("data-stage", c.Stage)
	p.leads(n, c.Href, short(c.Text))
	p.inlines(n)
	p.close("a")
}

// leads writes where a chip leads and what it says, and ends its tag.
func (p *printer) leads(n *stateChip, href, title string) {
	if href != "" {
		p.address("href", href)
	}
	if title != "" && !n.own {
		p.attr("title", title)
	}
	p.str(">")
}

// chipOfTCP writes a state of TCP: a link to its entry, else to the page's state
// diagram, else to the glossary of another page, else an anchor without an address,
// which is read as text.
func (p *printer) chipOfTCP(n *stateChip) {
	p.str("<a")
	p.attr("data-state", n.state)
	href, text := "", ""
	switch {
	case n.term >= 0:
		t := p.doc.Terms[n.term]
		href, text = "#"+t.ID, t.Text
	case n.entry:
	case p.doc.chart != "":
		href = "#" + p.doc.chart
	default:
		href, text = p.r.Entry(n.state)
	}
	p.leads(n, href, p.doc.states.respell(short(text), p.r.State))
	if n.code != "" || !n.entry {
		p.inlines(n)
	} else {
		p.text(p.r.State(n.state))
	}
	p.close("a")
}
