package site

import "unicode"

// tags are the languages whose code in site.yaml stands for a more exact tag,
// with their own names for themselves. Every other code is its own tag.
var tags = []Language{
	{Code: "zh", Lang: "zh-Hans", Name: "简体中文"},
	{Code: "en", Lang: "en", Name: "English"},
}

// newLanguage is a language by its code, in a folder of that name, at the root
// of the output.
func newLanguage(code string) Language {
	for _, known := range tags {
		if known.Code == code {
			known.Folder = code
			return known
		}
	}
	return Language{Code: code, Lang: code, Name: code, Folder: code}
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

// guessLanguage is Chinese or English, after the letters of all Markdown
// sources.
func (s *Site) guessLanguage() Language {
	var sum Letters
	for _, source := range s.Sources {
		if !isMarkdown(source.Path) {
			continue
		}
		var l Letters
		if f := s.options.known(source); f != nil {
			l = f.Letters
		} else if src, err := s.Read(source.Path); err == nil {
			l = countLetters(src) // an unreadable page is reported by pass 1
		}
		sum.All += l.All
		sum.Han += l.Han
	}
	code := "en"
	if float64(sum.Han) > hanShare*float64(sum.All) {
		code = "zh"
	}
	lang := newLanguage(code)
	lang.Folder = "."
	return lang
}
