package mathml

import "strings"

// bracket is a delimiter that does not grow.
func bracket(s string) node {
	switch {
	case strings.Contains("{⟨⌊⌈[⟮⌜(", s):
		return fence(s, "prefix")
	case strings.Contains("}⟩⌋⌉]⟯⌝)", s):
		return fence(s, "postfix")
	}
	return bar(s)
}

// delimiter reads what may stand behind \left: a bracket, or a dot for none.
func (p *parser) delimiter() (string, bool) {
	start := p.pos
	t := p.skip()
	switch t {
	case ".":
		return "", true
	case "(", ")", "[", "]", "|", "/":
		return t, true
	case "<":
		return "⟨", true
	case ">":
		return "⟩", true
	}
	if s, ok := delimiters[t]; ok {
		return s, true
	}
	if s, ok := operators[t]; ok && strings.Contains(t, "arrow") {
		return s, true
	}
	p.reportPart(start, "no delimiter: %s", t)
	return "", false
}

// growing is a delimiter as high as what it stands beside.
func growing(s, form string) node {
	return node{tag: "mo", text: s, attrs: ` form="` + form + `" fence="true" stretchy="true"`}
}

// fenced reads `\left( … \middle| … \right)`.
func (p *parser) fenced(start int) node {
	left, _ := p.delimiter()
	kids := []node{growing(left, "prefix")}
	for {
		kids = append(kids, p.row("")...)
		if !p.accept(`\middle`) {
			break
		}
		s, _ := p.delimiter()
		kids = append(kids, node{tag: "mo", text: s, attrs: ` fence="true" stretchy="true" lspace="0.05em" rspace="0.05em"`, open: true})
	}
	right := ""
	if p.accept(`\right`) {
		right, _ = p.delimiter()
	} else {
		p.problems = append(p.problems, Problem{start, start + len(`\left`), `\left has no \right`, ""})
	}
	return node{tag: "mrow", kids: append(kids, growing(right, "postfix"))}
}

// bigSizes are the heights of delimiters of a chosen size, in em.
var bigSizes = map[string]string{`\big`: "1.2", `\Big`: "1.8", `\bigg`: "2.4", `\Bigg`: "3"}

// big reads a delimiter of a chosen size.
func (p *parser) big(size string) node {
	s, _ := p.delimiter()
	return node{tag: "mo", text: s, attrs: ` stretchy="true" minsize="` + size + `em" maxsize="` + size + `em"`}
}
