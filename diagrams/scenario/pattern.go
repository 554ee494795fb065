package scenario

import (
	"slices"
	"strings"
	"unicode/utf8"

	"woshou/diagrams/place"
	"woshou/diagrams/words"
)

// Pattern is a set of flags that a segment is matched against or made of.
type Pattern struct {
	place.Place
	Any, SYN, ACK, FIN, RST, Data bool
}

// Matches reports whether a segment with exactly these flags ("SYN,ACK") and so
// many octets of data is meant by p. SYN alone means a SYN without ACK, and ACK
// alone a pure acknowledgement: no SYN, FIN or RST, no data. Of several words
// all hold.
func (p Pattern) Matches(flags string, octets int) bool {
	if p.Any {
		return true
	}
	has := strings.Split(flags, ",")
	syn, ack := slices.Contains(has, "SYN"), slices.Contains(has, "ACK")
	fin, rst := slices.Contains(has, "FIN"), slices.Contains(has, "RST")
	if p.ACK && !p.SYN && !p.FIN && !p.RST && !p.Data {
		return ack && !syn && !fin && !rst && octets == 0
	}
	if p.SYN && !p.ACK && ack {
		return false
	}
	return (!p.SYN || syn) && (!p.ACK || ack) && (!p.FIN || fin) && (!p.RST || rst) && (!p.Data || octets > 0)
}

// flagWords are the words of a pattern, in canonical order.
var flagWords = []string{"SYN", "DATA", "FIN", "RST", "ACK", "any"}

// set returns the field of the flag of that name.
func (p *Pattern) set(flag string) *bool {
	return map[string]*bool{
		"SYN": &p.SYN, "DATA": &p.Data, "FIN": &p.FIN, "RST": &p.RST, "ACK": &p.ACK, "any": &p.Any,
	}[flag]
}

// pattern reads flags joined by +, in either case. A comma joins them too, as
// figures print it: SYN,ACK.
func (p *parser) pattern() Pattern {
	t := p.peek()
	if t.kind != word || t.is("from") || t.is("to") {
		p.expected("flags such as SYN+ACK", "")
	}
	p.next()
	pattern := Pattern{Place: t.Place}
	rest := t
	for _, flag := range strings.Split(t.text, "+") {
		width := utf8.RuneCountInString(flag)
		at := rest
		at.text, at.Width = flag, max(width, 1)
		p.flag(&pattern, at)
		rest = rest.from(width + 1)
	}
	joined := strings.Contains(t.text, "+")
	for p.commaJoins() {
		p.next()
		p.flag(&pattern, p.next())
		joined = true
	}
	p.unspaced("flags are joined without spaces: SYN+ACK")
	if pattern.Any && joined {
		p.failAt(t, CodeSyntax, words.Say("any stands alone, found %s", t.text), "")
	}
	return pattern
}

// commaJoins reports whether a comma and a flag come next. After the comma of
// an expect stands a host, which no flag is taken for.
func (p *parser) commaJoins() bool {
	flag := p.ahead(1)
	isFlag := func(w string) bool { return strings.EqualFold(w, flag.text) }
	return p.peek().is(",") && flag.kind == word && !p.isHost(flag) && slices.ContainsFunc(flagWords, isFlag)
}

// unspaced reports a sign that stands apart from what it belongs to.
func (p *parser) unspaced(hint words.Message) {
	if t := p.peek(); t.kind == word && strings.ContainsAny(t.text[:1], "+-") {
		p.fail(CodeSyntax, words.Say("unexpected space before %s", t.text), hint)
	}
}

// flag adds the flag that t names to pattern.
func (p *parser) flag(pattern *Pattern, t token) {
	i := slices.IndexFunc(flagWords, func(w string) bool { return strings.EqualFold(w, t.text) })
	switch {
	case t.text == "":
		p.failAt(t, CodeSyntax, "expected a flag on both sides of +", "flags are joined without spaces: SYN+ACK")
	case i < 0:
		p.failAt(t, CodeUnknown, words.Say("unknown flag %s", t.text), flagHint(t.text))
	case *pattern.set(flagWords[i]):
		p.failAt(t, CodeDuplicate, words.Say("flag %s stands here twice", flagWords[i]), "")
	default:
		*pattern.set(flagWords[i]) = true
	}
}

// flagHint knows that SYN-ACK is how many write SYN+ACK.
func flagHint(flag string) words.Message {
	if joined := likeliest(flag, []string{"SYN+ACK", "FIN+ACK", "RST+ACK"}); joined != "" {
		return didYouMean(joined)
	}
	return hint(flag, flagWords)
}

// String is p in canonical spelling: "SYN+ACK".
func (p Pattern) String() string {
	var words []string
	for _, w := range flagWords {
		if *p.set(w) {
			words = append(words, w)
		}
	}
	return strings.Join(words, "+")
}
