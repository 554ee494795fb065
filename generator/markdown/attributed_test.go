package markdown

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Whatever an author puts between the delimiters, behind whatever they stand,
// no element gets an attribute twice, and none that runs something.
func TestAttributesAddToElementsOnly(t *testing.T) {
	owners := []string{
		"[x](y)%s", "[x]()%s", "[x](y 'z')%s", "[x][r]%s\n\n[r]: y 'z'", "<https://a.b>%s", "[CLOSED](y)%s", "[x](https://a.b)%s",
		"![x](y.png)%s", "![]()%s", "![x](y.png 'z')%s", "![x](h.scenario)%s", "a ![x](h.scenario)%s b",
		"*x*%s", "~~x~~%s", "`x`%s", "a %s", "# a %s", "a\n=== %s", "- a %s", "- a\n%s", "1. a\n\n%s", "> a\n%s", "--- %s",
		"|a %s|\n|:-:|\n|b %s|", "|a|\n|-|\n|b|\n\n%s", "- [x] a %s", "- a\n{.b}\n\n%s",
		"```js %s\n1\n```", "```%s\n1\n```", "::: tip a %s\nb\n:::", "::: details %s\nb\n:::", "> [!NOTE] a %s\n> b",
		"```scenario\nclient connect\n```\n\n[x]{step=1}%s", "a[^1]%s\n\n[^1]: b %s", "中（文）**a**%s",
	}
	names := []string{
		"href", "src", "alt", "title", "class", "id", "lang", "dir", "role", "align", "width", "height", "loading", "decoding", "download", "rel",
		"target", "start", "reversed", "type", "value", "open", "hidden", "data-x", "data-lang", "data-title", "data-math", "data-footnotes", "aria-label", "aria-hidden",
		"tabindex", "style", "onclick", "srcset", "srcdoc", "xlink:href", "formaction", "is", "nonce",
	}
	values := []string{"=javascript:alert(1)", "='\"><script>'", ""}
	for _, owner := range owners {
		for _, name := range names {
			for _, value := range values {
				src := strings.ReplaceAll(owner, "%s", "{"+name+value+"}")
				page := render(t, parsePage("a.md", []byte(src), Options{States: states, Lang: "zh"}))
				if bad := checkHTML(page); bad != "" {
					t.Errorf("%s\nin %q\nfrom %q", bad, page, src)
				}
			}
		}
	}
}

// What the programs in our pages read from an element is not for authors to
// set: some of it is the address of a script.
func TestAuthorsSetNothingThatOurScriptsRead(t *testing.T) {
	reads := regexp.MustCompile(`\.dataset\.([a-z]+)|\[data-([a-z-]+)`)
	scripts, err := filepath.Glob("../../themes/default/*.js")
	if err != nil || len(scripts) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, script := range scripts {
		text, err := os.ReadFile(script)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range reads.FindAllStringSubmatch(string(text), -1) {
			name := "data-" + m[1] + m[2]
			for _, src := range []string{"*x*{" + name + "=y.js}", "<b " + name + "=y.js>x</b>"} {
				page := render(t, parsePage("a.md", []byte(src), Options{}))
				if strings.Contains(page, name+`="y.js"`) {
					t.Errorf("%s reads %s, and %q sets it", script, name, src)
				}
			}
		}
	}
}
