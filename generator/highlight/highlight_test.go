package highlight

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/alecthomas/chroma/v2/lexers"
)

var spanPattern = regexp.MustCompile(`<span class="[kscmftaidg]">|</span>`)

func TestHighlightClasses(t *testing.T) {
	for _, c := range []struct{ lang, code, want string }{
		{"go", `func f() int { return 1 }`, `<span class="k">func </span><span class="f">f</span>() <span class="t">int </span>{ <span class="k">return </span><span class="m">1 </span>}`},
		{"python", "# c\nx = 's'", "<span class=\"c\"># c\n</span>x = <span class=\"s\">'s'</span>"},
		{"diff", "+a\n-b\n", "<span class=\"i\">+a\n</span><span class=\"d\">-b\n</span>"},
		{"", "a < b", "a &lt; b"},
		{"no-such-language", "a < b", "a &lt; b"},
		{"text", "if (1)", "if (1)"},
		{"ansi", "\x1b[31mred\x1b[0m \x1b[1;32m<b>\n\x1b[38;5;31mx\x1b[2K\x1b]0;title\x07y\x1b[39m \x1b", "<span class=\"d\">red </span><span class=\"s\">&lt;b&gt;\nxy </span>"},
	} {
		if got := string(Code(c.code, c.lang)); got != c.want {
			t.Errorf("%s %q\ngot  %s\nwant %s", c.lang, c.code, got, c.want)
		}
	}
}

func TestNamesForLexersLeadSomewhere(t *testing.T) {
	for name := range lexerNames {
		if tokensOf(name) == nil {
			t.Errorf("nothing is known of %s", name)
		}
	}
}

// fuzzed are languages of all kinds: with others inside, with strings that choose
// their own ends, with indentation.
var fuzzed = strings.Fields("go js html sh json ts vue python bash yaml toml c c++ rust java css scss sql diff docker make ini lua ruby perl php " +
	"markdown http rst swift kotlin nginx xml haskell tex luau fish groovy elixir")

func FuzzHighlight(f *testing.F) {
	f.Add("func f() { return \"<a>\" }\n", uint(0))
	f.Add("/* a\r\nb */\x00 let x", uint(1))
	f.Add("<a href='x'>&amp;</a><script>1</script>", uint(2))
	f.Add("$ ls | grep \"a\n", uint(3))
	f.Add("{\"a\": [1, null]}", uint(4))
	f.Add("---\na: b\n---\n# a *b* `c`\n```js\n1\n```\n", uint(26))
	f.Add("HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"a\": 1}\n", uint(27))
	f.Fuzz(func(t *testing.T, code string, lang uint) {
		name := fuzzed[lang%uint(len(fuzzed))]
		got := spanPattern.ReplaceAllString(string(Code(code, name)), "")
		if html.UnescapeString(got) != html.UnescapeString(html.EscapeString(code)) {
			t.Errorf("%s: %q lost or gained text: %q", name, code, got)
		}
	})
}

func TestHighlightConcurrently(t *testing.T) {
	const code = "interface A { b: string }\n"
	want := string(Code(code, "ts"))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, lang := range []string{"ts", "rust", "c", "yaml"} {
				if got := string(Code(code, lang)); lang == "ts" && got != want {
					t.Errorf("got %s, want %s", got, want)
				}
			}
		})
	}
	wg.Wait()
}

// TestCodeNobodyReadsHasNoColours holds that code is highlighted unless some
// lexer would take more steps for it than code of its length may.
func TestCodeNobodyReadsHasNoColours(t *testing.T) {
	for name, c := range map[string]struct {
		lang, code string
		coloured   bool
	}{
		"many lines":                   {"yaml", strings.Repeat("a: [1, 2]\n", 5000), true},
		"a long line":                  {"yaml", "a: " + strings.Repeat("1, ", 200) + "\n", true},
		"a long comment":               {"js", "/*" + strings.Repeat("x\n", 100_000) + "*/", true},
		"comments that are never over": {"js", strings.Repeat("/*\n", 30_000), false},
		"a line too long":              {"yaml", strings.Repeat("[", 100_000) + "\n", false},
		"calls that are none":          {"java", strings.Repeat("a.b ", 30_000), false},
	} {
		if got := bytes.Contains(Code(c.code, c.lang), []byte("<span")); got != c.coloured {
			t.Errorf("%s: coloured: %t", name, got)
		}
	}
}

// Every language that chroma knows has a lexer whose steps are counted, but for
// those without anything to tell apart.
func TestEveryLanguageHasTokens(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles every lexer")
	}
	for _, l := range lexers.GlobalLexerRegistry.Lexers {
		if name := l.Config().Name; tokensOf(name) == nil && name != "plaintext" {
			t.Errorf("nothing reads %s", name)
		}
	}
}
