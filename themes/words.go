package themes

import (
	"fmt"
	"strings"

	"woshou/diagrams/words"
)

// Words are the words of the interface in one language, by key.
type Words map[string]string

// Get returns the word of a key. A key that is not there is an error: a page
// with a hole in its interface must not be written.
func (w Words) Get(key string) (string, error) {
	word, ok := w[key]
	if !ok {
		return "", fmt.Errorf("no word for %q", key)
	}
	return word, nil
}

// wordsFolder is where the files of words, which lie elsewhere, stand among the
// sources of a theme.
const wordsFolder = "words/"

// Words returns the interface in the language of a code, or in the nearest one.
// The map is shared and must not be modified.
func (t *Theme) Words(code string) Words { return t.languages.Of(code).Pages() }

// short is what the language switch calls a language.
func (t *Theme) short(code string) string {
	if t.languages.Speaks(code) {
		return t.Words(code)["short"]
	}
	return strings.ToUpper(code)
}

// addWords lists the files of words among the theme's.
func (t *Theme) addWords() {
	for _, code := range t.languages.Codes() {
		src, _ := words.Source(code)
		t.files[wordsFolder+code+".yaml"] = string(src)
	}
}

// Vocabulary looks up the words that the body of one page asks for. It is for
// writers that have no way to return an error in the middle of a line.
type Vocabulary struct {
	words   Words
	missing error // the first word that the theme does not have
}

// Vocabulary returns the words of a language, by its code.
func (t *Theme) Vocabulary(code string) *Vocabulary {
	return &Vocabulary{words: t.Words(code)}
}

// Word returns the word of a key, "" if there is none; then Err tells, and
// the page must not be written.
func (v *Vocabulary) Word(key string) string {
	word, err := v.words.Get(key)
	if err != nil && v.missing == nil {
		v.missing = err
	}
	return word
}

// Err is the error of the first word that was asked for and is not there.
func (v *Vocabulary) Err() error { return v.missing }
