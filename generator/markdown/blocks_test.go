package markdown_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"woshou/generator/markdown"
	"woshou/generator/source"
)

var blockMark = regexp.MustCompile(` data-block="([^"]*)"`)

// TestBlocksAreThoseThatRenderMarks holds Blocks and Render together over our
// own pages: what one lists, the other marks.
func TestBlocksAreThoseThatRenderMarks(t *testing.T) {
	err := filepath.WalkDir("../../content", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".md" {
			return err
		}
		src, err := os.ReadFile(name)
		doc := markdown.Parse(source.Read(name, src, source.Files{}), markdown.Options{Lang: "zh"})
		body := doc.Render(markdown.Renderer{})
		var listed, marked []string
		for _, b := range doc.Blocks() {
			listed = append(listed, b.Mark())
		}
		for _, m := range blockMark.FindAllStringSubmatch(string(body.HTML), -1) {
			marked = append(marked, m[1])
		}
		if !slices.Equal(listed, marked) {
			t.Errorf("%s: listed %q, marked %q", name, listed, marked)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
