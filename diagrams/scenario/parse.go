package scenario

import (
	"cmp"
	"slices"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// MaxStatements is how many statements one scenario may hold, those in blocks
// included.
const MaxStatements = 1000

// Parse reads a scenario of TCP. The name is only kept. It returns all mistakes
// in the order of their places; the File is usable in any case, and holds what
// could be read.
func Parse(name, src string) (*File, []lines.Error) { return ParseWith(name, src, nil) }

// ParseWith reads a scenario that uses a protocol, with the words that this one
// brings. Where they are nil the scenario is of TCP, and one that uses a
// protocol has that as its only mistake: what else it says has no meaning.
func ParseWith(name, src string, v *Vocabulary) (*File, []lines.Error) {
	p := &parser{file: &File{Name: name}, vocabulary: v, said: map[string]int{}}
	l := language
	if v != nil {
		l.Units = slices.DeleteFunc(slices.Clone(l.Units), func(unit string) bool { return unit == "msl" })
	}
	p.Reader, p.file.Comments = lines.NewReader(l, src)
	if v == nil && Uses(src) != "" {
		p.onlyUse()
		return p.file, p.Errs
	}
	p.readHosts()
	for p.At < len(p.Lines) {
		if s := p.line(); s != nil {
			p.file.Body = append(p.file.Body, s)
		}
		p.NextLine()
	}
	p.file.resolve(v)
	p.checkEnd(p.file.Body)
	slices.SortStableFunc(p.Errs, func(a, b lines.Error) int {
		return cmp.Or(a.Line-b.Line, a.Col-b.Col)
	})
	return p.file, p.Errs
}

// onlyUse reads the line that names the protocol, which is not there.
func (p *parser) onlyUse() {
	for ; p.At < len(p.Lines); p.NextLine() {
		if p.Peek().Is("use") {
			p.header()
			break
		}
	}
	p.file.resolve(nil)
}

// language is what is read here.
var language = lines.Language{
	Name:  "scenario",
	Marks: []string{"{", "}", ",", "->"},
	Units: []string{"us", "ms", "s", "min", "msl"},
	OtherNames: map[string]string{
		"syn-rcvd": "SYN-RECEIVED", // RFC 1122, BSD
		"syn-recv": "SYN-RECEIVED", // Linux
		"estab":    "ESTABLISHED",  // ss(8)
		"m":        "min",
		"sec":      "s",
		"drop":     "lose",
		"open":     "connect",
		"recv":     "read",
		"shutdown": "close",
	},
}

// parser is the state of reading one scenario.
type parser struct {
	lines.Reader
	file       *File
	vocabulary *Vocabulary // of the protocol that is used; nil for TCP

	hosts     map[place.Place]HostLine // what readHosts read, by place
	names     []string                 // of the hosts
	anyName   bool                     // the declared hosts are wrong: believe every name
	said      map[string]int           // what the headers said, and in which line
	firstStep int                      // line of the first statement, or 0
	inBlock   string                   // "together", "when", or "" outside
	forgiven  int                      // how many } are to come whose { was wrong
	closed    bool                     // the } of the block stood on the line that failed
	count     int                      // statements so far
}

// headerWords and statementWords are the words a line may start with, besides
// the name of a host.
var (
	headerWords    = []string{"title", "use", "profile", "host", "path", "show", "begin"}
	statementWords = []string{
		"lose", "delay", "duplicate", "forge", "cut", "mend", "together", "when",
		"after", "wait", "end", "note", "section", "expect",
	}
	// protocolWords are those that only protocols know.
	protocolWords = []string{"set", "leak", "fire"}
)

// Begins reports whether a line of a protocol's scenario may begin with a word that is
// no host: what is called so could not be spoken of.
func Begins(word string) bool {
	return slices.Contains(headerWords, word) || slices.Contains(statementWords, word) || slices.Contains(protocolWords, word)
}

// EveryHost reports whether a word behind the name of a host says something about any
// host, so that it is no call of a protocol.
func EveryHost(word string) bool {
	return word == string(Crash) || word == string(Restart) || word == "set"
}

// line reads one header or statement to the end of its (last) line. It returns
// nil for a header and for what is wrong.
func (p *parser) line() Statement {
	start := p.Peek()
	if start.Kind == lines.Word && slices.Contains(headerWords, start.Text) {
		p.header()
		return nil
	}
	if start.Is("}") && p.forgiven > 0 {
		p.forgiven--
		return nil
	}
	p.closed = false
	s := p.statement()
	p.endLine()
	if p.Failed {
		p.resync()
		return nil
	}
	if _, chooses := s.(Choose); p.firstStep == 0 && !chooses {
		p.firstStep = start.Line
	}
	return s
}

// statement reads a statement and counts it.
func (p *parser) statement() Statement {
	if p.count++; p.count > MaxStatements {
		p.Fail(lines.Bounds, words.Say("more than %d statements", MaxStatements), "")
		p.At = len(p.Lines)
		return nil
	}
	return p.construct()
}

// construct reads one statement of any kind by its first word.
func (p *parser) construct() Statement {
	start := p.Peek()
	if start.Kind != lines.Word {
		p.Expected("a statement", "")
		return nil
	}
	if p.vocabulary != nil && slices.Contains(protocolWords, start.Text) {
		return p.ofProtocol()
	}
	switch start.Text {
	case "lose", "delay", "duplicate":
		return p.fault()
	case "forge":
		return p.forge()
	case "cut":
		return Cut{p.Next().Place, p.maybeHost()}
	case "mend":
		return Mend{p.Next().Place, p.maybeHost()}
	case "together":
		return p.together()
	case "when":
		return p.when()
	case "after":
		return p.after()
	case "wait":
		return p.wait()
	case "end":
		return p.end()
	case "note":
		return p.note()
	case "section":
		return p.section()
	case "expect":
		return p.expect()
	}
	return p.call()
}

// ofProtocol reads a statement that begins with one of protocolWords.
func (p *parser) ofProtocol() Statement {
	switch p.Peek().Text {
	case "leak":
		return p.fault()
	case "fire":
		return p.fire()
	}
	return p.choose(p.Next(), "")
}

// endLine holds that nothing is left on the line.
func (p *parser) endLine() {
	switch t := p.Peek(); {
	case t.Is("}"):
		p.Expected("the end of the line", "} closes a block of several lines on a line of its own")
	case t.Kind != lines.EndOfLine:
		p.Expected("the end of the line", "")
	}
}
