package edits

import (
	"fmt"
	"os"
	"path"
	"strings"
)

// first is the site to begin with.
var first = map[string]string{
	"site.yaml":                    "title: {zh: 握手, en: Woshou}\nlanguages:\n  zh: {folder: zh}\n  en: {folder: en}\nurl: https://example.org/\n",
	"zh/index.md":                  "# 首页\n\n[TCP](guide/tcp.md#握手)\n",
	"en/index.md":                  "---\ntitle: Home\n---\n\n[TCP](guide/tcp.md)\n",
	"zh/guide/tcp.md":              "# 传输控制\n\n## 握手\n\n![](handshake.scenario)\n\n之后是SYN_SENT。\n\n## 关闭\n\n再见。\n",
	"en/guide/tcp.md":              "# Transmission control\n\n## Handshake\n\n![](handshake.scenario)\n\nThen SYN_SENT.\n\n## Close\n\nGood-bye.\n",
	"zh/guide/udp.md":              "---\ndate: 2026-01-02\norder: 2\n---\n\n# UDP\n\n## 校验和 {#checksum}\n\n没有。\n",
	"en/guide/udp.md":              "# UDP\n\n## Checksum {#checksum}\n\n<!--@include: @/parts/a.md-->\n",
	"zh/states.md":                 "# 状态\n\n::: glossary\n- LISTEN：等待\n- SYN_SENT：已发\n:::\n",
	"parts/a.md":                   "## Part\n\nTaken in.\n",
	"parts/b.md":                   "Taken in too.\n",
	"snippets/a.js":                "// #region part\nlet a = 1\n// #endregion\nb()\n",
	"zh/img/a b.png":               "png",
	"en/img/b.svg":                 `<svg xmlns="http://www.w3.org/2000/svg"/>`,
	"public/x.txt":                 "x",
	"public/CNAME":                 "example.org",
	"scenarios/handshake.scenario": handshake,
	"glossary.yaml":                "- {zh: 握手, en: handshake}\n",
}

// handshake is a scenario that runs to its end.
const handshake = "title zh \"三次握手\" en \"Three-way handshake\"\nserver listen\nclient connect\nexpect client ESTABLISHED, server ESTABLISHED\n"

func (e *Editor) language() string { return e.pick("zh", "zh", "en", "en", "en") }

// page is one that is there, "" for none.
func (e *Editor) page() string {
	pages := append(e.files("zh", ".md"), e.files("en", ".md")...)
	pages = append(pages, e.files("ja", ".md")...)
	if len(pages) == 0 {
		return ""
	}
	return e.pick(pages...)
}

// unused is the name of a page that may not be there.
func (e *Editor) unused() string {
	return e.language() + "/" + e.pick("new.md", "guide/new.md", "guide/tcp.md", "guide/udp.md", "guide/index.md", "index.md", "part/a.md", "part/b.md", "part/deep/c.md", "states.md", "名.md", "a b.md", "Zz.md", "zz.md")
}

// newPage writes a page, over another or not.
func (e *Editor) newPage() []string {
	name := e.unused()
	if e.often(30) { // the translation of one that is there
		page := e.page()
		_, rest, _ := strings.Cut(page, "/")
		name = e.language() + "/" + rest
	}
	var b strings.Builder
	if e.often(50) {
		fmt.Fprintf(&b, "---\n%s\n---\n\n", e.key())
	}
	fmt.Fprintf(&b, "# %s %d\n", e.pick("Page", "页", "LISTEN", "`code`", "P *e*"), e.rand.IntN(3))
	for range e.rand.IntN(5) {
		fmt.Fprintf(&b, "\n%s\n", e.some(name))
	}
	return e.write(name, b.String())
}

