package markdown

import (
	"sync"
	"testing"
)

func TestParseAndRenderConcurrently(t *testing.T) {
	src := samplePage()
	doc := parsePage("p.md", src, Options{Lang: "zh"})
	want := render(t, doc)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := render(t, doc); got != want {
				t.Error("one document renders to two pages")
			}
			if got := render(t, parsePage("p.md", src, Options{Lang: "zh"})); got != want {
				t.Error("one source gives two documents")
			}
		})
	}
	wg.Wait()
}
