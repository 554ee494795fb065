// Package lines reads languages of which a line is a statement: scenarios and
// protocols. It knows tokens, places and mistakes; what the words mean, a
// language's own parser knows, which embeds a [Reader]:
//
//	type parser struct {
//		lines.Reader
//		…
//	}
//
//	p.Want("from")           // that word, or a mistake at what stands there
//	by := p.Duration()       // 50ms, or a mistake with a hint
//
// Once a line has failed, nothing more is read from it or reported about it, so
// that the readers of the constructs need no error paths: they return rubbish,
// which the parser throws away with the line.
package lines

import (
	"slices"

	"woshou/diagrams/place"
	"woshou/diagrams/words"
)

// Language is what the reading of two languages differs in.
type Language struct {
	// Name comes before the codes of mistakes: scenario-syntax.
	Name string
	// Marks are the tokens of signs, longer ones before their beginnings.
	Marks []string
	// Units are the units of durations, of us, ms, s, min and msl.
	Units []string
	// OtherNames are what people call things whose spelling is too far from the
	// language's own word for a distance to find, in lower case with hyphens.
	OtherNames map[string]string
	// Continued tells that a line that ends in a comma goes on in the next.
	Continued bool
}

// Reader goes through the tokens of a text, line by line.
type Reader struct {
	Language
	Lines  [][]Token // each ends with an EndOfLine
	At     int       // index in Lines of the current line
	Failed bool      // the current line has
	Errs   []Error

	tok   int      // index in that line of the next token
	tried []string // what Got has looked for in vain where the next token stands
}

// NewReader returns a reader at the start of a text, and the comments in it.
func NewReader(l Language, src string) (Reader, []Comment) {
	lines, comments := l.lex(src)
	return Reader{Language: l, Lines: lines}, comments
}

// Over returns a reader of the same language over some tokens alone.
func (r *Reader) Over(tokens ...Token) Reader {
	end := Token{Place: place.Place{Width: 1}}
	if n := len(tokens); n > 0 {
		end.Place = tokens[n-1].Place
	}
	return Reader{Language: r.Language, Lines: [][]Token{append(tokens, end)}}
}

// Line is the current line, nil after the last.
func (r *Reader) Line() []Token {
	if r.At >= len(r.Lines) {
		return nil
	}
	return r.Lines[r.At]
}

// Peek returns the next token; at the end of the line, or once the line has
// failed, that is an EndOfLine.
func (r *Reader) Peek() Token { return r.Ahead(0) }

// Ahead returns the token i places after the next.
func (r *Reader) Ahead(i int) Token {
	line := r.Line()
	if line == nil {
		return Token{Place: place.Place{Width: 1}}
	}
	if last := len(line) - 1; r.Failed || r.tok+i > last {
		return line[last]
	}
	return line[r.tok+i]
}

// Next returns the next token and goes past it.
func (r *Reader) Next() Token {
	t := r.Peek()
	if t.Kind != EndOfLine {
		r.tok++
		r.tried = nil
	}
	return t
}

// NextLine goes to the start of the next line and reports whether there is
// one.
func (r *Reader) NextLine() bool {
	if r.At < len(r.Lines) {
		r.At++
	}
	r.tok, r.Failed, r.tried = 0, false, nil
	return r.At < len(r.Lines)
}

// SkipLine goes to the end of the current line.
func (r *Reader) SkipLine() { r.tok = max(len(r.Line())-1, 0) }

// Rewind goes back to the start of the text.
func (r *Reader) Rewind() { r.At, r.tok, r.Failed, r.tried = 0, 0, false, nil }

// Got goes past the next token if it is that word or mark, and reports
// whether it was.
func (r *Reader) Got(text string) bool {
	if !r.Peek().Is(text) {
		r.tried = append(r.tried, text)
		return false
	}
	r.Next()
	return true
}

// Want goes past that word or mark; anything else is a mistake.
func (r *Reader) Want(text string) Token {
	t := r.Peek()
	if !r.Got(text) {
		r.Expected(words.Message(text), "")
	}
	return t
}

// OneOf reads one of the words. What is the sort of word, as messages name it,
// and a the same with its article.
func (r *Reader) OneOf(what, a words.Message, known []string) string {
	t := r.Peek()
	switch {
	case t.Kind != Word:
		r.Expected(a, r.HintFor("", known))
	case !slices.Contains(known, t.Text):
		r.Fail(Unknown, words.Say("unknown %s %s", what, t.Text), r.HintFor(t.Text, known))
	}
	return r.Next().Text
}

// Fail reports a mistake at the next token.
func (r *Reader) Fail(code string, message, hint words.Message) {
	r.FailAt(r.Peek(), code, message, hint)
}

// FailAt reports a mistake at t, unless the line already has one. When t is no
// token at all, that is the mistake.
func (r *Reader) FailAt(t Token, code string, message, hint words.Message) {
	if r.Failed {
		return
	}
	r.Failed = true
	if t.Kind == Bad {
		code, message, hint = Syntax, t.Why, t.Hint
	}
	r.Report(t.Place, code, message, hint)
}

// Report adds a mistake, whatever else is wrong with the line.
func (r *Reader) Report(at place.Place, code string, message, hint words.Message) {
	r.Errs = append(r.Errs, Error{Place: at, Code: r.Name + "-" + code, Message: message, Hint: hint})
}

// Expected reports that the next token is not what should stand there. Without
// a hint of the caller's it names the word that the token may be a slip for.
func (r *Reader) Expected(what, hint words.Message) {
	if hint == "" {
		hint = DidYouMean(r.Likeliest(r.Peek().Text, r.tried))
	}
	r.Fail(Syntax, words.Say("expected %s, found %s", what, r.Peek().Named()), hint)
}
