package scenario

import (
	"strings"

	"woshou/diagrams/words"
)

// hint is advice about a word that is none of the valid ones: the nearest of
// them, or all of them when none is near.
func hint(word string, valid []string) words.Message {
	if near := nearest(word, valid); near != "" {
		return didYouMean(near)
	}
	if len(valid) == 1 {
		return words.Say("expected %s", valid[0])
	}
	return words.Say("expected one of %s", strings.Join(valid, ", "))
}

// didYouMean is advice to write near; "" when there is none.
func didYouMean(near string) words.Message {
	if near == "" {
		return ""
	}
	return words.Say("did you mean %s?", near)
}

// otherNames are what people call things whose spelling is too far from ours
// for a distance to find.
var otherNames = map[string]string{
	"syn-rcvd": "SYN-RECEIVED", // RFC 1122, BSD
	"syn-recv": "SYN-RECEIVED", // Linux
	"estab":    "ESTABLISHED",  // ss(8)
	"m":        "min",
	"sec":      "s",
	"drop":     "lose",
	"open":     "connect",
	"recv":     "read",
	"shutdown": "close",
}

// nearest returns the word of valid that is most like word, the first of
// equals, or "" when none is within a third of its length. Case does not
// count, nor whether a word is joined by hyphens or underscores.
func nearest(word string, valid []string) string {
	given := plain(word)
	best, bestDistance := "", -1
	for _, v := range valid {
		if otherNames[given] == v {
			return v
		}
		want := plain(v)
		d := distance([]rune(given), []rune(want))
		within := d <= (max(len(given), len(want))+1)/3
		if within && (bestDistance < 0 || d < bestDistance) {
			best, bestDistance = v, d
		}
	}
	return best
}

// plain is word without the differences that do not count.
func plain(word string) string {
	return strings.ReplaceAll(strings.ToLower(word), "_", "-")
}

// distance is the number of letters to insert, delete, replace or swap with
// their neighbour to make b of a (optimal string alignment).
func distance(a, b []rune) int {
	if len(a) > 40 || len(b) > 40 {
		return 40 // no word of ours is so long; bounds the work on junk
	}
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range b {
		d[0][j+1] = j + 1
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			replace := d[i-1][j-1]
			if a[i-1] != b[j-1] {
				replace++
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, replace)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}
