package serve

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// BenchmarkEditToReload measures from the write of one page of a site of 1,000
// in two languages to the message that its reader's browser gets.
func BenchmarkEditToReload(b *testing.B) {
	dir := b.TempDir()
	put(b, filepath.Join(dir, "site.yaml"), "title: Corpus\nlanguages:\n  zh: {folder: zh}\n  en: {folder: en}\n")
	filler := strings.Repeat("A segment is sent, and [the next](page0000.md) one waits for its acknowledgment.\n\n", 100)
	for i := range 1000 {
		for _, lang := range []string{"zh", "en"} {
			name := fmt.Sprintf("%s/part%02d/page%04d.md", lang, i/40, i)
			put(b, filepath.Join(dir, name), fmt.Sprintf("# Page %d\n\n%s", i, filler))
		}
	}
	r := start(b, dir)
	events := r.open(b, "en/part03/page0123.html")
	until(b, events, "the first state", healed)
	page := filepath.Join(dir, "en/part03/page0123.md")
	for i := 0; b.Loop(); i++ {
		put(b, page, fmt.Sprintf("# Page 123\n\n%sedit %d\n", filler, i))
		until(b, events, "the edit", changed)
	}
}
