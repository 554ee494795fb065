package site

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"woshou/generator/markdown"
)

// FuzzGlance holds that a page of which no more than the card is read looks from
// outside like one that was parsed: it has the same title, and lacks what the
// glance says that it lacks.
func FuzzGlance(f *testing.F) {
	for _, text := range []string{
		"# 页\n\n文", "---\ntitle: T\n---\n# H\n", "\n\n# A b？\r\nc", "# LISTEN\n", "# `a`\n", "#\n", "# a #\n", "text\n# A\n", "---\n# A\n", "---\ntitle: [\n---\n# A\n",
		"---\nhero: {actions: [{link: \"a.sc\\x65nario\"}]}\ntitle: t\n---\n", "# A\n\n![](a.scenario)\n", "# A\n\n```scenario\nserver listen\n```\n", "# A\n\n```states tcp\n```\n",
		"# A\n\n::: glossary\n- **LIS**TEN: a\n:::\n", "# A\n\n> ```\n> LISTEN：a\n> SYN_SENT：b\n> CLOSED：c\n> ```\n", "# A\n\n```\nLISTEN: a\nSYN-SENT: b\nCLOSED:", "# A\n\n[x](a.scenario)\n",
		"# A\n\n<!--@include: ./b.md-->\n", "\uFEFF# A\n", "# A\x00\n", "# é e\u0301\n", "# A\n===\n", "# A {#b}\n", "# A\u3000b\n",
	} {
		f.Add(text)
	}
	dir := f.TempDir()
	for name, content := range map[string]string{
		"site.yaml": "languages: {zh: {folder: zh}, en: {folder: en}}\n", "zh/b.md": "# B\n\n```scenario\nserver listen\n```\n", "zh/a.md": "",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			f.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			f.Fatal(err)
		}
	}
	states := markdown.StateNames{Machine: "tcp", Names: []string{"LISTEN", "SYN-SENT", "CLOSED", "FIN-WAIT-1"}}
	s, _, err := Load(dir, Options{States: states, Lazily: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { s.Close() })
	f.Fuzz(func(t *testing.T, text string) {
		const name = "zh/a.md"
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		r := s.glance(name)
		if r == nil {
			return
		}
		card, facts, _ := s.read(Source{Path: name}, &s.Config.Languages[0])
		glanced, read := Page{Key: "a", Record: r}, Page{Key: "a", Record: &Record{Card: card}}
		if glanced.Title() != read.Title() {
			t.Errorf("the title is %q, and seemed to be %q", read.Title(), glanced.Title())
		}
		if !reflect.DeepEqual(r.Meta, card.Meta) {
			t.Errorf("the front matter is %+v, and seemed to be %+v", card.Meta, r.Meta)
		}
		if r.undrawn && len(facts.Figures)+len(facts.Scenarios) > 0 {
			t.Errorf("there are figures: %+v, %q", facts.Figures, facts.Scenarios)
		}
		if r.unexplained && len(facts.States) > 0 {
			t.Errorf("there are states: %+v", facts.States)
		}
	})
}