// block puts a block into a page, in the place of another or between two, or takes
// one out.
func (e *Editor) block() []string {
	name := e.page()
	if name == "" {
		return e.newPage()
	}
	matter, body := parts(e.read(name))
	blocks := strings.Split(strings.Trim(body, "\n"), "\n\n")
	i := e.rand.IntN(len(blocks) + 1)
	switch {
	case i == len(blocks) || len(blocks) < 3 || e.often(40):
		blocks = append(blocks[:i:i], append([]string{e.some(name)}, blocks[i:]...)...)
	case e.often(40):
		blocks = append(blocks[:i:i], blocks[i+1:]...)
	case e.often(50):
		blocks[i] = e.some(name)
	default:
		blocks[0], blocks[i] = blocks[i], blocks[0]
	}
	return e.write(name, matter+strings.Join(blocks, "\n\n")+"\n")
}

// parts are the front matter of a page, with its fences, and the rest.
func parts(text string) (matter, body string) {
	if rest, found := strings.CutPrefix(text, "---\n"); found {
		if inner, body, found := strings.Cut(rest, "\n---\n"); found {
			return "---\n" + inner + "\n---\n\n", body
		}
	}
	return "", text
}

// some is a block for a page.
func (e *Editor) some(name string) string {
	n := e.rand.IntN(20)
	switch n {
	case 0, 1, 2:
		return e.pick("Text, and more.", "一段文字。", "In SYN_SENT and ESTABLISHED, `SYN_RECEIVED`.", "A *word*[^n].\n\n[^n]: note", ":tada: {{ $frontmatter.title }}", "- one\n- two\n  1. three", "> quoted")
	case 3, 4, 5: // to pages that are there, were, or will be
		to := e.page()
		_, key, _ := strings.Cut(to, "/")
		if e.often(50) && to != "" {
			return fmt.Sprintf("[to](%s%s)", e.pick("/", "@/"+e.language()+"/")+strings.ReplaceAll(key, " ", "%20"), e.pick("", "", "#checksum", "#握手", "#part", "#gone"))
		}
		return fmt.Sprintf("[to](%s) [img](%s)", e.pick("udp.md", "tcp.md#握手", "/new", "guide/", "../index.md", "@/en/guide/new.md", "gone.md"), e.pick("img/b.svg", "x.txt", "/x.txt"))
	case 6:
		return e.pick("![](img/a%20b.png)", "![](/img/p.png)", "![](https://img.example.org/x.png)", "![](gone.png)", "![](@/en/img/b.svg)")
	case 7, 8:
		return "![" + e.pick("", "A figure") + "](handshake.scenario)" + e.pick("", "{#f}", "{what-if=none}", "{numbers=absolute}")
	case 9, 10:
		return fmt.Sprintf("```scenario id=%s\nserver listen\n%sclient connect\n%s```", e.pick("f0", "f1", "f2"), e.pick("", "lose SYN from client\n"), e.pick("", "client send 1\n"))
	case 11:
		return "[Then]{step=1 client=SYN_SENT}, [after]{step=2}."
	case 12:
		return e.pick("::: tip\nAdvice.\n:::", "::: details More\nHidden.\n:::", "::: analogy\n- A：寄出\n- B：收到\n:::", "::: code-group\n```go [a.go]\nfunc main() {}\n```\n:::")
	case 13:
		return "::: glossary\n" + e.pick("SYN_SENT", "SYN_RECEIVED", "LISTEN") + "\n: " + e.pick("waits", "等待") + "\n:::"
	case 14:
		return "<!--@include: @/parts/" + e.pick("a", "b") + ".md" + e.pick("", "", "{1,1}") + "-->"
	case 15:
		return "<<< @/snippets/a.js" + e.pick("", "#part", "{1}", "{2 js:line-numbers}")
	case 16:
		return "```" + e.pick("go", "js {1}", "text", "diff") + "\n" + e.pick("a := 1", "let b = 2 // [!code ++]", "-c\n+d") + "\n```"
	case 17:
		return e.pick("|a|b|\n|-|:-:|\n|1|2|", "[[toc]]", "$x^2$", "<b>bold</b> <script>x()</script>", "```states tcp\n```")
	case 18:
		return e.pick("SYN starts a connection and FIN ends it.", "一次握手，两个checksum。", "The handshake, see handshake.")
	default:
		return e.pick("## ", "## ", "### ") + e.title()
	}
}

