package lines

import (
	"strings"

	"woshou/diagrams/nearest"
	"woshou/diagrams/words"
)

// HintFor is advice about a word that is none of the valid ones: the nearest of
// them, or all of them when none is near.
func (r *Reader) HintFor(word string, valid []string) words.Message {
	if near := r.Likeliest(word, valid); near != "" {
		return DidYouMean(near)
	}
	if len(valid) == 0 {
		return ""
	}
	if len(valid) == 1 {
		return words.Say("expected %s", valid[0])
	}
	return words.Say("expected one of %s", strings.Join(valid, ", "))
}

// DidYouMean is advice to write near; "" when there is none.
func DidYouMean(near string) words.Message {
	if near == "" {
		return ""
	}
	return words.Say("did you mean %s?", near)
}

// Likeliest returns the word of valid that is most like word, the first of
// equals, or "" when none is within a third of its length. Case does not
// count, nor whether a word is joined by hyphens or underscores.
func (r *Reader) Likeliest(word string, valid []string) string {
	given := plain(word)
	best, bestDistance := "", -1
	for _, v := range valid {
		if r.OtherNames[given] == v {
			return v
		}
		want := plain(v)
		within := (max(len(given), len(want)) + 1) / 3
		d := nearest.Distance([]rune(given), []rune(want), within)
		if d <= within && (bestDistance < 0 || d < bestDistance) {
			best, bestDistance = v, d
		}
	}
	return best
}

// plain is word without the differences that do not count.
func plain(word string) string {
	return strings.ReplaceAll(strings.ToLower(word), "_", "-")
}
