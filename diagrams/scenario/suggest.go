package scenario

import (
	"strings"

	"woshou/diagrams/nearest"
	"woshou/diagrams/words"
)

// hint is advice about a word that is none of the valid ones: the nearest of
// them, or all of them when none is near.
func hint(word string, valid []string) words.Message {
	if near := likeliest(word, valid); near != "" {
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

// likeliest returns the word of valid that is most like word, the first of
// equals, or "" when none is within a third of its length. Case does not
// count, nor whether a word is joined by hyphens or underscores.
func likeliest(word string, valid []string) string {
	given := plain(word)
	best, bestDistance := "", -1
	for _, v := range valid {
		if otherNames[given] == v {
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
