package twin

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// positions are places in the output where something was written that the next
// thing may change; 0 is nowhere.
type positions struct {
	closed     int // behind the end of an element inside a line
	closedKind Kind
	bang       int // behind an exclamation mark of the text
	bracket    int // behind a closing bracket of the text
	tildes     []int
	spans      []span
}

// span is where what marks an element inside a line stands, before and behind it.
type span struct {
	kind        Kind
	open, close int
}

// begin begins an element inside a line. What marks it is not written before
// there is something in it.
func (w *Writer) begin(e element) int {
	w.needText()
	if w.literal > 0 || e.kind != Code && w.isIn(e.kind) {
		e.kind = nothing
	}
	e.start = -1
	w.open = append(w.open, e)
	switch e.kind {
	case link:
		w.links++
	case Code:
		w.inline()
		w.literal++
		w.open[len(w.open)-1].start = len(w.out)
	}
	return len(w.open) - 1
}

// Link begins a link.
func (w *Writer) Link(dest, title string) int {
	return w.begin(element{kind: link, dest: dest, title: title})
}

// isIn reports whether an element inside a line of some kind is open.
func (w *Writer) isIn(k Kind) bool {
	for i := len(w.open) - 1; i > 0 && w.open[i].kind.isInline(); i-- {
		if w.open[i].kind == k {
			return true
		}
	}
	return false
}

// needText begins a paragraph where neither one nor a heading is open.
func (w *Writer) needText() {
	if w.text() == 0 && w.literal == 0 {
		w.block(element{kind: Paragraph})
	}
}

// inline prepares for something in a line: it writes what marks the elements
// that have begun.
func (w *Writer) inline() {
	w.needText()
	for i := len(w.open) - 1; i > 0 && w.open[i].kind.isInline(); i-- {
		if w.open[i].start >= 0 || w.open[i].kind == nothing || w.open[i].kind == Code {
			continue
		}
		for i > 1 && w.open[i-1].kind.isInline() && w.open[i-1].start < 0 {
			i--
		}
		for ; i < len(w.open); i++ {
			w.mark(&w.open[i])
		}
		return
	}
}

// mark begins an element in the output. One that another of its kind has just
// ended before goes on with that.
func (w *Writer) mark(e *element) {
	mark := delimiter(e.kind)
	switch {
	case e.kind == link && w.marks.bang == len(w.out) && len(w.out) > 0: // it is no image
		w.out = append(w.out[:len(w.out)-1], `\!`...)
	case e.kind != link && mark != "" && w.marks.closedKind == e.kind && w.marks.closed == len(w.out):
		last := w.marks.spans[len(w.marks.spans)-1]
		w.marks.spans = w.marks.spans[:len(w.marks.spans)-1]
		w.out = w.out[:last.close]
		e.at, e.start = last.open, last.close
		return
	}
	e.at = len(w.out)
	w.out = append(w.out, mark...)
	e.start = len(w.out)
}

// delimiter is what an element begins with.
func delimiter(k Kind) string {
	switch k {
	case Strong:
		return "**"
	case Emphasis:
		return "*"
	case Deleted:
		return "~~"
	case link:
		return "["
	}
	return ""
}

// endInline ends an element. A blank at its end comes behind it: Markdown has
// none inside.
func (w *Writer) endInline(e *element) {
	switch e.kind {
	case link:
		w.links--
	case Code:
		w.literal--
		code := string(w.out[e.start:])
		w.out = w.out[:e.start]
		w.CodeSpan(code)
		return
	}
	if e.start < 0 || e.kind == nothing {
		return
	}
	end := len(w.out)
	for end > e.start && (w.out[end-1] == ' ' || w.out[end-1] == '\n') {
		end--
	}
	blank := string(w.out[end:])
	w.out = w.out[:end]
	if e.kind == link {
		w.out = append(w.out, "]("...)
		w.target(e.dest, e.title)
		w.out = append(w.out, ')')
	} else {
		w.marks.spans = append(w.marks.spans, span{e.kind, e.at, end})
		w.out = append(w.out, delimiter(e.kind)...)
		w.marks.closed, w.marks.closedKind = len(w.out), e.kind
	}
	w.out = append(w.out, blank...)
}

// target writes where a link or an image leads.
func (w *Writer) target(dest, title string) {
	dest = escapeEntities(dest)
	if strings.ContainsAny(dest, " <>\\") || strings.Count(dest, "(") != strings.Count(dest, ")") {
		dest = "<" + inBrackets.Replace(dest) + ">"
	}
	w.out = append(w.out, dest...)
	if title = oneLine(title); title != "" {
		title = inQuotes.Replace(escapeEntities(title))
		w.out = append(append(append(w.out, ` "`...), title...), '"')
	}
}

// Image writes an image.
func (w *Writer) Image(alt, dest, title string) {
	w.inline()
	w.out = append(w.out, "!["...)
	w.links++
	w.Text(alt)
	w.links--
	w.out = append(w.out, "]("...)
	w.target(dest, title)
	w.out = append(w.out, ')')
}

// CodeSpan writes code in a line.
func (w *Writer) CodeSpan(code string) {
	if code = blanksForBreaks.Replace(code); code != "" {
		w.inline()
		w.codeSpan(code)
	}
}

