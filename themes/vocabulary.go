package themes

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
