package site

import "testing"

// A word that takes other parts than the English one cannot be filled in.
func TestWordsThatDoNotFitAreSaidInEnglish(t *testing.T) {
	fr := spoken([]Words{{Code: "fr", Entries: []Word{
		{Key: "sentences.step", Text: "Étape {n}"},
		{Key: "sentences.closing", Text: "À la fin %s est en %s."},
		{Key: "next", Text: ""},
	}}}).Of("fr")
	for key, want := range map[string]string{
		"sentences.step":    "Step %d: %s → %s, %s",
		"sentences.closing": "À la fin %s est en %s.",
		"next":              "Next",
	} {
		if got := fr.Text(key); got != want {
			t.Errorf("%s is %q, not %q", key, got, want)
		}
	}
}
