package markdown

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

type specExample struct {
	Markdown, HTML, Section string
	Example                 int
}

// specExamples reads CommonMark's examples, which goldmark's module carries.
func specExamples(t *testing.T) []specExample {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Skip("no go command to find goldmark's module with:", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Skip("goldmark's module does not carry the examples:", err)
	}
	var examples []specExample
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	if len(examples) < 600 {
		t.Fatalf("only %d examples", len(examples))
	}
	return examples
}

// CommonMark's own examples hold no CJK, so our rules must leave every one as
// it is. Everything else here is goldmark without extensions.
func TestRulesForChineseKeepEveryCommonMarkExample(t *testing.T) {
	inlines := []util.PrioritizedValue{util.Prioritized(emphasisParser{}, 500)}
	for _, v := range parser.DefaultInlineParsers() {
		if v.Priority != 500 {
			inlines = append(inlines, v)
		}
	}
	md := parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(inlines...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...),
		parser.WithASTTransformers(util.Prioritized(breakTransformer{}, 500)),
	)
	out := renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(html.NewRenderer(html.WithUnsafe(), html.WithXHTML()), 1000)))
	for _, e := range specExamples(t) {
		src := []byte(e.Markdown)
		var got bytes.Buffer
		if err := out.Render(&got, src, md.Parse(text.NewReader(src))); err != nil {
			t.Fatal(err)
		}
		if got.String() != e.HTML {
			t.Errorf("example %d (%s): %q\ngot  %q\nwant %q", e.Example, e.Section, e.Markdown, got.String(), e.HTML)
		}
	}
}
