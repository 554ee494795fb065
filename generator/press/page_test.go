package press

import (
	"encoding/xml"
	"fmt"
	"html"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"woshou/themes"

	"github.com/google/go-cmp/cmp"
)

// builtPages builds the bilingual site and returns its files.
func builtPages(t *testing.T) map[string]string {
	t.Helper()
	dir := t.TempDir()
	twoLanguages(t, dir)
	files, problems := pressed(t, dir)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return files
}

var attribute = regexp.MustCompile(`\s(href|src|id)="([^"]*)"`)

func TestEveryLinkIsRelativeAndLeadsSomewhere(t *testing.T) {
	files := builtPages(t)
	ids := map[string][]string{}
	for name, text := range files {
		for _, m := range attribute.FindAllStringSubmatch(text, -1) {
			if m[1] == "id" {
				ids[name] = append(ids[name], html.UnescapeString(m[2]))
			}
		}
	}
	checked := 0
	for name, text := range files {
		if path.Ext(name) != ".html" || name == "404.html" {
			continue
		}
		for _, m := range attribute.FindAllStringSubmatch(text, -1) {
			u, err := url.Parse(html.UnescapeString(m[2]))
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			if m[1] == "id" || u.Scheme != "" {
				continue
			}
			checked++
			if strings.HasPrefix(u.Path, "/") || strings.HasSuffix(u.Path, "/") {
				t.Errorf("%s: %s is no relative address of a file", name, m[2])
			}
			to := path.Join(path.Dir(name), u.Path)
			if u.Path == "" {
				to = name
			}
			if _, ok := files[to]; !ok {
				t.Errorf("%s: %s leads nowhere", name, m[2])
			}
			if u.Fragment != "" && !slices.Contains(ids[to], u.Fragment) {
				t.Errorf("%s: %s has no such id", name, m[2])
			}
		}
	}
	if checked < 50 {
		t.Errorf("only %d links were found", checked)
	}
}

func TestIDsAreUniqueInAPage(t *testing.T) {
	for name, text := range builtPages(t) {
		seen := map[string]bool{}
		for _, m := range attribute.FindAllStringSubmatch(text, -1) {
			if m[1] == "id" && seen[m[2]] {
				t.Errorf("%s: two elements have the id %s", name, m[2])
			}
			seen[m[2]] = seen[m[2]] || m[1] == "id"
		}
	}
}

// What the theme and the build make around an author's text: no styles, no link
// without words, and headings in steps of one, as those who hear a page rely
// on them.
func TestPagesAreSound(t *testing.T) {
	var (
		heading = regexp.MustCompile(`<h([1-6])\b`)
		link    = regexp.MustCompile(`(?s)<a\b([^>]*)>(.*?)</a>`)
		tag     = regexp.MustCompile(`<[^>]*>`)
	)
	for name, text := range builtPages(t) {
		if path.Ext(name) != ".html" {
			continue
		}
		if strings.Contains(text, "<style") || regexp.MustCompile(`<[^>]*\sstyle=`).MatchString(text) {
			t.Errorf("%s: holds a style", name)
		}
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			words := strings.TrimSpace(tag.ReplaceAllString(m[2], ""))
			if !strings.Contains(m[1], ` href="`) || words == "" && !strings.Contains(m[1], ` aria-label="`) {
				t.Errorf("%s: %s leads nowhere or says nothing", name, m[0])
			}
		}
		level := "0"
		for _, m := range heading.FindAllStringSubmatch(text, -1) {
			if m[1] > string(level[0]+1) {
				t.Errorf("%s: h%s after h%s", name, m[1], level)
			}
			level = m[1]
		}
		if level == "0" {
			t.Errorf("%s: has no heading", name)
		}
	}
}

