package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// fenceInfo is what the line that opens a code block says:
// `js{1,3-4}:line-numbers=5 [title]`, the language first.
type fenceInfo struct {
	lang  string
	marks string // "1,3-4"
	start string // number of the first line, if lines are to be numbered
}

// parseInfo reads the line leniently: what it does not know, such as the words
// of plugins, it passes over.
func parseInfo(info string) fenceInfo {
	var f fenceInfo
	f.lang = info[:indexAny(info, " \t{:[")]
	rest := info[len(f.lang):]
	if _, after, ok := strings.Cut(rest, "{"); ok {
		if inside, _, closed := strings.Cut(after, "}"); closed && strings.Trim(inside, "0123456789,- ") == "" {
			f.marks = inside
		}
	}
	if _, after, ok := strings.Cut(rest, ":line-numbers"); ok {
		f.start = "1"
		if digits, ok := strings.CutPrefix(after, "="); ok {
			if n, err := strconv.Atoi(digits[:indexAny(digits, " {[")]); err == nil {
				f.start = strconv.Itoa(n)
			}
		}
	}
	f.lang = strings.TrimSuffix(f.lang, "-vue")
	return f
}

func indexAny(s, chars string) int {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return i
	}
	return len(s)
}

// fence finds figures among the code blocks.
func (v *visit) fence(n *ast.FencedCodeBlock) {
	if n.Info == nil {
		return
	}
	info := string(n.Info.Segment.Value(v.doc.source))
	switch lang, options, _ := strings.Cut(info, " "); lang {
	case "scenario":
		v.scenarioFence(n, options)
	case "states":
		v.statesFence(n, options)
	}
}

func (p *page) fence(n *ast.FencedCodeBlock) {
	var f fenceInfo
	if n.Info != nil {
		f = parseInfo(unescape(n.Info.Segment.Value(p.doc.source)))
	}
	p.code(n, f)
}

// code writes a code block. Only marked lines get an element of their own.
func (p *page) code(n ast.Node, f fenceInfo) {
	code := string(n.Lines().Value(p.doc.source))
	marked, set := parseMarks(f.marks, strings.Count(code, "\n"))
	pairs := []string{"data-lang", f.lang}
	if set != "" {
		pairs = append(pairs, "data-hl", set)
	}
	if f.start != "" {
		pairs = append(pairs, "data-line-start", f.start)
	}
	p.open("div", nil, pairs...)
	p.str("<pre><code>")
	html := p.r.Highlight(code, f.lang)
	if set != "" {
		html = wrapLines(html, marked)
	}
	p.w.Write(html)
	p.str("</code></pre></div>\n")
}

// parseMarks reads a set of lines and returns it as flags by line, from 1, and
// in its normal form; lines after the last are left out.
func parseMarks(s string, lines int) (marked []bool, set string) {
	if s == "" {
		return nil, ""
	}
	marked = make([]bool, lines+2)
	for part := range strings.SplitSeq(s, ",") {
		first, last, isRange := strings.Cut(strings.TrimSpace(part), "-")
		from, err := strconv.Atoi(first)
		to := from
		if isRange && err == nil {
			to, err = strconv.Atoi(last)
		}
		if err != nil {
			continue
		}
		for i := max(1, from); i <= min(to, lines); i++ {
			marked[i] = true
		}
	}
	return marked, formatMarks(marked)
}

// formatMarks writes flags as a set of lines, neighbours as a range.
func formatMarks(marked []bool) string {
	var b strings.Builder
	for i := 1; i < len(marked); i++ {
		if !marked[i] || marked[i-1] {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.Itoa(i))
		last := i
		for marked[last+1] { // the last flag is never set
			last++
		}
		if last > i {
			b.WriteString("-" + strconv.Itoa(last))
		}
	}
	return b.String()
}

// wrapLines puts the marked lines of highlighted code into <span class="hl">.
// A token that runs over a line's end is closed there and opened again.
func wrapLines(html []byte, marked []bool) []byte {
	var out bytes.Buffer
	var open []byte // the start tag of the token in hand
	for i := 1; len(html) > 0; i++ {
		line, rest, newline := bytes.Cut(html, []byte{'\n'})
		hl := i < len(marked) && marked[i]
		if hl {
			out.WriteString(`<span class="hl">`)
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
		if hl {
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
