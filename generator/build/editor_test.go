package build

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/generator/site"
)

// editor changes a site at random, but the same way for the same seed.
type editor struct {
	rand *rand.Rand
	dir  string
}

var edited = []string{
	"zh/index.md", "zh/guide/tcp.md", "zh/guide/udp.md", "zh/new.md", "zh/guide/index.md",
	"en/index.md", "en/guide/tcp.md", "en/guide/udp.md", "en/new.md",
}

func (e *editor) pick(from ...string) string { return from[e.rand.IntN(len(from))] }

// edit makes one change and says which.
func (e *editor) edit(t *testing.T) string {
	t.Helper()
	page := e.pick(edited...)
	switch e.rand.IntN(28) {
	case 0:
		return e.write(t, page, fmt.Sprintf("# Title %d\n\n[a](udp.md) [b](/new) [c](guide/) [d](@/en/new.md) [e](@/zh/new.md)\n", e.rand.IntN(5)))
	case 1:
		return e.write(t, page, fmt.Sprintf("---\norder: %d\ndraft: %t\n---\n# P%d\n\n![](handshake.scenario)\n", e.rand.IntN(3), e.rand.IntN(3) == 0, e.rand.IntN(9)))
	case 2:
		return e.write(t, page, fmt.Sprintf("# S\n\n```scenario id=f%d\nserver listen\nclient %s\n```\n", e.rand.IntN(2), e.pick("connect", "connect", "conect")))
	case 3, 4:
		return e.remove(t, page)
	case 5:
		return e.write(t, e.pick("scenarios/handshake.scenario", "zh/handshake.scenario", "en/handshake.scenario"), e.pick(handshake, "server listen\nclient connect\n", "server listen\nclient connect\nexpect client CLOSED\n"))
	case 6:
		return e.remove(t, e.pick("zh/handshake.scenario", "en/handshake.scenario"))
	case 7: // a file where a folder was, and back
		if e.rand.IntN(2) == 0 {
			return e.remove(t, "public/thing") + e.write(t, "public/thing/a.txt", e.pick("x", "y"))
		}
		return e.remove(t, "public/thing") + e.write(t, e.pick("public/thing", "public/Thing2", "public/thing2"), e.pick("x", "y"))
	case 8, 9:
		return e.write(t, page, fmt.Sprintf("# I%d\n\n<!--@include: @/parts/%s.md%s-->\n\n<<< @/parts/%s.js%s\n",
			e.rand.IntN(3), e.pick("a", "b"), e.pick("", "", "{1,1}", "#part"), e.pick("a", "b"), e.pick("", "#part")))
	case 10:
		return e.write(t, e.pick("parts/a.md", "parts/b.md"), e.pick("# A\n", "# B\n",
			"## Part\n\n[a](./c.md)\n\n<!--@include: ./b.md-->\n", "## Part\n\n```scenario\nserver listen\nclient conect\n```\n"))
	case 11:
		if e.rand.IntN(3) == 0 {
			return e.remove(t, e.pick("parts/a.md", "parts/b.md", "parts/a.js", "parts/b.js"))
		}
		return e.write(t, e.pick("parts/a.js", "parts/b.js"), fmt.Sprintf("// #region part\nlet a = %d\n// #endregion\nb()\n", e.rand.IntN(9)))
	case 12:
		return e.write(t, "theme/colours.yaml", e.pick("host-a: {light: \"#8a1c6b\"}\n", "host-a: {light: \"#0a3b6c\"}\nsoft: {dark: \"#555555\"}\n",
			"established: {light: \"#00aa33\", dark: \"#004d20\"}\n", "hots-a: {light: \"#8a1c6b\"}\n"))
	case 13:
		name := e.pick("theme/partials/footer.html", "theme/extra.css", "theme/favicon.svg", "theme/unknown.css", "theme/colours.yaml", "theme")
		if name == "theme" || name == "theme/colours.yaml" || e.rand.IntN(3) == 0 {
			return e.remove(t, name)
		}
		return e.write(t, name, e.pick("{{define \"site-footer\"}}<p>A</p>{{end}}", "{{define \"site-footer\"}}<p>B</p>{{end}}", "{{define \"site-footer\"}}{{.Nope}}{{end}}", "{{if}}"))
	case 14: // terms, words and records of translations
		name := e.pick("glossary.yaml", "theme/words/en.yaml", "translations.lock")
		if e.rand.IntN(4) == 0 {
			return e.remove(t, name)
		}
		return e.write(t, name, map[string]string{
			"glossary.yaml":       e.pick("- {zh: 握手, en: handshake}\n", "- {zh: 校验和, en: Checksum}\n", "- x: {\n"),
			"theme/words/en.yaml": e.pick("menu: Contents\n", "menu: Pages\nsearch: Find\nsequence: {title: \"From %s to %s\"}\n", "manu: x\n"),
			"translations.lock":   e.pick("", "guide/tcp\t#握手\tzh\t000000000000\ten\t000000000000\n", "?\n"),
		}[name])
	case 15: // one language more, or less
		return e.write(t, "ja/guide/tcp.md", e.pick("# TCP\n", "# TCP\n\n## 握手\n\n[a](udp.md)\n")) + " " +
			e.write(t, "site.yaml", "title: T\nlanguages:\n"+e.pick("  zh: {folder: zh}\n", "  en: {folder: en}\n  zh: {folder: zh}\n",
				"  zh: {folder: zh}\n  en: {folder: en}\n  ja: {folder: ja}\n", "  zh: {folder: zh}\n  ja: {folder: ja}\nboth: false\n"))
	case 16: // headings by which translations are paired, and links that name them
		return e.write(t, page, e.family())
	case 17:
		return e.write(t, page, fmt.Sprintf("# L\n\n[a](/guide/tcp.md#%s) [b](@/%s#%s) [c](/%s) ![](%s)\n", e.pick(ids...), e.pick(edited...), e.pick(ids...), page[3:], e.pick(assets...)))
	case 18: // a section that moved, and a lock that knows it
		return e.write(t, "translations.lock", e.lock(t))
	case 19: // files that links name
		name := e.pick("zh/img/a b.png", "en/img/b.png", "public/img/b.png", "zh/guide/tcp.txt", "scenarios/other.scenario", "zh/guide/other.scenario")
		if e.rand.IntN(2) == 0 {
			return e.remove(t, name)
		}
		return e.write(t, name, e.pick(handshake, "server listen\nclient connect\n"))
	case 20:
		return e.write(t, page, e.pick("", "---\ntitle: X\n---\n", "text\n", "---\nlayout: home\nhero: {name: N, image: img/b.png, actions: [{text: T, link: new.md#a}]}\n---\n"))
	case 21:
		return e.write(t, page, fmt.Sprintf("---\ntitle: %s\norder: %d\n%s\n---\n# T\n\n::: glossary\n%s\n: %s\n:::\n", e.pick("A", "B"), e.rand.IntN(3),
			e.pick("date: 2026-01-02", "date: 2026-01-03", "prev: {text: P, link: /new}", "next: false", "description: D", "source: en", "source: zh", "source: ja"),
			e.pick("SYN_SENT", "SYN_RECEIVED", "ESTABLISHED"), e.pick("waits", "等待")))
	case 22:
		return e.write(t, page, fmt.Sprintf("# W\n\n![](%s.scenario) [w](%s.scenario)\n\nIn SYN_SENT and ESTABLISHED.\n", e.pick("other", "handshake"), e.pick("other", "handshake", "/guide/other")))
	case 23: // one language more, with pages of its own
		return e.write(t, "ja/"+e.pick("guide/tcp.md", "new.md", "index.md"), e.family())
	case 24: // an edit that leaves size and time
		return e.swap(t)
	case 25:
		return e.write(t, "site.yaml", e.config())
	case 26: // a build that does not see the page, and back
		return e.write(t, page, fmt.Sprintf("---\ndraft: %t\nsource: %s\n---\n%s", e.rand.IntN(2) == 0, e.pick("zh", "en", "ja"), e.family()))
	default:
		return e.write(t, "site.yaml", fmt.Sprintf("title: T%d\nstates: %s\nlanguages:\n  zh: {folder: zh}\n  en: {folder: en}\n%s",
			e.rand.IntN(3), e.pick("hyphen", "underscore"), e.pick("", "", "nav: [guide/tcp, new]\n", "url: https://example.org\n")))
	}
}