func TestFigureHasItsHooks(t *testing.T) {
	page := builtPages(t)["guide/tcp.html"]
	for hook, want := range map[string]int{
		`<article data-article lang="zh-Hans">`: 1,
		`<figure id="lost" data-figure="lost" data-live="../figures/guide/tcp/lost.zh.js" data-faults="lose" data-headers>`: 1,
		`<svg role="img"`: 1,
		` tabindex="0"`:   2, // the group around the figure, the table's box
		`<figcaption><span data-chrome>图 1</span> `:      1,
		`<div data-wrap tabindex="0"><table data-trace>`: 1,
		`role="group"`:                 1,
		`data-segment="`:               5,
		`data-segment="3"`:             1,
		`<g data-state="SYN-RECEIVED"`: 1,
		`>SYN_RECEIVED<`:               7, // the figure's label, four rows of the table, the text, the glossary
		`<a data-state="SYN-RECEIVED" href="#syn-received" title="等待确认">SYN_RECEIVED</a>`:          1,
		`<dt id="syn-received"><a data-state="SYN-RECEIVED" href="#syn-received">SYN_RECEIVED</a>`: 1,
		`<a data-step="lost:1" href="#fig:lost:1">首次</a>`:                                          1,
		`<g data-segment="1" id="fig:lost:1"`:                                                      1,
		` data-container="analogy" data-analogy="lost">`:                                           1,
		`<li data-speaker="B" data-step="lost:2">`:                                                 1,
		`<table data-trace>`: 1,
		`<th scope="row">`:   5,
		`data-lang="go"`:     1,
	} {
		if got := strings.Count(page, hook); got != want {
			t.Errorf("%s stands there %d times, want %d", hook, got, want)
		}
	}
	if strings.Contains(page, "<style") || strings.Contains(page, ` style="`) {
		t.Error("the page's own policy forbids styles in it")
	}
}

func TestFiguresAreNumberedOnTheirPage(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "handshake.scenario"), handshake)
	write(t, filepath.Join(dir, "a.md"), "# A\n\n![One](handshake.scenario)\n\n![Two](handshake.scenario)\n\n```scenario id=own\nserver listen\n```\n")
	write(t, filepath.Join(dir, "b.md"), "# B\n\n![One](handshake.scenario)\n")
	files, _ := pressed(t, dir)
	label := regexp.MustCompile(`<figcaption><span data-chrome>([^<]*)</span>`)
	for name, want := range map[string]string{"a.html": "Figure 1, Figure 2, Figure 3", "b.html": "Figure 1"} {
		var got []string
		for _, m := range label.FindAllStringSubmatch(files[name], -1) {
			got = append(got, m[1])
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: got %q, want %s", name, got, want)
		}
	}
}

func TestFigureSpeaksTheLanguageOfItsPage(t *testing.T) {
	files := builtPages(t)
	for name, want := range map[string]string{
		"index.html":                         "第 1 步：",
		"en/index.html":                      "Step 1: ",
		"figures/scenarios/handshake.zh.svg": `lang="zh-Hans"`,
		"figures/scenarios/handshake.en.svg": "<title>Three-way handshake</title>",
		"figures/guide/tcp/lost.en.svg":      "Step 3: ",
	} {
		text := regexp.MustCompile(`(<title) id="[^"]*"`).ReplaceAllString(files[name], "$1")
		if !strings.Contains(text, want) {
			t.Errorf("%s lacks %q", name, want)
		}
	}
}

