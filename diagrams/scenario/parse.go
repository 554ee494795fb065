package scenario

import (
	"cmp"
	"slices"

	"woshou/diagrams/place"
	"woshou/diagrams/words"
)

// MaxStatements is how many statements one scenario may hold, those in blocks
// included.
const MaxStatements = 1000

// Parse reads a scenario. The name is only kept. It returns all mistakes in
// the order of their places; the File is usable in any case, and holds what
// could be read.
func Parse(name, src string) (*File, []Error) {
	p := &parser{file: &File{Name: name}, said: map[string]int{}}
	p.lines, p.file.Comments = lex(src)
	p.readHosts()
	for p.at < len(p.lines) {
		if s := p.line(); s != nil {
			p.file.Body = append(p.file.Body, s)
		}
		p.nextLine()
	}
	p.file.resolve()
	p.checkEnd(p.file.Body)
	slices.SortStableFunc(p.errs, func(a, b Error) int {
		return cmp.Or(a.Line-b.Line, a.Col-b.Col)
	})
	return p.file, p.errs
}

// parser is the state of reading one scenario. Once the current line has
// failed, nothing more is read from it or reported about it, so that the
// readers of the constructs need no error paths: they return rubbish, which
// line throws away.
type parser struct {
	file   *File
	lines  [][]token
	at     int // index in lines of the current line
	tok    int // index in that line of the next token
	failed bool
	errs   []Error
	tried  []string // what got has looked for in vain where the next token stands

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
	headerWords    = []string{"title", "profile", "host", "path", "show", "begin"}
	statementWords = []string{
		"lose", "delay", "duplicate", "forge", "cut", "mend", "together", "when",
		"after", "wait", "end", "note", "section", "expect",
	}
)

// line reads one header or statement to the end of its (last) line. It returns
// nil for a header and for what is wrong.
func (p *parser) line() Statement {
	start := p.peek()
	if start.kind == word && slices.Contains(headerWords, start.text) {
		p.header()
		return nil
	}
	if start.is("}") && p.forgiven > 0 {
		p.forgiven--
		return nil
	}
	p.closed = false
	s := p.statement()
	p.endLine()
	if p.failed {
		p.resync()
		return nil
	}
	if p.firstStep == 0 {
		p.firstStep = start.Line
	}
	return s
}

// statement reads a statement and counts it.
func (p *parser) statement() Statement {
	if p.count++; p.count > MaxStatements {
		p.fail(CodeBounds, words.Say("more than %d statements", MaxStatements), "")
		p.at = len(p.lines)
		return nil
	}
	return p.construct()
}

// construct reads one statement of any kind by its first word.
func (p *parser) construct() Statement {
	start := p.peek()
	if start.kind != word {
		p.expected("a statement", "")
		return nil
	}
	switch start.text {
	case "lose", "delay", "duplicate":
		return p.fault()
	case "forge":
		return p.forge()
	case "cut":
		return Cut{p.next().Place}
	case "mend":
		return Mend{p.next().Place}
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

// --- tokens ---

// peek returns the next token; at the end of the line, or once the line has
// failed, that is an endOfLine.
func (p *parser) peek() token { return p.ahead(0) }

// ahead returns the token i places after the next.
func (p *parser) ahead(i int) token {
	if p.at >= len(p.lines) {
		return token{Place: place.Place{Width: 1}}
	}
	line := p.lines[p.at]
	if last := len(line) - 1; p.failed || p.tok+i > last {
		return line[last]
	}
	return line[p.tok+i]
}

// next returns the next token and goes past it.
func (p *parser) next() token {
	t := p.peek()
	if t.kind != endOfLine {
		p.tok++
		p.tried = nil
	}
	return t
}

// nextLine goes to the start of the next line and reports whether there is
// one.
func (p *parser) nextLine() bool {
	if p.at < len(p.lines) {
		p.at++
	}
	p.tok, p.failed, p.tried = 0, false, nil
	return p.at < len(p.lines)
}

// got goes past the next token if it is that word or mark, and reports
// whether it was.
func (p *parser) got(text string) bool {
	if !p.peek().is(text) {
		p.tried = append(p.tried, text)
		return false
	}
	p.next()
	return true
}

// want goes past that word or mark; anything else is a mistake.
func (p *parser) want(text string) token {
	t := p.peek()
	if !p.got(text) {
		p.expected(words.Message(text), "")
	}
	return t
}

// oneOf reads one of the words. What is the sort of word, as messages name it,
// and a the same with its article.
func (p *parser) oneOf(what, a words.Message, known []string) string {
	t := p.peek()
	switch {
	case t.kind != word:
		p.expected(a, hint("", known))
	case !slices.Contains(known, t.text):
		p.fail(CodeUnknown, words.Say("unknown %s %s", what, t.text), hint(t.text, known))
	}
	return p.next().text
}

// endLine holds that nothing is left on the line.
func (p *parser) endLine() {
	switch t := p.peek(); {
	case t.is("}"):
		p.expected("the end of the line", "} closes a block of several lines on a line of its own")
	case t.kind != endOfLine:
		p.expected("the end of the line", "")
	}
}

// --- mistakes ---

// fail reports a mistake at the next token.
func (p *parser) fail(code string, message, hint words.Message) {
	p.failAt(p.peek(), code, message, hint)
}

// failAt reports a mistake at t, unless the line already has one. When t is no
// token at all, that is the mistake.
func (p *parser) failAt(t token, code string, message, hint words.Message) {
	if p.failed {
		return
	}
	p.failed = true
	if t.kind == bad {
		code, message, hint = CodeSyntax, t.why, t.hint
	}
	p.report(t, code, message, hint)
}

// report adds an error at t, whatever else is wrong with the line.
func (p *parser) report(t token, code string, message, hint words.Message) {
	p.errs = append(p.errs, Error{Place: t.Place, Code: code, Message: message, Hint: hint})
}

// expected reports that the next token is not what should stand there. Without
// a hint of the caller's it names the word that the token may be a slip for.
func (p *parser) expected(what, hint words.Message) {
	if hint == "" {
		hint = didYouMean(likeliest(p.peek().text, p.tried))
	}
	p.fail(CodeSyntax, words.Say("expected %s, found %s", what, p.peek().named()), hint)
}
