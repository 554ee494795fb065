package flavour

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
)

// page is a text under work, line by line, without the ends of lines.
type page struct {
	lines []string
	code  []bool // of each line, whether it stands in a fence or in front matter, or is a fence
	added []bool // of each line, whether it is none of the author's
}

// opening is a line that opens a fence, after what may stand before it.
var opening = regexp.MustCompile("^[ \t>]*(?:[-*+] |\\d+[.)] )?(`{3,}|~{3,})")

// newPage splits a text, whose last line ends.
func newPage(text []byte) *page {
	p := &page{lines: strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")}
	p.code, p.added = make([]bool, len(p.lines)), make([]bool, len(p.lines))
	matter := p.matter()
	for i := range matter {
		p.code[i] = true
	}
	fence := ""
	for i, line := range p.lines {
		if i < matter {
			continue
		}
		m := opening.FindStringSubmatch(line)
		p.code[i] = fence != "" || m != nil
		switch {
		case fence == "" && m != nil:
			fence = m[1]
		case fence != "" && m != nil && m[1][0] == fence[0] && len(m[1]) >= len(fence) && strings.Trim(line, " \t>"+fence[:1]) == "":
			fence = ""
		}
	}
	return p
}

// matter is how many lines of the page its front matter has.
func (p *page) matter() int {
	if strings.TrimSpace(p.lines[0]) != "---" {
		return 0
	}
	for i := 1; i < len(p.lines); i++ {
		if strings.TrimRight(p.lines[i], " \t") == "---" {
			return i + 1
		}
	}
	return 0
}

// respelt is the page with its lines as they are now.
func (p *page) respelt() Respelt {
	r := Respelt{Text: []byte(strings.Join(p.lines, "\n") + "\n")}
	for i, added := range p.added {
		if added {
			r.Added = append(r.Added, i+1)
		}
	}
	return r
}

// insert puts a line of ours before another.
func (p *page) insert(at int, line string) {
	p.lines = slices.Insert(p.lines, at, line)
	p.code = slices.Insert(p.code, at, false)
	p.added = slices.Insert(p.added, at, true)
}

// visit has a function see each line that is not code, those too that are added below
// on the way.
func (p *page) visit(see func(i int)) {
	for i := 0; i < len(p.lines); i++ {
		if !p.code[i] {
			see(i)
		}
	}
}

// each has a function say each line that is not code anew.
func (p *page) each(say func(line string) string) {
	p.visit(func(i int) { p.lines[i] = say(p.lines[i]) })
}

// hasAny reports whether a text has one of the marks by which a flavour differs.
func hasAny(text []byte, marks ...string) bool {
	return slices.ContainsFunc(marks, func(mark string) bool { return bytes.Contains(text, []byte(mark)) })
}

// indented reports whether a line belongs to a block whose lines stand four columns
// or a tab further right than an indent.
func indented(line, indent string) (rest string, ok bool) {
	for _, further := range []string{indent + "    ", indent + "\t"} {
		if rest, ok := strings.CutPrefix(line, further); ok {
			return indent + rest, true
		}
	}
	return line, strings.TrimSpace(line) == ""
}

// block is the stretch of lines behind the first that are indented, blank lines at
// its end excluded.
func (p *page) block(first int, indent string) (end int) {
	end = first + 1
	for i := first + 1; i < len(p.lines); i++ {
		if _, ok := indented(p.lines[i], indent); !ok {
			break
		}
		if strings.TrimSpace(p.lines[i]) != "" {
			end = i + 1
		}
	}
	return end
}

// dedent brings the lines of a block to the column of an indent.
func (p *page) dedent(first, end int, indent string) {
	for i := first; i < end; i++ {
		p.lines[i], _ = indented(p.lines[i], indent)
	}
}

// closeAt has a line close a container: the blank one there, or one more.
func (p *page) closeAt(at int, fence string) {
	if at < len(p.lines) && strings.TrimSpace(p.lines[at]) == "" && !p.added[at] {
		p.lines[at] = fence
		return
	}
	p.insert(min(at, len(p.lines)), fence)
}

// kinds are the containers of other programs by ours.
var kinds = map[string]string{
	"note": "note", "info": "info", "todo": "info", "abstract": "info", "summary": "info", "tldr": "info", "seealso": "info",
	"tip": "tip", "hint": "tip", "success": "tip", "check": "tip", "done": "tip", "example": "info", "quote": "info", "cite": "info",
	"important": "important", "question": "info", "help": "info", "faq": "info",
	"warning": "warning", "attention": "warning", "alert": "warning", "caution": "caution",
	"danger": "danger", "error": "danger", "failure": "danger", "fail": "danger", "missing": "danger", "bug": "danger",
	"primary": "info", "secondary": "note",
}

// kindOf is our container for a name of another's; what nobody knows is a note.
func kindOf(name string) string {
	if kind, ok := kinds[strings.ToLower(name)]; ok {
		return kind
	}
	return "note"
}

// titled is the line that opens a container, with its title or without.
func titled(fence, kind, title string) string {
	return strings.TrimRight(fence+" "+kind+" "+title, " ")
}

// labelled puts a label on a fence, as of a tab.
func labelled(fence, label string) string {
	return strings.TrimRight(fence, " ") + " [" + strings.NewReplacer("[", "(", "]", ")").Replace(label) + "]"
}
