package serve

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/generator/site"

	"github.com/google/go-cmp/cmp"
)

// furnished is a site in which every setting shows: figures in files and in pages,
// names of states, terms, formulas, code, containers, HTML, pages side by side.
var furnished = map[string]string{
	"site.yaml":   "languages: {zh: {folder: zh}, en: {folder: en}}\n",
	"zh/index.md": "# 首页\n\n[一](one.md)\n",
	"zh/one.md": "# 一\n\n![](a.scenario)\n\n```scenario id=inline\nserver listen\nclient connect\n```\n\n" +
		"```states tcp\n```\n\n握手之后是SYN_SENT，$x^2$，[红]{.red}。\n\n```go\nx := 1\n```\n\n::: theorem 定理\n一\n:::\n\n<div style=\"x\">a</div>\n\n::: glossary\n- LISTEN：等待\n:::\n",
	"en/one.md":            "# One\n\n![](a.scenario)\n\nA handshake, SYN_SENT.\n",
	"zh/two.md":            "---\ndate: 2026-01-02\n---\n# 二\n\nLISTEN `SYN_SENT`\n\n```scenario\nserver listen\n```\n",
	"scenarios/a.scenario": scenario,
}

// settings are edits of each key that a site may have, from those of furnished.
var settings = []struct{ key, file, text string }{
	{"title", "site.yaml", "title: {zh: 标题, en: Title}"},
	{"description", "site.yaml", "description: Said of all"},
	{"url", "site.yaml", "url: https://example.org/x/"},
	{"languages", "site.yaml", "languages: {en: {folder: en}, zh: {folder: zh}}"},
	{"languages", "site.yaml", "languages: {zh: {folder: zh, name: 汉}, en: {folder: en, name: English of Britain}}"},
	{"states", "site.yaml", "states: underscore"},
	{"states", "site.yaml", "states: hyphen"},
	{"theme", "site.yaml", "theme: default"},
	{"edit", "site.yaml", "edit: https://example.org/edit/{path}"},
	{"both", "site.yaml", "both: false"},
	{"flavour", "site.yaml", "flavour: docusaurus"},
	{"html", "site.yaml", "html: trusted"},
	{"media", "site.yaml", "html: media\nmedia: [video.example.org]"},
	{"markdown.math", "site.yaml", "markdown: {math: true}"},
	{"markdown.line-numbers", "site.yaml", "markdown: {line-numbers: true}"},
	{"markdown.attributes", "site.yaml", "markdown: {attributes: \"{: :}\"}"},
	{"markdown.containers", "site.yaml", "markdown: {containers: [theorem]}"},
	{"nav", "site.yaml", "nav: [two, one]"},
	{"names", "glossary.yaml", "- {zh: 握手, en: handshake}\n"},
	{"other names", "glossary.yaml", "- {zh: [握手, 打招呼], en: [handshake, greeting]}\n"},
	{"page", "glossary.yaml", "- {zh: 握手, en: handshake, page: two}\n"},
	{"a rule", "rules.yaml", "levels: {syn-connects: off}\n"},
	{"a colour", "theme/colours.yaml", "host-a: {light: \"#8a1c6b\", dark: \"#e0a0d0\"}\n"},
	{"a style", "theme/extra.css", "main { color: red }\n"},
	{"a template", "theme/partials/footer.html", "{{define \"site-footer\"}}<footer>ours</footer>{{end}}\n"},
	{"a word of pages", "theme/words/zh.yaml", "menu: 全部\n"},
	{"a word of figures", "theme/words/zh.yaml", "figures: {client: 甲}\n"},
	{"a language of words", "theme/words/ja.yaml", "menu: 目次\n"},
	{"agreement", "translations.lock", "one\t#一\tzh\t000000000000\ten\t000000000000\n"},
}

// Law: after an edit of any setting everything that is served is what a preview
// serves that begins now, although all of it had been made before; and again when
// the edit is taken back.
func TestEverySettingReachesAllThatIsServed(t *testing.T) {
	dir := t.TempDir()
	for name, text := range furnished {
		put(t, filepath.Join(dir, name), text)
	}
	p := previewed(t, dir)
	everything(t, p)
	for _, s := range settings {
		t.Run(s.key, func(t *testing.T) {
			text := s.text
			if s.file == site.ConfigFile && !strings.HasPrefix(text, "languages:") {
				text = furnished[s.file] + text + "\n"
			}
			put(t, filepath.Join(dir, s.file), text)
			p.update([]string{s.file})
			compareAll(t, p, dir)
			if text := everything(t, p)["told"]; strings.Contains(text, ": config:") {
				t.Errorf("these are no settings: %s", text)
			}
			if was := furnished[s.file]; was != "" {
				put(t, filepath.Join(dir, s.file), was)
			} else if err := os.Remove(filepath.Join(dir, s.file)); err != nil {
				t.Fatal(err)
			}
			p.update([]string{s.file})
			compareAll(t, p, dir)
		})
	}
}

// A key that is added to the settings is added to those that are tried.
func TestEverySettingIsTried(t *testing.T) {
	text, err := os.ReadFile("../../content/public/schema/site.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	type schema struct {
		Properties map[string]struct{ Properties map[string]any }
	}
	var of schema
	if err := json.Unmarshal(text, &of); err != nil || len(of.Properties) == 0 {
		t.Fatal("no properties: ", err)
	}
	tried := func(key string) bool {
		return slices.ContainsFunc(settings, func(s struct{ key, file, text string }) bool { return s.key == key })
	}
	for key, property := range of.Properties {
		for below := range property.Properties {
			if !tried(key + "." + below) {
				t.Errorf("%s.%s is not tried", key, below)
			}
		}
		if len(property.Properties) == 0 && !tried(key) {
			t.Errorf("%s is not tried", key)
		}
	}
}

func previewed(t *testing.T, dir string) *preview {
	t.Helper()
	p, err := newPreview(Options{Site: dir})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.close)
	return p
}

// everything is all that a preview serves, by address, and all that it tells.
func everything(t *testing.T, p *preview) map[string]string {
	t.Helper()
	for p.surveyNext() {
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	all := map[string]string{}
	jobs, _ := p.press.Jobs()
	for _, job := range jobs {
		for _, address := range job.Outputs {
			at, err := p.stand(address)
			if err != nil {
				t.Fatal(err)
			}
			all[address] = string(at.content)
			if strings.HasSuffix(address, ".html") {
				all[address+" version"] = at.version
			}
		}
	}
	for _, x := range p.indexes() {
		if err := x.refresh(); err != nil {
			t.Fatal(err)
		}
		for address, content := range x.files {
			all[address] = string(content)
		}
	}
	all["told"] = strings.Join(told(p.wrong()), "\n")
	return all
}

func compareAll(t *testing.T, p *preview, dir string) {
	t.Helper()
	if diff := cmp.Diff(everything(t, previewed(t, dir)), everything(t, p)); diff != "" {
		t.Errorf("(-begun now, +gone on)\n%s", diff)
	}
}