var (
	blanksForBreaks = strings.NewReplacer("\r\n", " ", "\n", " ")
	inBrackets      = strings.NewReplacer("<", "%3C", ">", "%3E", `\`, "%5C")
	inQuotes        = strings.NewReplacer(`\`, `\\`, `"`, `\"`)
)

func (w *Writer) codeSpan(code string) {
	blank := ""
	if first, last := code[:min(1, len(code))], code[max(0, len(code)-1):]; first == "`" || last == "`" ||
		first == " " && last == " " && strings.Trim(code, " ") != "" {
		blank = " " // which is taken off again
	}
	fence := ticks(1 + longestRun(code))
	w.out = append(append(append(append(append(w.out, fence...), blank...), code...), blank...), fence...)
}

// Mark writes something in a line that is Markdown already: the box of a task, a
// reference to a note, a formula.
func (w *Writer) Mark(s string) {
	w.inline()
	w.out = append(w.out, s...)
}

// Break breaks a line.
func (w *Writer) Break() {
	if i := w.text(); i > 0 && w.literal == 0 {
		if w.open[i].kind == heading {
			w.blank()
			return
		}
		end := len(w.out)
		for end > w.open[i].start && w.out[end-1] == ' ' {
			end--
		}
		if end > w.open[i].start && w.out[end-1] != '\n' {
			w.out = append(w.out[:end], "  \n"...)
		}
		return
	}
	if w.literal > 0 {
		w.out = append(w.out, '\n')
	}
}

// blank writes a blank, unless there is one or nothing is before it.
func (w *Writer) blank() {
	if i := w.text(); i > 0 && len(w.out) > w.open[i].start && w.out[len(w.out)-1] != ' ' && w.out[len(w.out)-1] != '\n' {
		w.out = append(w.out, ' ')
	}
}

// Text writes text that a reader sees. Blanks and line breaks in it are as one
// blank, but in code.
func (w *Writer) Text(s string) {
	if w.literal > 0 {
		w.out = append(w.out, s...)
		return
	}
	for i := 0; i < len(s); {
		from := i
		for i < len(s) && means[s[i]] == 0 {
			i++
		}
		if i > from {
			w.inline()
			w.out = append(w.out, s[from:i]...)
			continue
		}
		if means[s[i]] == isBlank {
			for i < len(s) && means[s[i]] == isBlank {
				i++
			}
			w.blank()
			continue
		}
		w.inline()
		w.special(s, i)
		i++
	}
}

const (
	isBlank   = 1
	isSpecial = 2
)

// means are the characters that text cannot be copied with.
var means = func() (m [256]byte) {
	for _, c := range " \t\n\r\f" {
		m[c] = isBlank
	}
	for _, c := range "\\`*_~[]()!<&" {
		m[c] = isSpecial
	}
	return m
}()

// special writes a character of s that could mean something where it stands,
// with a backslash if it does. What follows a text may be an element: then
// nobody knows what comes next, and the backslash is there.
func (w *Writer) special(s string, i int) {
	next := byte(0)
	if i+1 < len(s) {
		next = s[i+1]
	}
	escape := false
	switch c := s[i]; c {
	case '`':
		escape = true
	case '\\':
		escape = next == 0 || next < utf8.RuneSelf && isPunct(next)
	case '*':
		escape = w.mayFlank(next)
	case '_':
		escape = w.mayFlank(next) && !w.insideWord(s[i+1:])
	case '~':
		w.marks.tildes = append(w.marks.tildes, len(w.out))
	case '[':
		escape = w.links > 0 || next == '^' || w.beginsTask(s[i:])
	case ']':
		escape = w.links > 0
	case '(':
		escape = w.marks.bracket == len(w.out) && len(w.out) > 0
	case '<':
		escape = next == 0 || next == '/' || next == '!' || next == '?' || next|0x20 >= 'a' && next|0x20 <= 'z'
	case '&':
		escape = isEntity(s[i:])
	}
	if escape {
		w.out = append(w.out, '\\')
	}
	w.out = append(w.out, s[i])
	switch {
	case escape:
	case s[i] == ']':
		w.marks.bracket = len(w.out)
	case s[i] == '!':
		w.marks.bang = len(w.out)
	}
}

// mayFlank reports whether a star or an underscore could begin or end emphasis.
// Before a blank it could only end what is open, behind one as well nothing.
func (w *Writer) mayFlank(next byte) bool {
	if means[next] != isBlank {
		return true
	}
	return (w.isIn(Strong) || w.isIn(Emphasis)) && means[w.out[len(w.out)-1]] != isBlank
}

// insideWord reports whether there is a letter or digit before and behind an
// underscore: there it never marks anything.
func (w *Writer) insideWord(rest string) bool {
	before, _ := utf8.DecodeLastRune(w.out)
	after, _ := utf8.DecodeRuneInString(rest)
	isWord := func(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
	return isWord(before) && isWord(after) && w.out[len(w.out)-1] != '_' && after != '_'
}

// beginsTask reports whether text would be read as the box of a task.
func (w *Writer) beginsTask(s string) bool {
	i := w.text()
	return len(w.out) == w.open[i].start && w.open[i-1].kind == Item && len(s) >= 3 && s[2] == ']' && strings.IndexByte(" xX", s[1]) >= 0
}

// isEntity reports whether text begins with what stands for a character in HTML.
func isEntity(s string) bool {
	end := 1
	for end < len(s) && (s[end] == '#' && end == 1 || s[end]|0x20 >= 'a' && s[end]|0x20 <= 'z' || s[end] >= '0' && s[end] <= '9') {
		end++
	}
	return end < len(s) && s[end] == ';' && html.UnescapeString(s[:end+1]) != s[:end+1]
}

// escapeEntities keeps what would stand for another character.
func escapeEntities(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if s[i] == '&' && isEntity(s[i:]) {
			b.WriteString("&amp;")
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func isPunct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}
