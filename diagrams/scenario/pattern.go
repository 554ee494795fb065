package scenario

import (
	"slices"
	"strings"
	"unicode/utf8"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// Pattern is a set of flags that a segment is matched against or made of, or a
// kind of message of a protocol.
type Pattern struct {
	place.Place
	Any, SYN, ACK, FIN, RST, Data bool
	// Message is the kind of message; "" for a set of flags, and for any.
	Message string
}

// Matches reports whether a segment with exactly these flags ("SYN,ACK") and so
// many octets of data is meant by p. SYN alone means a SYN without ACK, and ACK
// alone a pure acknowledgement: no SYN, FIN or RST, no data. Of several words
// all hold.
func (p Pattern) Matches(flags string, octets int) bool {
	if p.Any {
		return true
	}
	if p.Message != "" {
		return flags == p.Message
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
	if p.vocabulary != nil {
		return p.message()
	}
	t := p.Peek()
	if t.Kind != lines.Word || t.Is("from") || t.Is("to") {
		p.Expected("flags such as SYN+ACK", "")
	}
	p.Next()
	pattern := Pattern{Place: t.Place}
	rest := t
	for _, flag := range strings.Split(t.Text, "+") {
		width := utf8.RuneCountInString(flag)
		at := rest
		at.Text, at.Width = flag, max(width, 1)
		p.flag(&pattern, at)
		rest = rest.From(width + 1)
	}
	joined := strings.Contains(t.Text, "+")
	for p.commaJoins() {
		p.Next()
		p.flag(&pattern, p.Next())
		joined = true
	}
	p.unspaced("flags are joined without spaces: SYN+ACK")
	if pattern.Any && joined {
		p.FailAt(t, lines.Syntax, words.Say("any stands alone, found %s", t.Text), "")
	}
	return pattern
}

// message reads the name of a kind of message of a protocol, or any.
func (p *parser) message() Pattern {
	pattern := Pattern{Place: p.Peek().Place}
	name := p.OneOf("message", "a message", append(p.vocabulary.messageNames(), "any"))
	if pattern.Any = name == "any"; !pattern.Any {
		pattern.Message = name
	}
	return pattern
}

// commaJoins reports whether a comma and a flag come next. After the comma of
// an expect stands a host, which no flag is taken for.
func (p *parser) commaJoins() bool {
	flag := p.Ahead(1)
	isFlag := func(w string) bool { return strings.EqualFold(w, flag.Text) }
	return p.Peek().Is(",") && flag.Kind == lines.Word && !p.isHost(flag) && slices.ContainsFunc(flagWords, isFlag)
}

// unspaced reports a sign that stands apart from what it belongs to.
func (p *parser) unspaced(hint words.Message) {
	if t := p.Peek(); t.Kind == lines.Word && strings.ContainsAny(t.Text[:1], "+-") {
		p.Fail(lines.Syntax, words.Say("unexpected space before %s", t.Text), hint)
	}
}

// flag adds the flag that t names to pattern.
func (p *parser) flag(pattern *Pattern, t lines.Token) {
	i := slices.IndexFunc(flagWords, func(w string) bool { return strings.EqualFold(w, t.Text) })
	switch {
	case t.Text == "":
		p.FailAt(t, lines.Syntax, "expected a flag on both sides of +", "flags are joined without spaces: SYN+ACK")
	case i < 0:
		p.FailAt(t, lines.Unknown, words.Say("unknown flag %s", t.Text), p.flagHint(t.Text))
	case *pattern.set(flagWords[i]):
		p.FailAt(t, lines.Duplicate, words.Say("flag %s stands here twice", flagWords[i]), "")
	default:
		*pattern.set(flagWords[i]) = true
	}
}

// flagHint knows that SYN-ACK is how many write SYN+ACK.
func (p *parser) flagHint(flag string) words.Message {
	if joined := p.Likeliest(flag, []string{"SYN+ACK", "FIN+ACK", "RST+ACK"}); joined != "" {
		return lines.DidYouMean(joined)
	}
	return p.HintFor(flag, flagWords)
}

// String is p in canonical spelling: "SYN+ACK".
func (p Pattern) String() string {
	if p.Message != "" {
		return p.Message
	}
	var words []string
	for _, w := range flagWords {
		if *p.set(w) {
			words = append(words, w)
		}
	}
	return strings.Join(words, "+")
}
