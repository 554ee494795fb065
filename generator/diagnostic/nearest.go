package diagnostic

import "strings"

// Nearest returns the word among known that got was most likely meant to be,
// or "" when none is near: more than a third of the letters would change. Of
// equally near words it takes the first.
func Nearest(got string, known []string) string {
	best, limit := "", len([]rune(got))/3+1
	for _, word := range known {
		if d := distance([]rune(strings.ToLower(got)), []rune(strings.ToLower(word))); d < limit+1 {
			best, limit = word, d-1
		}
	}
	return best
}

// DidYouMean is the hint for a misspelt word, or "" when no known one is near.
func DidYouMean(got string, known []string) string {
	if word := Nearest(got, known); word != "" {
		return "did you mean `" + word + "`?"
	}
	return ""
}

// distance counts the letters to insert, delete, replace or swap with their
// neighbour that turn a into b (optimal string alignment).
func distance(a, b []rune) int {
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		next := make([]int, len(b)+1)
		next[0] = i + 1
		for j := range b {
			next[j+1] = min(row[j+1], next[j]) + 1
			if a[i] == b[j] {
				next[j+1] = min(next[j+1], row[j])
			} else {
				next[j+1] = min(next[j+1], row[j]+1)
			}
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row = row, next
	}
	return row[len(b)]
}
