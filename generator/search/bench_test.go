package search_test

import (
	"fmt"
	"strings"
	"testing"

	"woshou/generator/search"
)

// BenchmarkIndex indexes eight thousand sections of one kilobyte.
func BenchmarkIndex(b *testing.B) {
	var units []search.Unit
	for i := range 8000 {
		text := strings.Repeat(fmt.Sprintf("第%d个报文段到达，the segment number %d arrives；", i, i*7919), 16)
		units = append(units, search.Unit{Href: fmt.Sprint("page", i, ".html"), Title: "报文", Text: text})
	}
	for b.Loop() {
		search.Index("zh", units, search.About{})
	}
}
