package diagnostic

import "woshou/diagrams/nearest"

// Nearest returns the word among known that got was most likely meant to be,
// or "" when none is near.
func Nearest(got string, known []string) string { return nearest.Word(got, known) }

// DidYouMean is the hint for a misspelt word, or "" when no known one is near.
func DidYouMean(got string, known []string) Message {
	if word := nearest.Word(got, known); word != "" {
		return Say("did you mean `%s`?", word)
	}
	return ""
}

// Near reports whether at most so many letters must change to turn a into b.
func Near(a, b string, most int) bool { return nearest.Distance([]rune(a), []rune(b), most) <= most }
