package search_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"woshou/generator/search"
)

// TestFold holds folding and grams to testdata/fold.txt: lines of a text, what it
// is folded to and its grams, parted by tabs. The page's script is held to the
// same lines.
func TestFold(t *testing.T) {
	table, err := os.ReadFile("testdata/fold.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if got := search.Fold(f[0]); got != f[1] {
			t.Errorf("Fold(%q) = %q, want %q", f[0], got, f[1])
		}
		if got := strings.Join(slices.Collect(search.Grams(f[1])), " "); got != f[2] {
			t.Errorf("Grams(%q) = %q, want %q", f[1], got, f[2])
		}
	}
}

// FuzzFold holds that what is folded stays as it is, and what makes a search
// complete: two characters of a text are in one of its grams, or side by side in
// two, as a query for them looks them up.
func FuzzFold(f *testing.F) {
	f.Add("三次握手，SYN 与 ACK")
	f.Add("SYN_RECEIVED ＦＩＮ 𠮷")
	f.Fuzz(func(t *testing.T, text string) {
		folded := search.Fold(text)
		if again := search.Fold(folded); again != folded {
			t.Fatalf("%q becomes %q, and that %q", text, folded, again)
		}
		has := map[string]bool{}
		for gram := range search.Grams(folded) {
			has[gram] = true
		}
		letters := []rune(folded)
		for i := range max(len(letters)-1, 0) {
			for gram := range search.Grams(search.Fold(string(letters[i : i+2]))) {
				if !within(has, gram) {
					t.Errorf("%q is in %q, but none of its grams has %q", string(letters[i:i+2]), text, gram)
				}
			}
		}
	})
}

func within(grams map[string]bool, gram string) bool {
	if grams[gram] {
		return true
	}
	for g := range grams {
		if strings.Contains(g, gram) {
			return true
		}
	}
	return false
}
