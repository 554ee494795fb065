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
