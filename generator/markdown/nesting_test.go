package markdown

import (
	"strings"
	"testing"

	"woshou/generator/markup"
)

func TestContainersNestOnlySoDeep(t *testing.T) {
	if testing.Short() {
		t.Skip("reads pages of fifty thousand containers")
	}
	page := render(t, parsePage("a.md", []byte(strings.Repeat("::: tip\n", 50_000)), Options{Lang: "en"}))
	if n := strings.Count(page, "<div data-"); n != mostBlocks {
		t.Errorf("%d containers inside each other", n)
	}
}

// TestPagesNestOnlySoDeep holds that no page is nested deeper than readers of
// HTML bear, which is 512 elements, whatever it is nested of.
func TestPagesNestOnlySoDeep(t *testing.T) {
	deep := func(open, middle, close string, n int) string {
		return strings.Repeat(open, n) + middle + strings.Repeat(close, n)
	}
	for name, src := range map[string]string{
		"quotes":   strings.Repeat(">", 5000) + " a\n",
		"lists":    strings.Repeat("- ", 5000) + "a\n",
		"mixed":    strings.Repeat("> 1. ::: tip\n", 3) + strings.Repeat("> - ", 2000) + "a\n",
		"emphasis": deep("*a ", "b", " a*", 300) + "\n",
		"both":     deep("**a *b ~~c ", "d", " c~~ b* a**", 100) + "\n",
		"tags":     deep("<b>", "a", "</b>", 5000) + "\n",
		"between":  strings.Repeat("> ", 90) + deep("<div>*a ", "b", "*</div>", 3000) + "\n",
	} {
		page := render(t, parsePage("a.md", []byte(src), Options{Lang: "en"}))
		depth, deepest := 0, 0
		for at := 0; at < len(page); {
			token := markup.Next([]byte(page[at:]))
			at += len(token.Raw)
			switch {
			case token.Kind == markup.Start && !markup.IsVoid(token.Name):
				depth++
			case token.Kind == markup.End:
				depth--
			}
			deepest = max(deepest, depth)
		}
		if deepest > 450 || deepest < 30 || depth != 0 {
			t.Errorf("%s: %d elements inside each other, %d left open", name, deepest, depth)
		}
	}
}
