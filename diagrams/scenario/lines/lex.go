package lines

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"woshou/diagrams/place"
	"woshou/diagrams/words"
)

// Kind is what sort of token a token is.
type Kind int

const (
	EndOfLine Kind = iota
	Word           // letters, digits and _ - + . in a row: names, flags, numbers
	Quoted         // a string; Text is what stands between the quotes, unescaped, broken UTF-8 too
	Mark           // one of the language's: { } , ->
	Bad            // what cannot be a token; Why says it
)

// Token is one token.
type Token struct {
	place.Place
	Kind Kind
	Text string
	Like string        // the mark or sign that a bad token looks like
	Why  words.Message // of a bad token
	Hint words.Message // the same
}

// Comment is the text after a `#`, without it.
type Comment struct {
	place.Place
	Text string
}

// Is reports whether t is that word or mark.
func (t Token) Is(text string) bool {
	return (t.Kind == Word || t.Kind == Mark) && t.Text == text
}

// LooksLike reports whether t is that mark or its wide form.
func (t Token) LooksLike(mark string) bool { return t.Is(mark) || t.Like == mark }

// Named is t in a message: as it is written, but for the end of a line.
func (t Token) Named() any {
	switch t.Kind {
	case EndOfLine:
		return words.Message("the end of the line")
	case Quoted:
		return Quote(short(t.Text))
	}
	return t.Text
}

// short is a text for a message, cut where it is longer than a line of print.
func short(s string) string {
	const most = 60
	n := 0
	for at := range s {
		if n++; n > most {
			return s[:at] + "…"
		}
	}
	return s
}

// lex cuts src into lines of tokens, each closed by an EndOfLine. Lines that
// hold no token are left out. A character that fits nowhere becomes a bad
// token, which the parser reports if it comes that far.
func (l Language) lex(src string) (lines [][]Token, comments []Comment) {
	src = strings.TrimPrefix(src, "\ufeff")
	for i, text := range strings.Split(src, "\n") {
		cut := lexer{Language: l, line: i + 1, in: decode(text)}
		cut.run()
		comments = append(comments, cut.comments...)
		switch last := len(lines) - 1; {
		case len(cut.out) == 0:
		case l.Continued && last >= 0 && goesOn(lines[last]):
			lines[last] = append(append(lines[last][:len(lines[last])-1], cut.out...), cut.end())
		default:
			lines = append(lines, append(cut.out, cut.end()))
		}
	}
	return lines, comments
}

// goesOn reports whether a line's last token before its end is a comma.
func goesOn(line []Token) bool { return len(line) > 1 && line[len(line)-2].Is(",") }

// decode is the characters of a line. A byte that belongs to none becomes a
// negative number: stray shows it as the byte that it is.
func decode(text string) []rune {
	in := []rune(text)
	if utf8.ValidString(text) {
		return in
	}
	at := 0
	for offset, c := range text {
		if c == utf8.RuneError && !strings.HasPrefix(text[offset:], string(utf8.RuneError)) {
			in[at] = -rune(text[offset])
		}
		at++
	}
	return in
}

