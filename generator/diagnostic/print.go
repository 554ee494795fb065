package diagnostic

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"woshou/diagrams/words"
)

// Print writes problems for a reader at a terminal, in the order given:
//
//	warning[dead-link]: no page `zh/udp.md`
//	 --> zh/tcp.md:12:4
//	   |
//	12 | 见 [UDP](udp.md)
//	   |    ^
//	   = hint: did you mean `tcp.md`?
//
// The caret stands by display width. read returns a file that a problem names;
// where it fails, or is nil, the excerpt is left out. With color the severity
// and the caret are coloured. Print returns the first error of w.
func Print(w io.Writer, problems []Problem, read func(file string) ([]byte, error), color bool) error {
	p := printer{read: read, color: color}
	for i, problem := range problems {
		if i > 0 {
			p.out.WriteByte('\n')
		}
		p.problem(problem)
	}
	_, err := w.Write(p.out.Bytes())
	return err
}

type printer struct {
	out   bytes.Buffer
	read  func(string) ([]byte, error)
	color bool
	// The file last read, and its lines; problems come sorted by file.
	file  string
	lines [][]byte
}

func (p *printer) problem(d Problem) {
	fmt.Fprintf(&p.out, "%s: %s\n", p.paint(d.Severity, fmt.Sprintf("%s[%s]", d.Severity, d.Code)), p.paint("bold", plain(said(d.Message))))
	number := strconv.Itoa(d.Line)
	margin := strings.Repeat(" ", len(number))
	fmt.Fprintf(&p.out, "%s--> %s\n", margin, plain(words.Visible(d.Place.String(), longestSaid)))
	if e, ok := p.excerpt(d); ok {
		fmt.Fprintf(&p.out, "%s |\n", margin)
		fmt.Fprintf(&p.out, "%s | %s\n", number, strings.TrimRight(e.Text, " "))
		caret := p.paint(d.Severity, strings.Repeat("^", e.Width))
		fmt.Fprintf(&p.out, "%s | %s%s\n", margin, strings.Repeat(" ", e.Offset), caret)
	}
	if d.Hint != "" {
		fmt.Fprintf(&p.out, "%s = hint: %s\n", margin, plain(said(d.Hint)))
	}
}

func (p *printer) excerpt(d Problem) (Excerpt, bool) {
	if p.read == nil || d.Line == 0 {
		return Excerpt{}, false
	}
	if d.File != p.file {
		src, err := p.read(d.File)
		if err != nil {
			return Excerpt{}, false
		}
		p.file, p.lines = d.File, bytes.Split(src, []byte("\n"))
	}
	if d.Line > len(p.lines) {
		return Excerpt{}, false
	}
	return showLine(p.lines[d.Line-1], d)
}

// paint colours text by severity, or makes it bold, with the escape sequences
// every terminal knows.
func (p *printer) paint(as Severity, text string) string {
	if !p.color {
		return text
	}
	code := map[Severity]string{Error: "1;31", Warning: "1;33", Hint: "1;36", "bold": "1"}[as]
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// longestSaid bounds the characters of a message: a library may repeat a whole file.
const longestSaid = 4000

// said is a message as readers get it: whatever it repeats of a file, with nothing in
// it that nobody sees.
func said(m Message) string { return words.Visible(m.String(), longestSaid) }

// plain is a text in one line.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}
