package press

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"woshou/generator/markdown"
	"woshou/generator/source"

	"github.com/google/go-cmp/cmp"
)

func TestListForLanguageModels(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{
		"site.yaml":       "title: {zh: 握手, en: Woshou}\ndescription: {zh: 说明, en: About it}\nlanguages:\n  zh: {folder: zh}\n  en: {folder: en}\n",
		"zh/index.md":     "# 首页\n",
		"zh/tcp.md":       "---\ndescription: 连接的开头\n---\n# 三次[握手]\n",
		"zh/guide/a.md":   "---\norder: 2\n---\n# 甲\n",
		"zh/guide/b.md":   "---\norder: 1\n---\n# 乙\n",
		"en/index.md":     "# Home\n",
		"en/guide/a.md":   "# A\n",
		"en/guide/é b.md": "# E\n",
	} {
		write(t, filepath.Join(dir, name), content)
	}
	files, _ := pressed(t, dir)
	want := `# 握手 · Woshou

> 说明
>
> About it

## 简体中文

- [握手](index.md)
- [三次\[握手\]](tcp.md): 连接的开头

## 简体中文：guide

- [乙](guide/b.md)
- [甲](guide/a.md)

## English

- [Woshou](en/index.md)

## English: guide

- [A](en/guide/a.md)
- [E](en/guide/%C3%A9%20b.md)
`
	if diff := cmp.Diff(want, files["llms.txt"]); diff != "" {
		t.Error(diff)
	}
}

// The form that llmstxt.org asks for: one title, a quote, and then nothing but
// sections of links, each perhaps with a note.
func TestListForLanguageModelsHasItsForm(t *testing.T) {
	dir := t.TempDir()
	twoLanguages(t, dir)
	files, _ := pressed(t, dir)
	item := regexp.MustCompile(`^- \[.+\]\([^ ]+\.md\)(: .+)?$`)
	for i, line := range strings.Split(strings.TrimSpace(files["llms.txt"]), "\n") {
		switch {
		case i == 0 && strings.HasPrefix(line, "# "), line == "", strings.HasPrefix(line, "## "), item.MatchString(line):
		default:
			t.Errorf("line %d: %s", i+1, line)
		}
	}
	for _, link := range markdown.Parse(source.Read("llms.txt", []byte(files["llms.txt"]), source.Files{}), markdown.Options{}).Links {
		dest := strings.NewReplacer("%20", " ", "%25", "%", "%3F", "?", "%23", "#").Replace(link.Dest)
		if files[dest] == "" {
			t.Errorf("%s leads nowhere", link.Dest)
		}
	}
}

func TestAuthorsOwnFilesForRobotsStand(t *testing.T) {
	dir := t.TempDir()
	twoLanguages(t, dir)
	write(t, filepath.Join(dir, "public/robots.txt"), "mine")
	write(t, filepath.Join(dir, "public/llms.txt"), "mine too")
	files, _ := pressed(t, dir)
	if files["robots.txt"] != "mine" || files["llms.txt"] != "mine too" {
		t.Errorf("%q %q", files["robots.txt"], files["llms.txt"])
	}
}
