package mathml

import "strings"

// command reads a command and what belongs to it. It reports false for one
// that shows nothing.
func (p *parser) command(before []node) (node, bool) {
	start := p.pos
	name := p.skip()
	if n, ok := p.symbol(name); ok {
		return n, true
	}
	if a, ok := alphabets[name]; ok {
		return p.inAlphabet(name, a)
	}
	if style, ok := displayStyles[name]; ok {
		return node{tag: "mstyle", attrs: style, kids: p.row(p.stop)}, true
	}
	if n, ok := p.stacked(name); ok {
		return n, true
	}
	switch name {
	case `\text`, `\textrm`, `\textnormal`, `\mbox`, `\hbox`, `\textbf`, `\textit`:
		return leaf("mtext", plain(p.words())), true
	case `\operatorname`:
		return p.operatorName(), true
	case `\left`:
		return p.fenced(start), true
	case `\begin`:
		return p.environment(start), true
	case `\not`:
		return p.negate(), true
	case `\bmod`:
		return node{tag: "mo", text: "mod", attrs: ` lspace="0.2222em" rspace="0.2222em"`, open: true}, true
	case `\pmod`:
		return row([]node{space("1"), leaf("mo", "("), leaf("mi", "mod"), space("0.3333"), p.argument(), leaf("mo", ")")}), true
	case `\mathop`, `\mathbin`, `\mathrel`, `\mathord`, `\mathopen`, `\mathclose`:
		n := p.argument()
		n.limits = name == `\mathop`
		return n, true
	case `\phantom`, `\hphantom`, `\vphantom`:
		return node{tag: "mphantom", kids: []node{p.argument()}}, true
	case `\label`, `\tag`, `\hspace`, `\vspace`:
		p.words()
		return node{}, false
	case `\nonumber`, `\notag`, `\hline`, `\relax`, `\limits`, `\nolimits`, `\allowbreak`, `\nobreak`:
		return node{}, false
	}
	if size, ok := bigSizes[strings.TrimRight(name, "lrm")]; ok {
		return p.big(size), true
	}
	p.reportPart(start, "unknown command %s", name)
	return leaf("mtext", name), true
}

// stacked reads what stands above something else, or under a root.
func (p *parser) stacked(name string) (node, bool) {
	switch name {
	case `\frac`, `\dfrac`, `\tfrac`, `\cfrac`:
		return p.fraction(name), true
	case `\binom`, `\dbinom`, `\tbinom`:
		stack := node{tag: "mfrac", attrs: ` linethickness="0"`, kids: []node{p.argument(), p.argument()}}
		return row([]node{leaf("mo", "("), stack, leaf("mo", ")")}), true
	case `\sqrt`:
		if index, ok := p.option(); ok {
			return node{tag: "mroot", kids: []node{p.argument(), index}}, true
		}
		return node{tag: "msqrt", kids: unwrap(p.argument())}, true
	case `\overset`, `\stackrel`:
		above := p.argument()
		return node{tag: "mover", kids: []node{p.argument(), above}, open: true}, true
	case `\underset`:
		below := p.argument()
		return node{tag: "munder", kids: []node{p.argument(), below}, open: true}, true
	}
	return node{}, false
}

// symbol returns the sign that a command stands for, with its accents.
func (p *parser) symbol(name string) (node, bool) {
	if s, ok := identifiers[name]; ok {
		return leaf("mi", p.alphabet.letters(s)), true
	}
	if s, ok := uprights[name]; ok {
		return node{tag: "mi", text: p.alphabet.letters(s), attrs: ` mathvariant="normal"`}, true
	}
	if s, ok := operators[name]; ok {
		return operator(s), true
	}
	if s, ok := largeOperators[name]; ok {
		return node{tag: "mo", text: s, limits: true, open: true}, true
	}
	if s, ok := integrals[name]; ok {
		return node{tag: "mo", text: s, open: true}, true
	}
	if s, ok := delimiters[name]; ok {
		return bracket(s), true
	}
	if width, ok := spaces[name]; ok {
		return space(width), true
	}
	switch {
	case functions[name]:
		return node{tag: "mi", text: name[1:], function: true}, true
	case limitFunctions[name]:
		return node{tag: "mo", text: functionName(name[1:]), attrs: ` movablelimits="true" lspace="0" rspace="0"`, limits: true, function: true}, true
	}
	return p.decorated(name)
}

