package build

import (
	"woshou/generator/site"
	"woshou/themes"
)

// vocabulary looks up the words that the body of one page asks for. It is for
// writers that have no way to return an error in the middle of a line.
type vocabulary struct {
	words   themes.Words
	missing error // the first word that the theme does not have
}

func (p *Press) vocabulary(lang *site.Language) *vocabulary {
	return &vocabulary{words: p.theme.Words(lang.Code)}
}

// word returns the word of a key, "" if there is none; then the page must not
// be written.
func (v *vocabulary) word(key string) string {
	word, err := v.words.Get(key)
	if err != nil && v.missing == nil {
		v.missing = err
	}
	return word
}
