// Package nearest finds the word that somebody meant to write.
package nearest

import "strings"

// Word returns the word among known that got was most likely meant to be,
// or "" when none is near: more than a third of the letters would change. Of
// equally near words it takes the first.
func Word(got string, known []string) string {
	want := []rune(strings.ToLower(got))
	best, limit := "", len(want)/3+1
	for _, word := range known {
		if d := Distance(want, []rune(strings.ToLower(word)), limit); d <= limit {
			best, limit = word, d-1
		}
	}
	return best
}

// Distance counts the letters to insert, delete, replace or swap with their
// neighbour that turn a into b (optimal string alignment). It may stop as soon
// as they are more than limit.
func Distance(a, b []rune, limit int) int {
	if n := len(a) - len(b); n > limit || -n > limit {
		return limit + 1
	}
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		next[0] = i + 1
		least := next[0]
		for j := range b {
			change := 1
			if a[i] == b[j] {
				change = 0
			}
			next[j+1] = min(row[j+1]+1, next[j]+1, row[j]+change)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
			least = min(least, next[j+1])
		}
		if least > limit+1 { // a swap may save one yet
			return limit + 1
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}
