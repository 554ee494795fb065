package scenario

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"woshou/diagrams/words"
)

// Text is something written for the reader, by language.
type Text []Phrase

// Phrase is a text in one language; Lang "" stands for every language.
type Phrase struct{ Lang, Text string }

// In returns the text for a language such as "zh" or "en": the phrase in that
// language, else the one for every language, else the first, else "".
func (t Text) In(lang string) string {
	for _, want := range []string{lang, ""} {
		for _, p := range t {
			if p.Lang == want {
				return p.Text
			}
		}
	}
	if len(t) > 0 {
		return t[0].Text
	}
	return ""
}

// languageTag is the shape of a language code (RFC 5646 §2.1, in short).
var languageTag = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$`)

// maxLanguages bounds the work on one text.
const maxLanguages = 100

// text reads a TEXT: one string for all languages, or one for each.
func (p *parser) text() Text {
	if t := p.peek(); t.kind == quoted {
		return Text{{Text: p.next().text}}
	}
	var text Text
	for {
		t := p.peek()
		switch {
		case t.kind != word:
			p.expected(`a text such as "…" or zh "…" en "…"`, "")
		case !languageTag.MatchString(t.text):
			p.expected("a text in quotes or a language such as zh or en", "")
		case len(text) == maxLanguages:
			p.fail(CodeBounds, words.Say("a text in more than %d languages", maxLanguages), "")
		case slices.ContainsFunc(text, func(ph Phrase) bool { return ph.Lang == t.text }):
			p.fail(CodeDuplicate, words.Say("a second text in %s", t.text), "")
		}
		p.next()
		if p.peek().kind != quoted {
			p.expected(words.Say("a text in quotes after %s", t.text), "")
		}
		text = append(text, Phrase{t.text, p.next().text})
		if !p.atPhrase() {
			return text
		}
	}
}

// atPhrase reports whether a language and its text come next. A text that is
// wrong in itself counts, so that it is what gets reported.
func (p *parser) atPhrase() bool {
	after := p.ahead(1).kind
	return p.peek().kind == word && (after == quoted || after == bad)
}

// String is t in canonical spelling.
func (t Text) String() string {
	var words []string
	for _, p := range t {
		if p.Lang != "" {
			words = append(words, p.Lang)
		}
		words = append(words, quote(p.Text))
	}
	return strings.Join(words, " ")
}

var escaper = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// quote writes text as a STRING.
func quote(text string) string { return fmt.Sprintf(`"%s"`, escaper.Replace(text)) }
