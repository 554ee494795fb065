package flavour

import (
	"regexp"
	"strings"
)

// mkdocs is MkDocs with its usual extensions: admonitions, details, tabs.
//
//	!!! note "Title"       ??? note "folded"      === "Tab"
//	    text                   text                   text
var mkdocs = Flavour{
	Name:    "mkdocs",
	GitHub:  true,
	Index:   []string{"README"},
	Keys:    []string{"hide", "status", "subtitle", "template", "icon", "tags", "social", "revision_date", "nav_order", "parent", "has_children"},
	Folders: true,
	Respell: respellMkDocs,
}

var (
	admonition = regexp.MustCompile(`^(\s*)(!!!|\?\?\?\+?)\s+([\w-]+)[^"]*(?:"(.*)")?\s*$`)
	contentTab = regexp.MustCompile(`^(\s*)===[!+]*\s+"(.*)"\s*$`)
	attrList   = regexp.MustCompile(`\{:\s*`)
)

func respellMkDocs(text []byte) Respelt {
	if !hasAny(text, "!!!", "???", "===", "{:") {
		return Respelt{Text: text}
	}
	p := newPage(text)
	p.visit(func(i int) {
		p.lines[i] = attrList.ReplaceAllString(p.lines[i], "{")
		if m := admonition.FindStringSubmatch(p.lines[i]); m != nil {
			p.admonition(i, m)
		} else if m := contentTab.FindStringSubmatch(p.lines[i]); m != nil {
			p.tabs(i, m[1])
		}
	})
	return p.respelt()
}

// admonition opens a container in a line and closes it behind its block. Blocks
// inside are found later, with the lines below: their fences are shorter the deeper
// they lie.
func (p *page) admonition(at int, m []string) {
	indent, folds, name, title := m[1], m[2], m[3], m[4]
	end := p.block(at, indent)
	inner := 0 // admonitions and tabs inside
	for i := at + 1; i < end; i++ {
		if !p.code[i] && (admonition.MatchString(p.lines[i]) || contentTab.MatchString(p.lines[i])) {
			inner++
		}
	}
	fence := indent + strings.Repeat(":", 3+min(inner, 9))
	p.dedent(at+1, end, indent)
	switch folds {
	case "!!!":
		p.lines[at] = titled(fence, kindOf(name), title)
	case "???+":
		p.lines[at] = titled(fence, "details", orName(title, name)) + " {open}"
	default:
		p.lines[at] = titled(fence, "details", orName(title, name))
	}
	p.closeAt(end, fence)
}

func orName(title, name string) string {
	if title == "" && name != "" {
		return strings.ToUpper(name[:1]) + name[1:]
	}
	return title
}

// tabs turns a run of tabs into a group of code, where each holds a fence and
// nothing else, else into containers that unfold, the first of them open.
func (p *page) tabs(first int, indent string) {
	type tab struct{ at, end int }
	var tabs []tab
	codeAlone := true
	for at := first; at < len(p.lines); {
		m := contentTab.FindStringSubmatch(p.lines[at])
		if m == nil || m[1] != indent {
			break
		}
		t := tab{at, p.block(at, indent)}
		tabs = append(tabs, t)
		for i := t.at + 1; i < t.end; i++ {
			codeAlone = codeAlone && (p.code[i] || strings.TrimSpace(p.lines[i]) == "")
		}
		for at = t.end; at < len(p.lines) && strings.TrimSpace(p.lines[at]) == ""; {
			at++
		}
	}
	for i := len(tabs) - 1; i >= 0; i-- { // what is added behind moves no tab before
		p.tab(tabs[i].at, tabs[i].end, indent, i == 0, i == len(tabs)-1, codeAlone)
	}
}

// tab respells one tab of a run: of code alone, or of anything.
func (p *page) tab(at, end int, indent string, first, last, codeAlone bool) {
	label := contentTab.FindStringSubmatch(p.lines[at])[2]
	p.dedent(at+1, end, indent)
	if !codeAlone {
		p.lines[at] = titled(indent+":::", "details", label)
		if first {
			p.lines[at] += " {open}"
		}
		p.closeAt(end, indent+":::")
		return
	}
	p.lines[at] = ""
	if first {
		p.lines[at] = indent + "::: code-group"
	}
	for i := at + 1; i < end; i++ {
		if opening.MatchString(p.lines[i]) {
			p.lines[i] = labelled(p.lines[i], label)
			break
		}
	}
	if last {
		p.closeAt(end, indent+":::")
	}
}