// encode is decode undone.
func encode(in []rune) string {
	var b strings.Builder
	for _, c := range in {
		if c < 0 {
			b.WriteByte(byte(-c))
		} else {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// lexer is the state of cutting one line.
type lexer struct {
	Language
	line     int
	in       []rune
	at       int // index in in of the next character
	out      []Token
	comments []Comment
}

// run cuts the whole line. A carriage return at its end is space.
func (l *lexer) run() {
	for l.at < len(l.in) {
		switch c := l.in[l.at]; {
		case unicode.IsSpace(c):
			l.at++
		case c == '#':
			text := strings.TrimRightFunc(encode(l.in[l.at+1:]), unicode.IsSpace)
			l.comments = append(l.comments, Comment{Place: l.place(1), Text: text})
			l.at = len(l.in)
		case c == '"':
			l.string()
		case l.mark() != "":
			l.emit(Mark, l.mark(), len(l.mark()))
		case isWordRune(c):
			l.word()
		default:
			l.stray(c)
		}
	}
}

// place is that of the next characters, width of them.
func (l *lexer) place(width int) place.Place { return l.placeAt(l.at, width) }

func (l *lexer) placeAt(at, width int) place.Place {
	return place.Place{Line: l.line, Col: at + 1, Width: width}
}

// emit adds a token of the given width at the current place and goes past it.
func (l *lexer) emit(k Kind, text string, width int) {
	l.out = append(l.out, Token{Place: l.place(width), Kind: k, Text: text})
	l.at += width
}

// mark is the mark that comes next, "" where none does.
func (l *lexer) mark() string {
	for _, m := range l.Marks {
		if end := l.at + len(m); end <= len(l.in) && string(l.in[l.at:end]) == m {
			return m
		}
	}
	return ""
}

// isWordRune reports whether c can be in a word. Letters of all scripts can,
// for the names of hosts.
func isWordRune(c rune) bool {
	return unicode.IsLetter(c) || unicode.IsMark(c) || c >= '0' && c <= '9' || strings.ContainsRune("_-+.", c)
}

// maxWord is more than any word of a scenario needs, and what a message can
// still print.
const maxWord = 200

// word reads a word up to what cannot be in one. A mark ends it, so that a->b
// needs no spaces. A character that cannot be seen does not: nobody meant the
// piece before it, and it alone is what is wrong.
func (l *lexer) word() {
	start := l.at
	for l.at < len(l.in) && isWordRune(l.in[l.at]) && l.mark() == "" {
		l.at++
	}
	if l.at < len(l.in) && !unicode.IsSpace(l.in[l.at]) && !visible(l.in[l.at]) {
		l.stray(l.in[l.at])
		return
	}
	t := Token{Place: l.placeAt(start, l.at-start), Kind: Word, Text: string(l.in[start:l.at])}
	if n := l.at - start; n > maxWord {
		t = Token{Place: l.placeAt(start, 1), Kind: Bad, Why: words.Say("a word of %d characters: at most %d", n, maxWord)}
	}
	l.out = append(l.out, t)
}

// string reads a quoted string. What is wrong with one makes a bad token: at
// the opening quote when it is never closed, else at the character.
func (l *lexer) string() {
	open := l.at
	var text []rune
	for i := open + 1; i < len(l.in); i++ {
		switch c := l.in[i]; {
		case c == '"':
			l.emit(Quoted, encode(text), i+1-open)
			return
		case c == '\\':
			i++
			if i == len(l.in) || l.in[i] != '"' && l.in[i] != '\\' {
				l.badString(i-1, `unknown escape in a text`, `write \\ for a backslash and \" for a quote`)
				return
			}
			text = append(text, l.in[i])
		case unicode.IsControl(c) && c != '\t' && !(c == '\r' && i == len(l.in)-1):
			l.badString(i, words.Say("control character %U in a text", c), "")
			return
		default:
			text = append(text, c)
		}
	}
	l.badString(l.leftOpen(open), `this text is never closed: expected " before the end of the line`, "")
}

// leftOpen is the place of the quote that was left open, when the last one of
// the line, at open, finds no partner. A text that a word touches from behind
// ended with what was meant as the opening quote of the next.
func (l *lexer) leftOpen(open int) int {
	for i, t := range l.out {
		end := t.Col - 1 + t.Width
		if t.Kind == Quoted && end < len(l.in) && isWordRune(l.in[end]) {
			l.out = l.out[:i]
			return t.Col - 1
		}
	}
	return open
}

// badString marks character i as wrong and gives up the rest of the line.
func (l *lexer) badString(i int, why, hint words.Message) {
	l.out = append(l.out, Token{Place: l.placeAt(i, 1), Kind: Bad, Why: why, Hint: hint})
	l.at = len(l.in)
}

// visible reports whether c is a character that can be seen, and leaves the
// direction of writing as it is.
func visible(c rune) bool { return c != utf8.RuneError && unicode.IsGraphic(c) }

// stray marks a character that starts no token. Chinese input methods type
// the wide forms of our signs, so the hint names the narrow one.
func (l *lexer) stray(c rune) {
	t := Token{Place: l.place(1), Kind: Bad, Why: words.Say("unexpected character %c", c)}
	switch {
	case c < 0:
		t.Why = words.Say(`unexpected byte \x%02x: the text is not UTF-8`, -c)
	case !visible(c):
		t.Why = words.Say("unexpected character %U", c)
	}
	t.Like = narrowForm(c)
	t.Hint = DidYouMean(t.Like)
	if c == ';' {
		t.Hint = "one line holds one statement"
	}
	l.out = append(l.out, t)
	l.at++
}

// narrowForm is the sign of the language that c looks like, or "".
func narrowForm(c rune) string {
	switch c {
	case '“', '”', '「', '」', '\'', '‘', '’', '《', '》':
		return `"`
	case '、':
		return ","
	case '→', '⇒':
		return "->"
	case '—', '–':
		return "-"
	}
	if c > 0xFF00 && c < 0xFF5F { // the fullwidth forms of ASCII
		return string(c - 0xFF00 + ' ')
	}
	return ""
}

// end is the token after the last one of the line.
func (l *lexer) end() Token {
	last := l.out[len(l.out)-1]
	return Token{Place: place.Place{Line: l.line, Col: last.Col + last.Width, Width: 1}}
}
