package markdown

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"woshou/generator/markup"
)

// ourTags are the elements that only our own renderers write.
var ourTags = []string{"input", "label", "nav", "math", "mi", "mn", "mo", "mtext", "mrow", "mspace", "msub", "msup", "msubsup",
	"munder", "mover", "munderover", "mfrac", "msqrt", "mroot", "mtable", "mtr", "mtd", "mstyle", "mpadded", "mphantom"}

var (
	tagPattern  = regexp.MustCompile(`<(/?)([a-z][a-z0-9]*)((?: [a-z0-9-]+(?:="[^"<>]*")?)*)>`)
	attrPattern = regexp.MustCompile(` ([a-z0-9-]+)(?:="([^"<>]*)")?`)
)

// checkHTML reports the first thing in a rendered page that must not be there:
// a "<" that starts no tag of ours, an element or attribute off the lists, an
// address that runs something, an id used twice, a tag without its partner.
func checkHTML(page string) string {
	if rest := tagPattern.ReplaceAllString(page, ""); strings.ContainsAny(rest, "<>") {
		at := strings.IndexAny(rest, "<>")
		return "stray bracket: " + rest[at:min(len(rest), at+60)]
	}
	var open []string
	ids := map[string]bool{}
	for _, m := range tagPattern.FindAllStringSubmatch(page, -1) {
		tag := m[2]
		if !markup.AllowedTag(tag) && !slices.Contains(ourTags, tag) {
			return "element " + tag
		}
		if m[1] == "/" {
			if len(open) == 0 || open[len(open)-1] != tag {
				return "end tag of " + tag + " closes nothing"
			}
			open = open[:len(open)-1]
			continue
		}
		if bad := checkAttributes(m[3], ids); bad != "" {
			return bad
		}
		if !markup.IsVoid(tag) {
			open = append(open, tag)
		}
	}
	if len(open) > 0 {
		return "never closed: " + strings.Join(open, " ")
	}
	return ""
}

func checkAttributes(s string, ids map[string]bool) string {
	seen := map[string]bool{}
	for _, a := range attrPattern.FindAllStringSubmatch(s, -1) {
		name, value := a[1], html.UnescapeString(a[2])
		switch {
		case seen[name]:
			return "twice: " + name
		case strings.HasPrefix(name, "on") || name == "style" || name == "srcdoc":
			return "attribute " + name
		case name == "id" && ids[value]:
			return "id twice: " + value
		case (name == "href" || name == "src") && runs(value):
			return "address " + value
		}
		seen[name] = true
		if name == "id" {
			ids[value] = true
		}
	}
	return ""
}