func TestPolicyNamesTheImagesOfThePageOnly(t *testing.T) {
	files := builtPages(t)
	policy := func(name string) string {
		m := regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(files[name])
		return html.UnescapeString(m[1])
	}
	const rest = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'%; connect-src 'self'; base-uri 'none'; form-action 'none'"
	if got, want := policy("guide/tcp.html"), strings.Replace(rest, "%", " https://img.example.org", 1); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got, want := policy("index.html"), strings.Replace(rest, "%", "", 1); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestPageKnowsItsTranslations(t *testing.T) {
	files := builtPages(t)
	for _, want := range []string{
		`<link rel="alternate" hreflang="zh-Hans" href="https://docs.example.org/base/guide/tcp.html">`,
		`<link rel="alternate" hreflang="en" href="https://docs.example.org/base/en/guide/tcp.html">`,
		`<link rel="alternate" hreflang="x-default" href="https://docs.example.org/base/guide/tcp.html">`,
		`<link rel="canonical" href="https://docs.example.org/base/en/guide/tcp.html">`,
		`href="https://example.org/edit/en/guide/tcp.md"`,
		`data-language="zh" href="../../guide/tcp.html"`,
		`<time datetime="2026-11-22">`,
	} {
		if !strings.Contains(files["en/guide/tcp.html"], want) {
			t.Errorf("en/guide/tcp.html lacks %s", want)
		}
	}
	if udp := files["guide/udp.html"]; !strings.Contains(udp, `<article data-article lang="en">`) || !strings.Contains(udp, "data-untranslated") {
		t.Error("a page without a translation does not show the original")
	}
}

func TestMissingPageIsRootedAtTheSite(t *testing.T) {
	page := builtPages(t)["404.html"]
	for _, m := range attribute.FindAllStringSubmatch(page, -1) {
		if m[1] != "id" && !strings.HasPrefix(m[2], "/base/") && !strings.HasPrefix(m[2], "#") {
			t.Errorf("%s works at one address only", m[0])
		}
	}
	for _, want := range []string{`<section lang="zh-Hans">`, `<section lang="en">`} {
		if !strings.Contains(page, want) {
			t.Errorf("404.html lacks %s", want)
		}
	}
}

func TestSitemapListsEveryPageOnce(t *testing.T) {
	files := builtPages(t)
	var set struct {
		URLs []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(files["sitemap.xml"]), &set); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, u := range set.URLs {
		got = append(got, strings.TrimSpace(strings.TrimPrefix(u.Loc, "https://docs.example.org/base/")+" "+u.LastMod))
	}
	slices.Sort(got)
	want := []string{"", "en/", "en/guide/100%25%20%231%253F;.html", "en/guide/tcp.html 2026-11-22", "en/guide/udp.html", "guide/tcp.html"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// The article that started all this builds as it lies.
func TestSeedArticleAlone(t *testing.T) {
	article, err := os.ReadFile("../../../shared/seed/tcp.md")
	if err != nil {
		t.Skip("the seed article is not there: ", err)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "tcp.md"), string(article))
	files, problems := pressed(t, dir)
	var found []string
	for _, p := range problems {
		found = append(found, fmt.Sprintf("%s %d:%d", p.Code, p.Line, p.Col))
	}
	want := []string{"state-name 17:55", "state-name 18:91"}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error("problems (-want +got)", diff)
	}
	page := files["tcp.html"]
	body := page[strings.Index(page, "<article"):strings.Index(page, "</article>")]
	for _, id := range []string{"tcp-三次握手和四次挥手", "三次握手", "过程", "为什么需要三次握手", "四次挥手", "过程-1", "为什么需要四次才能关闭连接", "十一种状态名词解析"} {
		if strings.Count(body, ` id="`+id+`"`) != 1 {
			t.Errorf("no heading has the id %s", id)
		}
	}
	for hook, want := range map[string]int{`data-container="tip"`: 2, "<blockquote": 3, "<img ": 2, "<strong>": 17, "**": 0, "<dt id=": 11, "data-glossary": 1, "<br>\n": 3} {
		if got := strings.Count(body, hook); got != want {
			t.Errorf("%s stands there %d times, want %d", hook, got, want)
		}
	}
}

func TestFurtherSheetIsLoadedWhereItIsNeeded(t *testing.T) {
	for source, needed := range map[string]bool{
		"::: code-group\n```js\n1\n```\n:::\n": true,
		"```js {1}\n1\n```\n":                  true,
		"```js [a.js]\n1\n```\n":               true,
		"```js:line-numbers\n1\n```\n":         true,
		"```js\n1 // [!code ++]\n```\n":        true,
		"```js\n1\n```\n":                      false,
		"`<label data-label>` `data-hl=\"1\"`": false,
		"::: tip a\nb\n:::\n":                  false,
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, "deep/a.md"), "# A\n\n"+source)
		files, _ := pressed(t, dir)
		page := files["deep/a.html"]
		if got := strings.Contains(page, `<link rel="stylesheet" href="../assets/`+themes.CodeSheet); got != needed {
			t.Errorf("%q: loaded %t, needed %t", source, got, needed)
		}
	}
}
