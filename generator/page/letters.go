package page

import "unicode"

// hanShare is the share of Han letters over which a text is taken to be
// Chinese: Chinese articles on protocols are half Latin, English ones cite a
// few Han words at most.
const hanShare = 0.05

// Letters are how many letters a text has, and how many of them are Han.
type Letters struct{ All, Han int }

// CountLetters counts those of a text.
func CountLetters(text []byte) Letters {
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

// IsChinese reports whether a text with these letters is taken for Chinese.
func (l Letters) IsChinese() bool { return float64(l.Han) > hanShare*float64(l.All) }

// GuessLanguage is the code of the language that a text is most likely written in.
func GuessLanguage(text []byte) string {
	if CountLetters(text).IsChinese() {
		return "zh"
	}
	return "en"
}
