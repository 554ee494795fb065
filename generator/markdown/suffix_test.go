package markdown

import (
	"strings"
	"testing"

	"woshou/generator/source"
)

// TestSuffixEndsIDsAndWhatRefersToThem renders a text beside one that has taken
// some of its ids.
func TestSuffixEndsIDsAndWhatRefersToThem(t *testing.T) {
	text := "# 一 {#a}\n\n[a](#a) [b](#b) <span id='b' title=x>b</span> <a href='#a' title='see href=x' id=c>a</a>[^1]\n\n" +
		"<label for=\"a\">a</label> <div aria-labelledby='a c'>\n\nx\n\n</div>\n\n[[toc]]\n\n[^1]: note\n"
	suffix := func(id string) string {
		if id == "a" || id == "fn:1" {
			return ".en"
		}
		return ""
	}
	for _, trusted := range []bool{false, true} {
		doc := Parse(source.Read("a.md", []byte(text), source.Files{}), Options{Lang: "zh", Trusted: trusted})
		alone := string(doc.Render(Renderer{}).HTML)
		beside := doc.Render(Renderer{Suffix: suffix})
		want := strings.NewReplacer(
			`id="a"`, `id="a.en"`, `href="#a"`, `href="#a.en"`, `href='#a'`, `href="#a.en"`, `for="a"`, `for="a.en"`,
			`aria-labelledby="a c"`, `aria-labelledby="a.en c"`, `aria-labelledby='a c'`, `aria-labelledby="a.en c"`,
			`id="fn:1"`, `id="fn:1.en"`, `href="#fn:1"`, `href="#fn:1.en"`,
		).Replace(alone)
		if got := string(beside.HTML); got != want || got == alone {
			t.Errorf("trusted %t: got\n%s\nwant\n%s", trusted, got, want)
		}
		if ids := strings.Join(beside.IDs(), " "); !strings.Contains(ids, "a.en") || !strings.Contains(ids, "fn:1.en") || !strings.Contains(ids, "c") {
			t.Errorf("trusted %t: the ids are %s", trusted, ids)
		}
	}
}
