package lines

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

// ByLanguage is t by the codes of languages, nil where nothing is written. Chinese
// and English are always there: what is written for every language stands under
// both.
func (t Text) ByLanguage() map[string]string {
	if len(t) == 0 {
		return nil
	}
	words := map[string]string{"zh": t.In("zh"), "en": t.In("en")}
	for _, p := range t {
		if p.Lang != "" {
			words[p.Lang] = p.Text
		}
	}
	return words
}

// languageTag is the shape of a language code (RFC 5646 §2.1, in short).
var languageTag = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$`)

// IsLanguage reports whether s could be the code of a language.
func IsLanguage(s string) bool { return languageTag.MatchString(s) }

// maxLanguages bounds the work on one text.
const maxLanguages = 100

// Text reads a TEXT: one string for all languages, or one for each.
func (r *Reader) Text() Text {
	if t := r.Peek(); t.Kind == Quoted {
		return Text{{Text: Whole(r.Next().Text)}}
	}
	var text Text
	for {
		t := r.Peek()
		switch {
		case t.Kind != Word:
			r.Expected(`a text such as "…" or zh "…" en "…"`, "")
		case !IsLanguage(t.Text):
			r.Expected("a text in quotes or a language such as zh or en", "")
		case len(text) == maxLanguages:
			r.Fail(Bounds, words.Say("a text in more than %d languages", maxLanguages), "")
		case slices.ContainsFunc(text, func(ph Phrase) bool { return ph.Lang == t.Text }):
			r.Fail(Duplicate, words.Say("a second text in %s", t.Text), "")
		}
		r.Next()
		if r.Peek().Kind != Quoted {
			r.Expected(words.Say("a text in quotes after %s", t.Text), "")
		}
		text = append(text, Phrase{t.Text, Whole(r.Next().Text)})
		if !r.atPhrase() {
			return text
		}
	}
}

// Whole is a text in whole characters: U+FFFD in the place of each byte that belongs
// to none.
func Whole(text string) string { return string([]rune(text)) }

// atPhrase reports whether a language and its text come next. A text that is
// wrong in itself counts, so that it is what gets reported.
func (r *Reader) atPhrase() bool {
	after := r.Ahead(1).Kind
	return r.Peek().Kind == Word && (after == Quoted || after == Bad)
}

// String is t in canonical spelling.
func (t Text) String() string {
	var words []string
	for _, p := range t {
		if p.Lang != "" {
			words = append(words, p.Lang)
		}
		words = append(words, Quote(p.Text))
	}
	return strings.Join(words, " ")
}

var escaper = strings.NewReplacer(`\`, `\\`, `"`, `\"`)

// Quote writes text as a STRING.
func Quote(text string) string { return fmt.Sprintf(`"%s"`, escaper.Replace(text)) }
