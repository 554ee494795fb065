package markdown

import (
	"regexp"
	"strings"

	"woshou/generator/markup"

	"github.com/yuin/goldmark/ast"
)

// fenceInfo is what the line that opens a code block says:
// `js{1,3-4}:line-numbers=5 [title] active {.class}`, the language first.
type fenceInfo struct {
	lang   string
	marks  string // "1,3-4"
	start  string // number of the first line, if lines are to be numbered
	title  string
	active bool // in a group: the tab that is open at first
	attrs  markup.Attrs
}

var (
	titlePattern   = regexp.MustCompile(`\[(.*)\]`)
	numbersPattern = regexp.MustCompile(`:line-numbers(?:=(\d{1,9}))?`)
	marksPattern   = regexp.MustCompile(`\{([\d, -]+)\}`)
)

// parseInfo reads the line leniently: what it does not know, such as the words
// of plugins, it passes over. numbered says that lines are numbered unless it
// says otherwise.
func parseInfo(info string, numbered bool) fenceInfo {
	var f fenceInfo
	if m := titlePattern.FindStringSubmatchIndex(info); m != nil {
		f.title = strings.TrimSpace(info[m[2]:m[3]])
		info = info[:m[0]] + " " + info[m[1]:]
	}
	f.lang = info[:indexAny(info, " \t{:")]
	rest := info[len(f.lang):]
	f.lang = strings.TrimSuffix(f.lang, "-vue")
	if m := marksPattern.FindStringSubmatch(rest); m != nil {
		f.marks = m[1]
	}
	if m := numbersPattern.FindStringSubmatch(rest); m != nil {
		f.start = "1"
		if m[1] != "" {
			f.start = m[1]
		}
	} else if numbered && !strings.Contains(rest, ":no-line-numbers") {
		f.start = "1"
	}
	for _, word := range strings.Fields(rest) {
		f.active = f.active || word == "active"
	}
	return f
}

func indexAny(s, chars string) int {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return i
	}
	return len(s)
}

// label is what a tab says: the title, else the language.
func (f fenceInfo) label() string {
	switch {
	case f.title != "":
		return f.title
	case f.lang != "":
		return f.lang
	}
	return "txt"
}

// fence finds figures among the code blocks.
func (v *visit) fence(n *ast.FencedCodeBlock) {
	if v.terms.fence(n, v.doc.infoOf(n).lang) || n.Info == nil {
		return
	}
	info := string(n.Info.Segment.Value(v.doc.source))
	switch lang, options, _ := strings.Cut(info, " "); lang {
	case "scenario":
		v.figures.scenario(n, options)
	case "states":
		v.figures.states(n, options)
	default:
		v.setAttributes(n, v.doc.infoOf(n).attrs, n.Info.Segment.Start)
	}
}

// infoOf reads the line that opens a fence.
func (d *Document) infoOf(n *ast.FencedCodeBlock) fenceInfo {
	info := ""
	if n.Info != nil {
		info = unescape(n.Info.Segment.Value(d.source))
	}
	f := parseInfo(info, d.numbered)
	_, f.attrs = d.braces.Trailing([]byte(info))
	return f
}

// printCode writes a code block: a title, if it stands alone, and the code, whose
// marked lines get an element of their own.
func printCode(p *printer, n ast.Node, text string, f fenceInfo) {
	code := readCode(text, f)
	pairs := []string{"data-lang", f.lang}
	for _, m := range lineMarks {
		if set := code.set(m.mark); set != "" {
			pairs = append(pairs, m.hook, set)
		}
	}
	if f.start != "" {
		pairs = append(pairs, "data-line-start", f.start)
	}
	p.open("div", n, pairs...)
	if f.title != "" && !isCodeGroup(n.Parent()) { // else it is the tab's
		p.part.Sheets.Code = true
		p.str("<div data-title>")
		p.text(f.title)
		p.close("div")
	}
	p.str("<pre><code>")
	html := p.r.Highlight(code.text, f.lang)
	tags := code.tags(f.start)
	p.part.Sheets.Code = p.part.Sheets.Code || f.start != "" && len(tags) > 0
	p.out.Write(wrapLines(html, tags))
	p.str("</code></pre></div>\n")
}
