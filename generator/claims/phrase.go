package claims

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"woshou/generator/diagnostic"
)

// Phrase is a pattern of words, written as an author would jot it down:
//
//	[SYN|FIN] flag … [means|stands for] … connect*
//
// Words stand for themselves, whatever their case; "[a|b]" is one of several,
// "[a|]" may be missing, and the choices may hold further ones; "…" skips a
// few words of the same sentence; "*" at the end of a word stands for any
// ending of it. A blank is any blank, or none beside Han; "-" is also "_", as
// in SYN_SENT. Latin words match as whole words.
type Phrase struct {
	source string
	match  *regexp.Regexp
	length int // in characters, with what "…" may skip
}

// gap bounds how many characters "…" may skip. Han says more in a character.
func gap(lang string) int {
	if lang == "zh" || lang == "ja" {
		return 24
	}
	return 60
}

// mistake is what is wrong with a phrase, or with a file of rules.
type mistake struct{ said diagnostic.Message }

// Error is the mistake in English.
func (m mistake) Error() string { return m.said.String() }

// Bounds on phrases, whose characters are all looked for at once at each of a
// page. What "…" may skip counts with them.
const (
	longestPhrase = 500
	mostPhrased   = 50_000 // in all phrases of a file
)

// ParsePhrase reads a phrase of a language.
func ParsePhrase(source, lang string) (Phrase, error) {
	length := utf8.RuneCountInString(source) + gap(lang)*strings.Count(source, "…")
	if length > longestPhrase {
		return Phrase{}, mistake{diagnostic.Say("more than %d characters in a phrase, with what … may skip", longestPhrase)}
	}
	p := phraseParser{rest: []rune(strings.TrimSpace(source)), gap: gap(lang)}
	p.sequence(0)
	switch {
	case p.err != nil:
		return Phrase{}, p.err
	case len(p.rest) > 0:
		return Phrase{}, mistake{diagnostic.Say("`%c` has no `[` before it", p.rest[0])}
	}
	match, err := regexp.Compile("(?i)" + p.out.String())
	if err != nil {
		return Phrase{}, mistake{"the phrase is too long"}
	}
	if match.MatchString("") {
		return Phrase{}, mistake{"the phrase matches no words at all"}
	}
	return Phrase{source, match, length}, nil
}

// find returns the first place of the phrase in a sentence.
func (p Phrase) find(sentence string) (from, to int, found bool) {
	at := p.match.FindStringIndex(sentence)
	if at == nil {
		return 0, 0, false
	}
	return at[0], at[1], true
}

// phraseParser turns a phrase into a regular expression of Go, whose matching
// takes time linear in the text whatever a site's rules say.
type phraseParser struct {
	rest []rune
	out  strings.Builder
	gap  int
	err  error
}

// deepest bounds how deep choices may lie in choices.
const deepest = 8

// sequence reads up to the end, or to what ends a choice.
func (p *phraseParser) sequence(depth int) {
	for len(p.rest) > 0 && p.err == nil {
		switch r := p.rest[0]; {
		case r == '[':
			p.choice(depth + 1)
		case r == ']' || r == '|' && depth > 0:
			return
		case r == '…':
			p.rest = p.rest[1:]
			p.blanks()
			fmt.Fprintf(&p.out, `.{0,%d}?`, p.gap)
		case unicode.IsSpace(r):
			p.blanks()
			if len(p.rest) > 0 && p.rest[0] != '…' {
				p.out.WriteString(`\s*`)
			}
		default:
			p.word()
		}
	}
}

// choice reads "[a|b]".
func (p *phraseParser) choice(depth int) {
	if depth > deepest {
		p.err = mistake{"choices lie too deep in each other"}
		return
	}
	p.out.WriteString("(?:")
	for {
		p.rest = p.rest[1:]
		p.sequence(depth)
		if p.err != nil {
			return
		}
		if len(p.rest) == 0 {
			p.err = mistake{"a `[` is never closed"}
			return
		}
		if p.rest[0] == ']' {
			break
		}
		p.out.WriteByte('|')
	}
	p.rest = p.rest[1:]
	p.out.WriteByte(')')
}

func (p *phraseParser) blanks() {
	for len(p.rest) > 0 && unicode.IsSpace(p.rest[0]) {
		p.rest = p.rest[1:]
	}
}

// word reads letters and marks that stand for themselves. A boundary stands
// wherever the word begins or ends with what regular expressions take for a
// letter; Han has no boundaries.
func (p *phraseParser) word() {
	n := 0
	for n < len(p.rest) && !unicode.IsSpace(p.rest[n]) && !strings.ContainsRune("[]|…", p.rest[n]) {
		n++
	}
	if n == 0 { // a bar outside any choice
		p.err = mistake{"`|` stands outside of `[ ]`"}
		return
	}
	word := string(p.rest[:n])
	p.rest = p.rest[n:]
	stem, open := strings.CutSuffix(word, "*")
	quoted := spellings.Replace(regexp.QuoteMeta(stem))
	if isLatin(stem, 0) {
		quoted = `\b` + quoted
	}
	switch {
	case open:
		quoted += `[\pL\d]*`
	case isLatin(stem, len(stem)-1):
		quoted += `\b`
	}
	p.out.WriteString(quoted)
}

// spellings are the marks that are written in more than one way.
var spellings = strings.NewReplacer("-", "[-_]", "'", "['’]")

func isLatin(s string, i int) bool {
	return i >= 0 && i < len(s) && (s[i] < 0x80 && (unicode.IsLetter(rune(s[i])) || unicode.IsDigit(rune(s[i]))))
}
