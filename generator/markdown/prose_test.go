package markdown

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// TestPassagesLeadBackToTheSource looks words up in the text that a reader
// sees, and wants them where they stand in the source, whatever markup, escapes
// and entities lie between.
func TestPassagesLeadBackToTheSource(t *testing.T) {
	doc := parsePage("a.md", []byte(`---
title: x
---
# 标题 *here*

一&amp;二 \*三\* **four** [five](x.md) `+"`six`"+`
seven <https://eight.example>

> - ![alt](i.png) nine
>   ten

| a | eleven |
|---|--------|
| b | twelve |

`+"```\ncode\n```\n"+`
::: glossary
TERM
: thirteen
:::
`), Options{Lang: "zh"})
	var got strings.Builder
	for _, p := range doc.Passages() {
		for _, word := range strings.FieldsFunc(p.Text, func(r rune) bool { return r == ' ' || r == '&' || r == '*' || r == '\n' }) {
			at := strings.Index(p.Text, word)
			m := p.Place(at, at+len(word))
			fmt.Fprintf(&got, "%d:%d+%d %s %s\n", m.Line, m.Col, m.Width, p.Kind, word)
		}
	}
	want := `4:3+2 heading 标题
4:7+4 heading here
6:1+1 paragraph 一
6:7+1 paragraph 二
6:11+1 paragraph 三
6:17+4 paragraph four
6:25+4 paragraph five
6:38+3 paragraph six
7:1+5 paragraph seven
7:8+21 paragraph https://eight.example
9:19+4 item nine
10:5+3 item ten
12:3+1 cell a
12:7+6 cell eleven
14:3+1 cell b
14:7+6 cell twelve
21:1+4 term TERM
22:3+8 definition thirteen
`
	if diff := cmp.Diff(want, got.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// FuzzPassages holds that every part of every passage has a place.
func FuzzPassages(f *testing.F) {
	f.Add([]byte("# a\\*b &amp; c\n\n> - x\\\n\n|a|\n|-|\n|`b`|\n\n::: glossary\nA\n: b\n:::\n"))
	f.Add([]byte("\\\\&\\&amp;\xff"))
	f.Fuzz(func(t *testing.T, src []byte) {
		doc := parsePage("a.md", src, Options{Lang: "zh"})
		lines := strings.Count(string(src), "\n") + strings.Count(string(src), "\r") + 1
		for _, p := range doc.Passages() {
			for at := range p.Text {
				m := p.Place(at, len(p.Text))
				if m.Line < 1 || m.Line > lines || m.Col < 1 || m.Width < 0 || m.File != "a.md" {
					t.Fatalf("%q at %d stands at %+v", p.Text, at, m)
				}
			}
			if !utf8.ValidString(p.Text) {
				t.Errorf("%q is not UTF-8", p.Text)
			}
		}
	})
}
