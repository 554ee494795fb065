package lines

import (
	"strings"

	"woshou/diagrams/words"
)

// outLine is one line of canonical text. Comment is the one behind the text,
// with its #, or "".
type outLine struct{ text, comment string }

// farRight is the width from which a line has no say in where the comments of
// its neighbours start.
const farRight = 100

// alignComments joins the lines. Comments behind lines that follow each other
// start in one column, two spaces behind the longest of those lines.
func alignComments(lines []outLine) string {
	var out strings.Builder
	column := 0
	for i, l := range lines {
		out.WriteString(l.text)
		if l.comment != "" {
			if i == 0 || lines[i-1].comment == "" {
				column = widest(lines[i:])
			}
			out.WriteString(strings.Repeat(" ", 2+max(0, column-words.Columns(l.text))))
			out.WriteString(l.comment)
		}
		out.WriteByte('\n')
	}
	return out.String()
}

// widest is the width of the widest of the first lines, up to one without a
// comment. Very wide ones do not count.
func widest(lines []outLine) (most int) {
	for _, l := range lines {
		if l.comment == "" {
			break
		}
		if w := words.Columns(l.text); w < farRight {
			most = max(most, w)
		}
	}
	return most
}
