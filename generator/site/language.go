package site

import (
	"unicode"

	"woshou/diagrams/words"
)

// newLanguage is a language by its code, in a folder of that name, at the root
// of the output. One that has words says what its tag is and how it is called;
// every other code is its own tag.
func newLanguage(code string, spoken *words.Languages) Language {
	lang := Language{Code: code, Lang: code, Name: code, Folder: code, Words: spoken.Of(code)}
	if spoken.Speaks(code) {
		about := lang.Words.About()
		lang.Lang, lang.Name = about.Tag, about.Name
	}
	return lang
}

// hanShare is the share of Han letters over which a text is taken to be
// Chinese: Chinese articles on protocols are half Latin, English ones cite a
// few Han words at most.
const hanShare = 0.05

// Letters are how many letters a text has, and how many of them are Han.
type Letters struct{ All, Han int }

func countLetters(text []byte) Letters {
	var l Letters
	for _, r := range string(text) {
		if unicode.IsLetter(r) {
			l.All++
		}
		if unicode.Is(unicode.Han, r) {
			l.Han++
		}
	}
	return l
}

// isChinese reports whether a text with these letters is taken for Chinese.
func (l Letters) isChinese() bool { return float64(l.Han) > hanShare*float64(l.All) }

// GuessLanguage is the code of the language that a text is most likely written in.
func GuessLanguage(text []byte) string {
	if countLetters(text).isChinese() {
		return "zh"
	}
	return "en"
}

// guessLanguage is Chinese or English, after the letters of all Markdown
// sources.
func (s loader) guessLanguage() Language {
	var sum Letters
	for _, source := range s.Sources {
		if !isMarkdown(source.Path) {
			continue
		}
		var l Letters
		if f := s.options.known(source); f != nil && f.facts != nil {
			l = f.facts.Letters
		} else if src, err := s.Read(source.Path); err == nil {
			l = countLetters(src) // an unreadable page is reported by pass 1
		}
		sum.All += l.All
		sum.Han += l.Han
	}
	code := "en"
	if sum.isChinese() {
		code = "zh"
	}
	lang := newLanguage(code, s.Words)
	lang.Folder = "."
	return lang
}
