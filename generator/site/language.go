package site

import (
	"woshou/diagrams/words"
	"woshou/generator/page"
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

// guessLanguage is Chinese or English, after the letters of all Markdown
// sources.
func (s loader) guessLanguage() Language {
	var sum page.Letters
	for _, source := range s.Sources {
		if !isMarkdown(source.Path) {
			continue
		}
		var l page.Letters
		if f := s.options.known(source); f != nil && f.facts != nil {
			l = f.facts.Letters
		} else if src, err := s.Read(source.Path); err == nil {
			l = page.CountLetters(src) // an unreadable page is reported by pass 1
		}
		sum.All += l.All
		sum.Han += l.Han
	}
	code := "en"
	if sum.IsChinese() {
		code = "zh"
	}
	lang := newLanguage(code, s.Words)
	lang.Folder = "."
	return lang
}