// runs decides by a rule of its own, apart from the one under test, whether a
// browser could take the address for something other than a place.
func runs(address string) bool {
	squeezed := strings.ToLower(strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7F {
			return -1
		}
		return r
	}, address))
	for _, bad := range []string{"javascript:", "vbscript:", "data:", "file:", "blob:"} {
		if strings.HasPrefix(squeezed, bad) {
			return true
		}
	}
	return false
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"---\ntitle: a\norder: [1\n---\n# x {#a}\n\n## x\n",
		"**该连接已关闭。**此后 ~~旧。~~新 FIN_WAIT_1 *a*b\n中文\n换行",
		"::: tip a **b** {.x #y}\n- a\n  ::: details {open}\n> [!NOTE] x\n> y\n:::",
		"::: glossary\nA\n: b\n\nC\n: d\n:::\n::: analogy for=x\n- A：b\n:::",
		"```states tcp id=a\npath client a.scenario\n path\n```\n> ```states tcp\n> path b b.scenario\n> ```",
		"a ![x](a.scenario){id=b} c\n\n```scenario id=b\ntitle \"x\"\n```\n- ![](b.scenario)",
		"::: glossary\nCLOSED\n: a\nLISTEN\n: b\n> c\n:::\nSYN\\_SENT **LAST_ACK** `CLOSING` SYN_RECV [TIME-WAIT](x) <a href=y>CLOSED</a>",
		"::: glossary\n- **A:** b\n- B：\n- `C`: d\n\n  e\n:::\n```js\nCLOSED：<a>\nLISTEN：b\n c\n\nFIN_WAIT：d\n```",
		"| a | b |\n|:-:|--:|\n| `x\\|y` | <b>c |\n\n- [x] a\n- [ ] b\n",
		"x[^1] [^1]\n\n[^1]: a\n\n    b[^1]\n",
		"a {.b #c}\n\n- d {e=f}\n{.g}\n\n{#h}\n\n|i|\n|-|\n|j{.k}|\n\n{.l}\n\n--- {.m}\n\n> n\n{o='p'}\n",
		"$a_1^{2}$ x$\\foo{$ $$y$$ $5\n$$\n\\begin{cases} 1 & 2\n> $$ z $$\n",
		"::: glossary\n* a:b\n\n  <A>",
		"x^[a ^[b] *c\n> - d* `]`] [^1]\n\n[^1]: e^[f[^1]]\n[^1]: g\n",
		"[[toc]]\n## a :tada: :) <Badge text='x'>y</Badge> {{ $frontmatter.x }}\n<Foo\n a=1>\n<Foo/> b\n",
		"<div onclick=x><p>a<script>alert(1)</script></div></div><a href=\"java&#10;script:x\">b <Foo a='1'>c</Foo> <T>",
		"<p><details><summary>a\n\n<b>\n\n</p> <img src=x onerror=y> <a/href='x'>",
		"```js {1,3-4}\n/* a\nb */ 1\n```\n看https://e.com/a_b。 a_b@c.de [x](javascript:alert(1)) <javascript:x>",
		"::: code-group\n```js{2}:line-numbers=7 [a <b>] active {.x}\na /* [!code ++] */\nb // [!code focus:2]\n```\n```\n# [!code hl]\n```\n:::",
		"```ansi [x]\n\x1b[1mb\x1b[0m <i>\n\x1b]0;t\x07\n```\n> ```py {1,9-} {#a onclick=b}\n> \"\"\" [!code --]\n> \"\"\"\n",
		"![](h.scenario)\n[a *b*]{step=1} **[c [d](e)]{step=h:2 server=X .f}** [`]{step=1}`]{step=3 #g}\n[<b t=\"]{step=1}\"> [[[ ![x]{step=1}",
		"[a][b] ![c *d*][b]\n\n[b]: data:text/html,x 'y'\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		doc := parsePage("f.md", []byte(src), Options{States: states, Lang: "zh", Math: true})
		page := render(t, doc)
		if bad := checkHTML(page); bad != "" {
			t.Errorf("%s\nin %q\nfrom %q", bad, page, src)
		}
		if again := render(t, parsePage("f.md", []byte(src), Options{States: states, Lang: "zh", Math: true})); again != page {
			t.Errorf("two readings differ: %q", src)
		}
		checkBody(t, "f.md", doc)
		lines := strings.Count(src, "\n") + strings.Count(src, "\r") + 2
		for _, p := range doc.Problems {
			if p.Line < 1 || p.Line > lines || p.Col < 1 || p.Message == "" || p.Code == "" {
				t.Errorf("problem without a place: %+v from %q", p, src)
			}
		}
	})
}

// The oracle of the fuzz test must see what it is there to see.
func TestCheckHTMLFindsWhatIsWrong(t *testing.T) {
	for _, bad := range []string{
		`<script>`, `<b>`, `</b>`, `<b></i>`, `<p onclick="x"></p>`, `<p style="x"></p>`, `<a href="javascript:x"></a>`,
		`<a href="java&#10;script:x"></a>`, `<img src="data:x">`, `<p id="a"></p><p id="a"></p>`, `a < b`, `<p a="<">`,
	} {
		if checkHTML(bad) == "" {
			t.Errorf("%s passes", bad)
		}
	}
	if got := checkHTML(`<p id="a">a &lt; b <br><b class="x" data-y>c</b></p>`); got != "" {
		t.Error("good HTML fails:", got)
	}
}
