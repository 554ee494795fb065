package twin_test

import (
	"bytes"
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"woshou/generator/twin"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

func Example() {
	var w twin.Writer
	quote := w.Begin(twin.Quote)
	w.Title("2 * 3")
	list := w.List(twin.List{Ordered: true, Start: 3})
	item := w.Begin(twin.Item)
	w.Text("is 6")
	w.Fenced("go", "x := 2 * 3\n")
	w.End(item)
	w.End(list)
	w.End(quote)
	w.Text("#1 is SYN_SENT")
	fmt.Print(w.String())
	// Output:
	// > **2 * 3**
	// >
	// > 3. is 6
	// >    ```go
	// >    x := 2 * 3
	// >    ```
	//
	// #1 is SYN_SENT
}

// Only what would mean something has a backslash.
func TestText(t *testing.T) {
	for text, want := range map[string]string{
		"2 * 3, a_b, _ and ~5":       "2 * 3, a_b, _ and ~5",
		"*a* _b_ ~c~ `d`":            `\*a* \_b_ \~c\~ ` + "\\`d\\`",
		"[a](b) [c] ![d](e) [^f]":    `[a]\(b) [c] ![d]\(e) \[^f]`,
		"a < b <c> & &lt; &x \\ \\*": `a < b \<c> & \&lt; &x \ \\\*`,
		"1. a":                       `1\. a`,
		"1.5 a":                      "1.5 a",
		"- a":                        `\- a`,
		"-a":                         "-a",
		"# a":                        `\# a`,
		"#a":                         "#a",
		"> a":                        `\> a`,
		"| - |":                      `\| - |`,
		"[a]: b":                     `\[a]: b`,
		"  a \n b ":                  "a b",
	} {
		var w twin.Writer
		w.Text(text)
		if got := strings.TrimSuffix(w.String(), "\n"); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// What marks nothing beside Chinese is said in HTML.
func TestEmphasisIsSeen(t *testing.T) {
	for want, parts := range map[string][3]string{
		"**a** b":                {"", "a", " b"},
		"a **b** c":              {"a", " b ", "c"},
		"前**中**后":                {"前", "中", "后"},
		"<strong>中。</strong>后":   {"", "中。", "后"},
		"前<strong>（中）</strong>，": {"前", "（中）", "，"},
		"a b":                    {"a", " ", "b"},
	} {
		var w twin.Writer
		w.Text(parts[0])
		strong := w.Begin(twin.Strong)
		w.Text(parts[1])
		w.End(strong)
		w.Text(parts[2])
		if got := strings.TrimSuffix(w.String(), "\n"); got != want {
			t.Errorf("%q: %s, want %s", parts, got, want)
		}
	}
}

var tags = regexp.MustCompile(`<[^>]*>`)

// readAgain is the text that plain goldmark reads in Markdown, without blanks.
func readAgain(t *testing.T, text string) string {
	var out bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote)).Convert([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	return withoutBlanks(html.UnescapeString(tags.ReplaceAllString(out.String(), "")))
}

func withoutBlanks(s string) string { return strings.Join(strings.Fields(s), "") }

// Another reader of Markdown reads all text as text, wherever it stands.
func FuzzText(f *testing.F) {
	for _, seed := range []string{
		"a *b* _c_ ~d~ `e` [f](g) ![h](i) <j> &amp; \\k", "# a #", "1) a", "+ a", "===", "---", "***", "~~~", "```", "| a |", "[a]: b", "[^1]: a", "[ ] a", "a\\",
		"<!-- a -->", "&#65;", ": a", "a | b", "\\", "*", "_a", "]](a", "![", "a_*b", "**a", "。*a", "a_中_b",
	} {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if strings.ContainsAny(a+b, "\x00\r\v\f\u0085") || !utf8.ValidString(a) || !utf8.ValidString(b) {
			t.Skip("Markdown has other names for these")
		}
		for name, write := range map[string]func(w *twin.Writer){
			"texts":   func(w *twin.Writer) { w.Text(a); w.Break(); w.Text(b) },
			"heading": func(w *twin.Writer) { h := w.Heading(2); w.Text(a); w.End(h); w.Text(b) },
			"strong":  func(w *twin.Writer) { w.Text("x "); s := w.Begin(twin.Strong); w.Text(a); w.End(s); w.Text(" " + b) },
			"link":    func(w *twin.Writer) { l := w.Link("x", b); w.Text(a); w.End(l); w.Text(b) },
			"item": func(w *twin.Writer) {
				w.List(twin.List{})
				i := w.Begin(twin.Item)
				w.Text(a)
				w.End(i)
				w.Begin(twin.Item)
				w.Text(b)
			},
			"cells": func(w *twin.Writer) {
				w.Begin(twin.Table)
				w.Begin(twin.Row)
				c := w.Cell(twin.Cell{})
				w.Text(a)
				w.End(c)
				w.Cell(twin.Cell{})
				w.Text(b)
			},
			"code": func(w *twin.Writer) { w.Text("x"); w.CodeSpan(a); w.Text(b) },
			"block": func(w *twin.Writer) {
				w.Begin(twin.Quote)
				w.Fenced("x", a)
				w.Text(b)
			},
		} {
			var w twin.Writer
			write(&w)
			want := withoutBlanks(a + b)
			if name == "strong" || name == "code" {
				want = "x" + want
			}
			if got := readAgain(t, w.String()); got != want {
				t.Errorf("%s: %q + %q is written as\n%s\nand read as %q", name, a, b, w.String(), got)
			}
		}
	})
}
