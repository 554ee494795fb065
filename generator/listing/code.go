package listing

import (
	"bytes"
	"strconv"
	"strings"
)

// lineMark is what is said of a line of code: any of the marks, together.
type lineMark uint8

const (
	marked lineMark = 1 << iota
	focused
	added
	removed
	wrong
	doubtful
)

// lineMarks are the marks, in the order of their bits, with the hooks that carry their lines, and the class
// of such a line. Focus is the reverse: the other lines get one.
var lineMarks = [...]struct {
	mark  lineMark
	hook  string
	class string
}{
	{marked, "data-hl", "hl"},
	{focused, "data-focus", ""},
	{added, "data-add", "add"},
	{removed, "data-del", "del"},
	{wrong, "data-error", "err"},
	{doubtful, "data-warn", "warn"},
}

// dimmed is the class of lines outside the focus.
const dimmed = "dim"

// Code is the text of a code block as it is shown, with the marks of each line.
type Code struct {
	Text  string
	marks []lineMark
	start string // number of the first line; "" without numbers
}

// Read reads the text of a block: blank lines at its end are dropped, and
// the notation in its comments turned into marks.
func Read(text string, i Info) Code {
	text = strings.TrimRight(text, " \t\n")
	if text == "" {
		return Code{start: i.Start}
	}
	lines := strings.Split(text, "\n")
	marks := make([]lineMark, len(lines))
	markSet(marks, i.Marks)
	if strings.Contains(text, notationStart) {
		lines, marks = readNotation(lines, marks, i.Lang)
	}
	for n := range marks {
		if marks[n]&(wrong|doubtful) != 0 {
			marks[n] &^= marked
		}
	}
	return Code{strings.Join(lines, "\n") + "\n", marks, i.Start}
}

// mostSets bounds the parts of a set.
const mostSets = 1000

// markSet marks the lines of a set such as "1,3-4", counted from 1; what lies
// after the last line is left out.
func markSet(marks []lineMark, set string) {
	if set == "" {
		return
	}
	for _, part := range strings.SplitN(set, ",", mostSets) {
		first, last, isRange := strings.Cut(strings.TrimSpace(part), "-")
		from, err := strconv.Atoi(first)
		to := from
		if isRange && err == nil {
			to, err = strconv.Atoi(last)
		}
		if err != nil {
			continue
		}
		for i := max(1, from); i <= min(to, len(marks)); i++ {
			marks[i-1] |= marked
		}
	}
}

// Hooks are the attributes of the block, pairs of names and values: for each
// mark the lines that carry it, and the number of the first line.
func (c Code) Hooks() []string {
	var pairs []string
	for _, m := range lineMarks {
		if set := c.set(m.mark); set != "" {
			pairs = append(pairs, m.hook, set)
		}
	}
	if c.start != "" {
		pairs = append(pairs, "data-line-start", c.start)
	}
	return pairs
}

// IsNumbered reports whether there are lines with numbers.
func (c Code) IsNumbered() bool { return c.start != "" && len(c.marks) > 0 }

// set writes the lines that carry a mark as a set, neighbours as a range.
func (c Code) set(mark lineMark) string {
	var b strings.Builder
	for i := 0; i < len(c.marks); i++ {
		if c.marks[i]&mark == 0 {
			continue
		}
		first := i
		for i+1 < len(c.marks) && c.marks[i+1]&mark != 0 {
			i++
		}
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Itoa(first + 1))
		if i > first {
			b.WriteString("-" + strconv.Itoa(i+1))
		}
	}
	return b.String()
}

// tags are the start tags of the elements that lines get: for their marks, and
// for their numbers, which count from the first; "" of a line that needs none.
func (c Code) tags() []string {
	var all lineMark
	for _, m := range c.marks {
		all |= m
	}
	number, err := strconv.Atoi(c.start)
	numbered := err == nil
	if all == 0 && !numbered {
		return nil
	}
	tags := make([]string, len(c.marks))
	for i, marks := range c.marks {
		tag := ""
		if classes := marks.classes(all); classes != "" {
			tag = ` class="` + classes + `"`
		}
		if numbered {
			tag += ` data-n="` + strconv.Itoa(number+i) + `"`
		}
		if tag != "" {
			tags[i] = "<span" + tag + ">"
		}
	}
	return tags
}

// classes are those of a line with the marks m in a block that has all.
func (m lineMark) classes(all lineMark) string {
	var of []string
	for _, k := range lineMarks {
		if m&k.mark != 0 && k.class != "" {
			of = append(of, k.class)
		}
	}
	if all&focused != 0 && m&focused == 0 {
		of = append(of, dimmed)
	}
	return strings.Join(of, " ")
}

// Wrap puts each line of the text, as HTML, that is marked or numbered into an
// element. A token that runs over a line's end is closed there and opened again.
func (c Code) Wrap(html []byte) []byte {
	tags := c.tags()
	if tags == nil {
		return html
	}
	var out bytes.Buffer
	var open []byte // the start tag of the token in hand
	for i := 0; len(html) > 0; i++ {
		line, rest, newline := bytes.Cut(html, []byte{'\n'})
		wrapped := i < len(tags) && tags[i] != ""
		if wrapped {
			out.WriteString(tags[i])
		}
		if ended, ok := bytes.CutPrefix(line, []byte("</span>")); ok {
			line, open = ended, nil // nothing of the token is on this line
		}
		out.Write(open)
		out.Write(line)
		open = openSpan(open, line)
		if open != nil {
			out.WriteString("</span>")
		}
		if wrapped {
			out.WriteString("</span>")
		}
		if newline {
			out.WriteByte('\n')
		}
		html = rest
	}
	return out.Bytes()
}

// openSpan returns the start tag that is open after line, given the one that
// was open before it. Tokens do not nest.
func openSpan(open, line []byte) []byte {
	start, end := bytes.LastIndex(line, []byte("<span")), bytes.LastIndex(line, []byte("</span>"))
	switch {
	case start > end:
		if n := bytes.IndexByte(line[start:], '>'); n >= 0 {
			return line[start : start+n+1]
		}
	case end >= 0:
		return nil
	}
	return open
}
