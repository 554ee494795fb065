package front

import (
	"strings"
	"testing"

	"woshou/generator/flavour"
	"woshou/generator/source"
)

// FuzzRead holds that any front matter can be read, and asked for values, and that
// each problem has a place in the page.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"title: a\norder: 1\ndraft: x\n", "hero:\n  name: <b>a\n  image: {src: javascript:x}\n  actions: [{text: a, link: b}]\n",
		"features: [{icon: {src: a}}, 1]\nprev: false\nnext: {text: a, link: ./b}\noutline: {level: [2, 9]}\n",
		"date: 2026-11-22 10:00\nlayout: home\nsidebar: no\n", "a: &b [*b]\n? c\n: d\n", "a: [[[", "\"\\u0000\": !!binary x\n",
	} {
		f.Add(seed, ".a[0]['b']")
	}
	f.Fuzz(func(t *testing.T, matter, path string) {
		src := "---\n" + matter + "\n---\ntext\n"
		m := Read(source.Read("a.md", []byte(src), source.Files{}), flavour.Flavour{})
		m.Value(path)
		lines := strings.Count(src, "\n") + strings.Count(src, "\r") + 1
		for _, p := range m.Problems {
			if p.Line < 1 || p.Line > lines || p.Col < 1 || p.Message == "" {
				t.Errorf("%+v of %q", p, matter)
			}
		}
		for _, l := range m.Links {
			if l.Line < 1 || l.Line > lines {
				t.Errorf("%+v of %q", l, matter)
			}
		}
	})
}
