package press

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// pair writes a page in two languages. The translation drops a paragraph, has
// its headings under names of their own, and lacks the last section.
func pair(t *testing.T, dir string) {
	t.Helper()
	write(t, filepath.Join(dir, "site.yaml"), "languages:\n  zh: {folder: zh}\n  en: {folder: en}\n")
	write(t, filepath.Join(dir, "zh/a.md"), "# 甲\n\n一段`one`。\n\n二段`two`。\n\n## 乙\n\n三段。\n\n```go\nx\n```\n\n## 丙 {#c}\n\n```scenario id=h\nserver listen\nclient connect\n```\n")
	write(t, filepath.Join(dir, "en/a.md"), "# One\n\nThe second `two`. See [here](#二).\n\n## Two {#b}\n\nThird.\n\n```go\nx\n```\n")
	write(t, filepath.Join(dir, "zh/b.md"), "# 又\n\n[乙](../en/a.md#乙)\n")
}

func TestPairedBlocksShareTheirMarks(t *testing.T) {
	dir := t.TempDir()
	pair(t, dir)
	files, problems := pressed(t, dir)
	for _, p := range problems {
		if p.File == "zh/b.md" {
			t.Error("a link to the id that a translation shares is dead:", p)
		}
	}
	page := files["en/a.html"]
	for _, want := range []string{
		`<h1 data-block="甲/1" id="one">`,
		`<p data-block="甲/3">The second`,
		`<h2 data-block="乙/1" id="b">`,
		`<span id="乙" data-chrome></span>`,
		`<a data-chrome data-counterpart href="../a.html#%E4%B9%99" hreflang="zh-Hans"`,
		`<p data-block="乙/2">Third.`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("en/a.html lacks %s", want)
		}
	}
}

func TestAMissingSectionIsShownInItsOwnLanguage(t *testing.T) {
	dir := t.TempDir()
	pair(t, dir)
	files, _ := pressed(t, dir)
	page := files["en/a.html"]
	_, missing, _ := strings.Cut(page, `<div data-chrome data-untranslated lang="zh-Hans">`)
	if !strings.Contains(missing, "丙") || !strings.Contains(missing, "data-figure") || !strings.Contains(missing, `id="c"`) {
		t.Errorf("the section that lacks is not shown: %s", missing)
	}
}

func TestAStaleSectionSaysSo(t *testing.T) {
	dir := t.TempDir()
	pair(t, dir)
	write(t, filepath.Join(dir, "translations.lock"), "a\t#乙\tzh\t000000000000\ten\t000000000000\n")
	files, _ := pressed(t, dir)
	if n := strings.Count(files["en/a.html"], "data-stale"); n != 1 || !regexp.MustCompile(`id="b">(?s:.*?)</h2>\s*<p class="notice" data-chrome data-stale>`).MatchString(files["en/a.html"]) {
		t.Errorf("%d notes in %s", n, files["en/a.html"])
	}
	if strings.Contains(files["a.html"], "data-stale") {
		t.Error("the original is called stale")
	}
	write(t, filepath.Join(dir, "translations.lock"), "a\tno\n")
	_, problems := pressed(t, dir)
	if len(problems) == 0 || problems[0].File != "translations.lock" {
		t.Errorf("a broken lock: %v", problems)
	}
}

func TestSideBySide(t *testing.T) {
	dir := t.TempDir()
	pair(t, dir)
	files, _ := pressed(t, dir)
	page := files["both/a.html"]
	for _, want := range []string{
		`<p data-block="甲/3">二段`,
		`<p data-block="甲/3">The second`,
		`<div class="row whole" lang="zh-Hans">` + "\n" + `<div data-block="乙/3" data-lang="go">`,
		`<a data-language="en" href="../en/a.html"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("both/a.html lacks %s:\n%s", want, page)
		}
	}
	if n := strings.Count(page, "func main"); n > 1 {
		t.Errorf("equal code stands %d times", n)
	}
	write(t, filepath.Join(dir, "site.yaml"), "languages:\n  zh: {folder: zh}\n  en: {folder: en}\nboth: false\n")
	files, _ = pressed(t, dir)
	if files["both/a.html"] != "" || strings.Contains(files["a.html"], "data-view") {
		t.Error("both: false leaves the pages side by side")
	}
}

// Rows never part an element that raw HTML opens in one block and closes in
// another.
func TestRowsKeepElementsWhole(t *testing.T) {
	dir := t.TempDir()
	pair(t, dir)
	write(t, filepath.Join(dir, "zh/c.md"), "# C\n\n<div>\n\n一\n\n二\n\n</div>\n\n三\n")
	write(t, filepath.Join(dir, "en/c.md"), "# C\n\n<div>\n\nOne\n\nTwo\n\n</div>\n\nThree\n")
	files, _ := pressed(t, dir)
	page := files["both/c.html"]
	if !regexp.MustCompile(`(?s)<div lang="zh-Hans">\s*<div data-block="c/2">.*?二.*?</div>\s*</div>\s*<details open lang="en">.*?<div class="row">\s*<div lang="zh-Hans">\s*<p data-block="c/5">三`).MatchString(page) {
		t.Error(page)
	}
}

// What a reader of one language is told of stale and missing sections, and of
// pages, a reader of both is told too.
func TestSideBySideSaysWhatLags(t *testing.T) {
	dir := t.TempDir()
	pair(t, dir)
	write(t, filepath.Join(dir, "translations.lock"), "a\t#乙\tzh\t000000000000\ten\t000000000000\n")
	write(t, filepath.Join(dir, "en/only.md"), "# Only\n\nNobody translated this.\n")
	files, _ := pressed(t, dir)
	page := files["both/a.html"]
	if !regexp.MustCompile(`(?s)<details open lang="en">[^§]{0,80}<h2[^§]*?</h2>\s*<p class="notice" data-chrome data-stale>.*?href="a.html#%E4%B9%99"`).MatchString(page) {
		t.Errorf("both/a.html does not say that a section is stale: %s", page)
	}
	if !regexp.MustCompile(`(?s)<h2 data-block="c/1".*?</div>\s*<div lang="en">\s*<p class="notice" data-chrome data-untranslated>`).MatchString(page) {
		t.Errorf("both/a.html does not say that a section is missing: %s", page)
	}
	if regexp.MustCompile(`</summary>\s*</details>`).MatchString(page) {
		t.Error("a fold of both/a.html holds nothing")
	}
	only := files["both/only.html"]
	if !strings.Contains(only, `<article data-article lang="en" data-both>`) || !strings.Contains(only, `<p class="notice" data-chrome data-untranslated lang="zh-Hans">`) {
		t.Errorf("both/only.html does not say that it is English, and why: %s", only)
	}
	for _, name := range []string{"both/a.html", "both/only.html", "en/a.html", "only.html"} {
		if !regexp.MustCompile(`assets/marks\.[0-9a-f]+\.css`).MatchString(files[name]) {
			t.Errorf("%s has notes without their style", name)
		}
	}
}
