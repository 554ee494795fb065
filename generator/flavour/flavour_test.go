package flavour

import (
	"bytes"
	"strings"
	"testing"

	"woshou/diagrams/golden"
)

// A case is pages of a flavour, `name.md`, and as what they are read, `name.want`.
// The file is named after the flavour.
func TestRespell(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) (parts []golden.Part) {
		respell := Of(c.Name).Respell
		for _, p := range c.Parts {
			if name, ok := strings.CutSuffix(p.Name, ".md"); ok {
				r := respell([]byte(p.Text))
				checkLines(t, c.Name, p.Text, r)
				got := string(r.Text)
				parts = append(parts, p, golden.Part{Name: name + ".want", Text: got})
			}
		}
		return parts
	})
}

// checkLines holds that every line of a page is still there.
func checkLines(t *testing.T, flavour, text string, r Respelt) {
	t.Helper()
	if was, is := strings.Count(text, "\n"), bytes.Count(r.Text, []byte("\n")); is-len(r.Added) != was {
		t.Errorf("%s: %d lines became %d, of which %d are added: %q", flavour, was, is, len(r.Added), text)
	}
}

// Plain Markdown is the same in all flavours.
func TestPlainPagesStay(t *testing.T) {
	page := []byte("---\ntitle: a\n---\n# A\n\n- b\n  - c\n\n```go\n!!! note\n{{< x >}}\n:::tip[a]\n```\n\n    code\n\n> d\n\n| a |\n|---|\n")
	for _, f := range flavours {
		if f.Respell == nil {
			continue
		}
		if got := f.Respell(page).Text; !bytes.Equal(got, page) {
			t.Errorf("%s: %s", f.Name, got)
		}
	}
}

// FuzzRespell holds that every line of any page stays where it is.
func FuzzRespell(f *testing.F) {
	for _, seed := range []string{"!!! note\n    a\n\n=== \"x\"\n    b\n", "{{< note >}}\n", "<Tabs>\n<TabItem value=\"a\">\n```\n", "::: code-tabs\n@tab a\n", "```admonish\n", "+++\na = 1\n+++\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.TrimSuffix(text, "\n") + "\n"
		for _, in := range flavours {
			if in.Respell == nil {
				continue
			}
			checkLines(t, in.Name, text, in.Respell([]byte(text)))
		}
	})
}
