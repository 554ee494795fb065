package flavour

import (
	"bytes"
	"regexp"
	"strings"
)

// docusaurus is Docusaurus: titles of notes in brackets, tabs, and what only MDX
// reads.
//
//	:::tip[Title]     <Tabs><TabItem value="npm" label="npm"> … </TabItem></Tabs>
//	import X from "./x"     {/* a comment */}     ## Heading {/* #id */}
var docusaurus = Flavour{
	Name:   "docusaurus",
	GitHub: true,
	Index:  []string{"README"},
	Order:  "sidebar_position",
	Keys: []string{"id", "slug", "sidebar_position", "sidebar_label", "sidebar_class_name", "hide_title", "hide_table_of_contents", "pagination_label",
		"pagination_prev", "pagination_next", "displayed_sidebar", "custom_edit_url", "toc_min_heading_level", "toc_max_heading_level", "unlisted", "last_update"},
	Folders: true,
	Respell: respellDocusaurus,
}

var (
	bracketTitle = regexp.MustCompile(`^(\s*:{3,})\s*([\w-]+)\[(.*)\](\s*\{.*\})?\s*$`)
	secondary    = regexp.MustCompile(`^(\s*:{3,})\s*(secondary|success|primary)\b`)
	moduleLine   = regexp.MustCompile(`^(?:import\s.+from\s+['"].*['"];?|import\s+['"].*['"];?|export\s+(?:const|default|function)\b.*)\s*$`)
	headingID    = regexp.MustCompile(`\{/\*\s*#([^\s*]+)\s*\*/\}\s*$`)
	jsxComment   = regexp.MustCompile(`\{/\*(.*?)\*/\}`)
	mdxLink      = regexp.MustCompile(`\]\(([^()\s:]+)\.mdx([#)?][^()\s]*)?\)`)
	tabItem      = regexp.MustCompile(`^\s*<TabItem\s+(.*?)>\s*$`)
	tabLabel     = regexp.MustCompile(`(?:label|value)=(?:"([^"]*)"|'([^']*)'|\{['"]([^'"]*)['"]\})`)
)

func respellDocusaurus(text []byte) Respelt {
	p := newPage(text)
	p.each(func(line string) string {
		line = strings.ReplaceAll(line, " className=", " class=")
		switch {
		case moduleLine.MatchString(line):
			return ""
		case bracketTitle.MatchString(line):
			return bracketTitle.ReplaceAllString(line, "$1 $2 $3$4")
		case secondary.MatchString(line):
			return secondary.ReplaceAllString(line, "$1 note")
		case strings.Contains(line, "{/*"):
			return jsxComment.ReplaceAllString(headingID.ReplaceAllString(line, "{#$1}"), "<!--$1-->")
		}
		return mdxLink.ReplaceAllString(line, "]($1.md$2)")
	})
	if bytes.Contains(text, []byte("<TabItem")) {
		p.tabItems()
	}
	return p.respelt()
}

// tabItems turns tabs whose items hold a fence and nothing else into groups of
// code, others into containers that unfold.
func (p *page) tabItems() {
	for i := 0; i < len(p.lines); i++ {
		if p.code[i] || !strings.HasPrefix(strings.TrimSpace(p.lines[i]), "<Tabs") {
			continue
		}
		end := i
		codeAlone := true
		for end++; end < len(p.lines) && !strings.HasPrefix(strings.TrimSpace(p.lines[end]), "</Tabs>"); end++ {
			line := strings.TrimSpace(p.lines[end])
			codeAlone = codeAlone && (p.code[end] || line == "" || strings.HasPrefix(line, "<TabItem") || strings.HasPrefix(line, "</TabItem>"))
		}
		if end == len(p.lines) {
			return
		}
		p.tabGroup(i, end, codeAlone)
		i = end
	}
}

// tabGroup respells the lines of one <Tabs>.
func (p *page) tabGroup(first, end int, codeAlone bool) {
	p.lines[first], p.lines[end] = "", ""
	if codeAlone {
		p.lines[first], p.lines[end] = "::: code-group", ":::"
	}
	label, items := "", 0
	for i := first + 1; i < end; i++ {
		line := p.lines[i]
		m := tabItem.FindStringSubmatch(line)
		switch {
		case p.code[i]:
			if codeAlone && label != "" && opening.MatchString(line) {
				p.lines[i], label = labelled(line, label), ""
			}
		case m != nil:
			label = labelOf(m[1])
			p.lines[i] = ""
			if items++; !codeAlone {
				p.lines[i] = titled(":::", "details", label)
				if items == 1 {
					p.lines[i] += " {open}"
				}
			}
		case strings.HasPrefix(strings.TrimSpace(line), "</TabItem>"):
			p.lines[i] = ""
			if !codeAlone {
				p.lines[i] = ":::"
			}
		}
	}
}

// labelOf is what a tab is called: its label, else its value.
func labelOf(attributes string) (label string) {
	for _, m := range tabLabel.FindAllStringSubmatch(attributes, -1) {
		if text := m[1] + m[2] + m[3]; label == "" || strings.HasPrefix(m[0], "label") {
			label = text
		}
	}
	return label
}
