package markdown

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Definitions that are read some lines at a time are those that goldmark finds
// in all of them.
func TestDefinitionsAreGoldmarks(t *testing.T) {
	lines := []string{"[a]: /b", "[b]: /c 'd'", "[c]:", "/e", "'f'", "[d]: <g h>", "[e]: /i \"j", "k\"", "  [f]: /l", "[g]: /m (n", "o)", "[h", "i]: /p", "q"}
	ours := goldmark.New(goldmark.WithParser(parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...), parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(util.Prioritized(definitionParser{}, 100)))))
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var src strings.Builder
		likely := random.IntN(len(lines)) // most lines are of these, so that few stop being definitions
		for range 20 + random.IntN(300) {
			line := lines[random.IntN(2)]
			if random.IntN(30) == 0 {
				line = lines[random.IntN(likely+1)]
			}
			src.WriteString(line + "\n")
		}
		src.WriteString("\n> " + lines[random.IntN(len(lines))] + "\n\n[a] [b] [c] [d] [e] [f] [g] [h i]\n")
		var got, want bytes.Buffer
		if ours.Convert([]byte(src.String()), &got) != nil || goldmark.Convert([]byte(src.String()), &want) != nil {
			t.Fatal("a buffer cannot be written to")
		}
		if got.String() != want.String() {
			t.Fatalf("%s\nis\n%s\nwant\n%s", src.String(), got.String(), want.String())
		}
	}
}

// A link reader gives what goldmark's own reader gives.
func TestLinkReaderIsGoldmarks(t *testing.T) {
	src := []byte("> a [b\n>   c] d\n>\n> e\n")
	lines := text.NewSegments()
	lines.AppendAll([]text.Segment{text.NewSegment(2, 7), text.NewSegmentPadding(9, 16, 2)})
	block := text.NewBlockReader(src, lines)
	for start := 2; start < 16; start++ {
		for stop := start + 1; stop < 16; stop++ {
			if start >= 7 && start < 9 || stop >= 7 && stop <= 9 { // between the lines
				continue
			}
			of := text.NewSegment(start, stop)
			if got, want := (linkReader{block, lines}).Value(of), block.Value(of); !bytes.Equal(got, want) {
				t.Errorf("%d:%d: %q, want %q", start, stop, got, want)
			}
		}
	}
}