// functionName parts the two words that some functions are named by.
func functionName(name string) string {
	for _, first := range []string{"lim", "arg"} {
		if rest, ok := strings.CutPrefix(name, first); ok && rest != "" {
			return first + "\u2009" + rest
		}
	}
	return name
}

// decorated reads what stands under an accent, over one, or on an arrow.
func (p *parser) decorated(name string) (node, bool) {
	if s, ok := accents[name]; ok {
		mark := node{tag: "mo", text: s, attrs: ` stretchy="false"`}
		if stretches(name) {
			mark.attrs = ""
		}
		return node{tag: "mover", attrs: ` accent="true"`, kids: []node{p.argument(), mark}, limits: name == `\overbrace`}, true
	}
	if s, ok := underAccents[name]; ok {
		return node{tag: "munder", attrs: ` accentunder="true"`, kids: []node{p.argument(), leaf("mo", s)}, limits: name == `\underbrace`}, true
	}
	if s, ok := stretchingArrows[name]; ok {
		below, both := p.option()
		arrow, above := leaf("mo", s), node{tag: "mpadded", attrs: ` width="+0.8em" lspace="0.4em"`, kids: []node{p.argument()}}
		if both {
			return node{tag: "munderover", kids: []node{arrow, below, above}, open: true}, true
		}
		return node{tag: "mover", kids: []node{arrow, above}, open: true}, true
	}
	return node{}, false
}

// stretches reports whether an accent is as wide as what it stands on.
func stretches(name string) bool {
	return strings.HasPrefix(name, `\over`) || strings.HasPrefix(name, `\wide`)
}

// inAlphabet reads an argument in other letters; the old commands, such as
// \bf, hold to the end of the group.
func (p *parser) inAlphabet(name string, a alphabet) (node, bool) {
	if len(name) <= len(`\cal`) {
		p.alphabet = a
		return node{}, false
	}
	outer := p.alphabet
	p.alphabet = a
	n := p.argument()
	p.alphabet = outer
	if a == upright && n.tag == "mrow" { // \mathrm{kg} is one word
		if word, ok := spelled(n.kids); ok {
			return leaf("mi", word), true
		}
	}
	return n, true
}

// spelled joins letters.
func spelled(kids []node) (string, bool) {
	var b strings.Builder
	for _, k := range kids {
		if k.tag != "mi" {
			return "", false
		}
		b.WriteString(k.text)
	}
	return b.String(), b.Len() > 0
}

var displayStyles = map[string]string{
	`\displaystyle`: ` displaystyle="true"`, `\textstyle`: ` displaystyle="false"`,
	`\scriptstyle`: ` displaystyle="false" scriptlevel="1"`, `\scriptscriptstyle`: ` displaystyle="false" scriptlevel="2"`,
}

func (p *parser) fraction(name string) node {
	n := node{tag: "mfrac", kids: []node{p.argument(), p.argument()}}
	switch name {
	case `\dfrac`, `\cfrac`:
		return node{tag: "mstyle", attrs: displayStyles[`\displaystyle`], kids: []node{n}}
	case `\tfrac`:
		return node{tag: "mstyle", attrs: displayStyles[`\textstyle`], kids: []node{n}}
	}
	return n
}

// operatorName reads a function's name, with a star one that takes limits.
func (p *parser) operatorName() node {
	limits := p.accept("*")
	name := plain(p.words())
	if limits {
		return node{tag: "mo", text: name, attrs: ` movablelimits="true" lspace="0" rspace="0"`, limits: true, function: true}
	}
	return node{tag: "mi", text: name, attrs: ` mathvariant="normal"`, function: true}
}

// negate strikes out the sign that follows.
func (p *parser) negate() node {
	n := p.argument()
	if s, ok := negated[n.text]; ok {
		n.text = s
	} else {
		n.text += "\u0338"
	}
	return n
}

// plain resolves the escapes that text may hold.
func plain(s string) string {
	for _, c := range []string{"{", "}", "$", "%", "&", "#", "_", " "} {
		s = strings.ReplaceAll(s, `\`+c, c)
	}
	return strings.NewReplacer(" ", "\u00A0", "\n", "\u00A0", "\t", "\u00A0").Replace(s)
}
