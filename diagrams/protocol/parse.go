package protocol

import (
	"cmp"
	"slices"
	"strings"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// language is what is read here.
var language = lines.Language{
	Name:      "protocol",
	Marks:     []string{"!=", "<=", ">=", "=", "<", ">", ":", ","},
	Units:     []string{"us", "ms", "s", "min"},
	Continued: true,
	OtherNames: map[string]string{
		"when": "on", "upon": "on", "receive": "on", "goto": "become", "drop": "lose", "assert": "never", "actor": "role",
	},
}

// Parse reads a protocol; the name is only kept. It returns all mistakes of
// its grammar in the order of their places, and what could be read in any case.
// What its names mean is for Compile.
func Parse(name, src string) (*File, []lines.Error) {
	p := &parser{file: &File{Name: name}}
	if len(src) > MaxText {
		p.Reader, _ = lines.NewReader(language, "")
		p.Report(place.Place{Line: 1, Col: 1, Width: 1}, lines.Bounds, words.Say("a protocol of %d octets: at most %d", len(src), MaxText), "")
		return p.file, p.Errs
	}
	p.Reader, p.file.Comments = lines.NewReader(language, src)
	for p.Line() != nil {
		p.line()
		p.NextLine()
	}
	slices.SortStableFunc(p.Errs, func(a, b lines.Error) int { return cmp.Or(a.Line-b.Line, a.Col-b.Col) })
	return p.file, p.Errs
}

// parser is the state of reading one protocol.
type parser struct {
	lines.Reader
	file *File
	role *Role // under which the line stands, nil before the first
}

// The words that a line may start with.
var (
	roleWords = []string{"state", "timer", "number", "choice", "host", "hosts", "in", "rest"}
	fileWords = []string{"title", "choice", "message", "role", "network", "check", "with", "can", "never", "always"}
)

// line reads one line, and keeps it if nothing is wrong with it.
func (p *parser) line() {
	start := p.Peek()
	inside := p.role != nil && slices.Contains(roleWords, start.Text)
	node := p.node(start)
	if t := p.Peek(); t.Kind != lines.EndOfLine {
		p.Expected("the end of the line", p.surplusHint(t))
	}
	if p.Failed || node == nil {
		return
	}
	l := p.Line()
	p.file.Lines = append(p.file.Lines, Line{Node: node, Last: l[len(l)-1].Line, Inside: inside})
}

// surplusHint is advice about what stands behind the end of a statement.
func (p *parser) surplusHint(t lines.Token) words.Message {
	if t.Kind == lines.Word && t.Is("if") {
		return "a condition stands before the colon"
	}
	return ""
}

// node reads what a line holds by its first word.
func (p *parser) node(start lines.Token) Node {
	if p.role != nil {
		switch start.Text {
		case "state":
			return p.state()
		case "timer":
			return p.timer()
		case "number":
			return p.numbers()
		case "host", "hosts":
			return p.hosts()
		case "in":
			return p.rule()
		case "rest":
			return p.rest()
		}
	}
	switch start.Text {
	case "title":
		return p.title()
	case "choice":
		return p.choice()
	case "message":
		return p.message()
	case "role":
		return p.newRole()
	case "network":
		return p.network()
	case "check":
		return p.check()
	case "with", "can", "never", "always":
		return p.property()
	}
	known := fileWords
	if p.role != nil {
		known = append(slices.Clone(roleWords), fileWords...)
	} else if slices.Contains(roleWords, start.Text) {
		p.Fail(lines.Order, words.Say("%s belongs to a role, and none has begun", start.Text), "")
		return nil
	}
	if start.Kind != lines.Word {
		p.Expected("a line of a protocol", "")
		return nil
	}
	p.Fail(lines.Unknown, words.Say("no line starts with %s", start.Text), p.HintFor(start.Text, known))
	return nil
}

// reserved are the words that name nothing: those of the grammar.
var reserved = strings.Fields(`title choice message role state timer number host hosts in on once if per rest network may
	check with can fail never always possible send and to become set of add remove from clear start stop note ignore defer
	begins for each its mod is has all most or some every any others me nobody begin restart lose duplicate delay reorder
	crash cut leak forge as`)

// name reads a word that names something new. What is the sort of thing, with
// its article.
func (p *parser) name(what words.Message) Name {
	t := p.Peek()
	switch {
	case t.Kind != lines.Word:
		p.Expected(what, "")
	case slices.Contains(reserved, t.Text):
		p.Fail(lines.Syntax, words.Say("%s cannot be a name: it is a word of the language", t.Text), "")
	case strings.Contains(t.Text, "."):
		p.Fail(lines.Syntax, words.Say("%s cannot be a name", t.Text), "a name holds letters, digits, -, _ and +")
	}
	return p.word()
}

// word reads a word as it is.
func (p *parser) word() Name {
	if p.Peek().Kind != lines.Word {
		p.Expected("a name", "")
	}
	t := p.Next()
	return Name{t.Place, t.Text}
}

// names reads a list of words joined by commas. What is the sort of thing, with
// its article.
func (p *parser) names(what words.Message) (all []Name) {
	for ok := true; ok && !p.Failed; ok = p.Got(",") {
		if p.Peek().Kind != lines.Word {
			p.Expected(what, "")
		}
		all = append(all, p.word())
	}
	return all
}

// joined are nodes as a list is printed.
func joined[T interface{ String() string }](all []T) string { return joinedBy(", ", all) }

func joinedBy[T interface{ String() string }](by string, all []T) string {
	texts := make([]string, len(all))
	for i, n := range all {
		texts[i] = n.String()
	}
	return strings.Join(texts, by)
}

// title reads `title TEXT`.
func (p *parser) title() Node {
	t := &title{Place: p.Next().Place, text: p.Text()}
	p.file.Title = t.text
	return t
}

// title is the line of that name.
type title struct {
	place.Place
	text lines.Text
}

// String is the line in canonical spelling.
func (t *title) String() string { return "title " + t.text.String() }