func (e *Editor) title() string {
	return e.pick("握手", "Handshake", "Close", "关闭", "Checksum", "`SYN_SENT`", "a", "b") + e.pick("", "", " {#a}", " {#b}", " {#checksum}")
}

// heading changes a heading of a page: its text, its id or its level.
func (e *Editor) heading() []string {
	name := e.page()
	matter, body := parts(e.read(name))
	lines := strings.Split(body, "\n")
	var at []int
	for i, line := range lines {
		if strings.HasPrefix(line, "#") {
			at = append(at, i)
		}
	}
	if len(at) == 0 {
		return e.block()
	}
	i := at[e.rand.IntN(len(at))]
	marks, _, _ := strings.Cut(lines[i], " ")
	if e.often(20) && i > 0 {
		marks = e.pick("##", "###")
	}
	lines[i] = marks + " " + e.title()
	return e.write(name, matter+strings.Join(lines, "\n"))
}

// matter sets or drops a key of a page's front matter.
func (e *Editor) matter() []string {
	name := e.page()
	if name == "" {
		return e.newPage()
	}
	_, body := parts(e.read(name))
	if e.often(25) {
		return e.write(name, strings.TrimLeft(body, "\n"))
	}
	return e.write(name, "---\n"+e.key()+"\n---\n\n"+strings.TrimLeft(body, "\n"))
}

// key is a key of front matter, or some.
func (e *Editor) key() string {
	return e.pick("title: New", "title: 新", "description: D", "order: 1", "order: 2", "order: -1", "draft: true", "draft: true", "draft: false", "date: 2026-03-04", "date: 2026-03-05",
		"prev: {text: P, link: /guide/tcp}", "next: false", "prev: Gone", "source: en", "source: zh", "search: false", "sidebar: false", "aside: false", "outline: [2, 3]", "outline: false", "protocol: tcp",
		"title: T\norder: 3\ndescription: Both", "layout: home\nhero: {name: N, text: X, actions: [{text: T, link: /guide/tcp}]}\nfeatures: [{title: F, details: D}]",
		"layout: page", "own: {key: 1}", fmt.Sprintf("order: %d\ndate: 2026-01-%02d", e.rand.IntN(9), 1+e.rand.IntN(9)))
}

// moveFolder renames a folder of pages.
func (e *Editor) moveFolder() []string {
	lang := e.language()
	return e.move(lang+"/"+e.pick("guide", "part", "moved"), lang+"/"+e.pick("guide", "part", "moved", "part/deep"))
}

// swap has two pages take each other's names.
func (e *Editor) swap() []string {
	a, b := e.page(), e.page()
	if a == "" || a == b {
		return nil
	}
	e.must(os.Rename(e.at(a), e.at("swapping")))
	e.must(os.Rename(e.at(b), e.at(a)))
	e.must(os.Rename(e.at("swapping"), e.at(b)))
	return []string{a, b}
}

// unseen changes a file whose size and time do not tell.
func (e *Editor) unseen() []string {
	name := e.pick("scenarios/handshake.scenario", "parts/a.md", "snippets/a.js", "translations.lock", "glossary.yaml", "site.yaml", "public/x.txt", e.page(), e.page(), e.page())
	info, err := os.Lstat(e.at(name))
	if name == "" || err != nil || !info.Mode().IsRegular() {
		return nil
	}
	text := []byte(e.read(name))
	for i, c := range text {
		if c >= '0' && c <= '9' && e.often(50) || c == 'x' || c == 'y' {
			text[i] = map[bool]byte{true: "0123456789"[e.rand.IntN(10)], false: "xy"[e.rand.IntN(2)]}[c < 'a']
		}
	}
	e.must(os.WriteFile(e.at(name), text, 0o644))
	e.must(os.Chtimes(e.at(name), info.ModTime(), info.ModTime()))
	return []string{path.Clean(name)}
}