// Ids and files that links name, some of them at times only.
var (
	ids    = []string{"a", "b", "握手", "handshake", "s-%E4%B8%AD", "lost", "syn_sent", "checksum", "syn-sent"}
	assets = []string{"img/a%20b.png", "/img/b.png", "@/zh/img/a%20b.png", "b.png", "@/public/img/b.png"}
)

// family is a page with sections that translations have too, in some order and
// with some ids.
func (e *editor) family() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# F%d\n\n", e.rand.IntN(2))
	for range e.rand.IntN(4) {
		fmt.Fprintf(&b, "## %s%s\n\n%s\n\n", e.pick("握手", "Handshake", "Checksum", "a", "b"), e.pick("", "", " {#a}", " {#b}", " {#handshake}"), e.pick("one", "two", "[l](#b)", "[m](udp.md#a)", "`SYN_SENT`"))
	}
	return b.String()
}

// lock is what a translator may have said, of sections as they are, were, or
// will be.
func (e *editor) lock(t *testing.T) string {
	t.Helper()
	s, err := site.Open(e.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	loaded, _ := s.Load(site.Options{})
	var b strings.Builder
	for _, status := range loaded.Statuses() {
		if status.Section.Source == nil || status.Section.Target == nil || e.rand.IntN(3) == 0 {
			continue
		}
		source, target := status.Section.Source.Digest, status.Section.Target.Digest
		if e.rand.IntN(4) == 0 {
			source = "000000000000"
		}
		fmt.Fprintf(&b, "%s\t#%s\t%s\t%s\t%s\t%s\n", e.pick(status.Page, status.Page, "guide/tcp", "new"), status.Section.Source.ID, status.Translation.Source, source, status.Translation.Target, target)
	}
	return b.String()
}

// config is a site.yaml of some of its keys.
func (e *editor) config() string {
	languages := e.pick("  zh: {folder: zh}\n  en: {folder: en}\n", "  zh: {folder: zh}\n  en: {folder: en}\n  ja: {folder: ja}\n",
		"  en: {folder: en}\n  ja: {folder: ja}\n  zh: {folder: zh}\n", "  zh: {folder: zh}\n  ja: {folder: ja}\n  en: {folder: en}\n")
	return "title: {zh: 握手, en: W}\nlanguages:\n" + languages + e.pick("", "both: false\n") + e.pick("", "description: D\n") +
		e.pick("", "edit: https://example.org/{path}\n") + e.pick("", "html: trusted\n") + e.pick("", "url: https://example.org/x/\n") +
		e.pick("", "markdown: {math: true}\n", "markdown: {attributes: {left: \"{:\", right: \"}\"}}\n", "markdown: {line-numbers: true}\n") + e.pick("", "", "nav: [new, guide/udp]\n")
}

// swap changes a file that has two equally long words without its size or its
// time telling.
func (e *editor) swap(t *testing.T) string {
	t.Helper()
	name := filepath.Join(e.dir, e.pick(append([]string{"scenarios/handshake.scenario", "parts/a.md", "parts/b.js", "translations.lock", "glossary.yaml"}, edited...)...))
	info, err := os.Stat(name)
	if err != nil || info.IsDir() {
		return "nothing"
	}
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range content {
		if c == 'a' || c == 'b' {
			content[i] = "ab"[e.rand.IntN(2)]
		}
	}
	if err := os.WriteFile(name, content, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(name, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	return "swap " + name
}

func (e *editor) write(t *testing.T, name, content string) string {
	t.Helper()
	if info, err := os.Stat(filepath.Join(e.dir, name)); err == nil && info.IsDir() {
		e.remove(t, name)
	}
	write(t, filepath.Join(e.dir, name), content)
	return "write " + name
}

func (e *editor) remove(t *testing.T, name string) string {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(e.dir, name)); err != nil {
		t.Fatal(err)
	}
	return "remove " + name + " "
}
