package search_test

import (
	"os"
	"strings"
	"testing"

	"woshou/generator/search"
)

// TestGrams holds the tokeniser to testdata/grams.txt: lines of a query, its
// normal form and the grams that cover it, parted by tabs. The page's script
// is held to the same lines.
func TestGrams(t *testing.T) {
	table, err := os.ReadFile("testdata/grams.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if got := search.Normal(f[0]); got != f[1] {
			t.Errorf("Normal(%q) = %q, want %q", f[0], got, f[1])
		}
		if got := strings.Join(search.Cover(f[0]), " "); got != f[2] {
			t.Errorf("Cover(%q) = %q, want %q", f[0], got, f[2])
		}
	}
}

// FuzzCover holds what makes a search complete: the grams that cover a query
// are among those of every text that the query is in.
func FuzzCover(f *testing.F) {
	f.Add("三次握手，SYN 与 ACK", 3, 5)
	f.Add("SYN_RECEIVED ＦＩＮ", 2, 4)
	f.Fuzz(func(t *testing.T, text string, from, length int) {
		letters := []rune(search.Normal(text))
		if from < 0 || length < 0 || from > len(letters) || length > len(letters)-from {
			t.Skip()
		}
		has := map[string]bool{}
		search.Grams(text, func(g string) { has[g] = true })
		for _, g := range search.Cover(string(letters[from : from+length])) {
			if !has[g] {
				t.Errorf("%q is in %q, but its gram %q is not", string(letters[from:from+length]), text, g)
			}
		}
	})
}
