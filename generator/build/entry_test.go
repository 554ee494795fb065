package build

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestChipsLeadToTheGlossaryOfTheSite(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	write(t, filepath.Join(dir, "a/page.md"), "---\nprotocol: tcp\n---\n# A\n\nSYN_SENT and CLOSING\n")
	write(t, filepath.Join(dir, "b.md"), "# B\n\n::: glossary\nLISTEN\n: waits\n:::\n")
	glossary := "# Terms\n\n::: glossary\nSYN_SENT\n: asked\n\nLISTEN\n: waits for somebody\n:::\n"
	write(t, filepath.Join(dir, "terms.md"), glossary)
	if _, problems := build(t, dir, out); len(problems) > 0 {
		t.Fatal(problems)
	}
	for page, parts := range map[string][]string{
		"a/page.html": {`<a data-state="SYN-SENT" href="../terms.html#syn-sent" title="asked">`, `<a data-state="CLOSING">`},
		"b.html":      {`<a data-state="LISTEN" href="#listen">`},
	} {
		for _, part := range parts {
			if text := tree(t, out)[page]; !strings.Contains(text, part) {
				t.Errorf("%s lacks %s in\n%s", page, part, text)
			}
		}
	}

	// The words of the glossary are on the other page too.
	write(t, filepath.Join(dir, "terms.md"), strings.Replace(glossary, "asked", "has asked", 1))
	build(t, dir, out)
	if text := tree(t, out)["a/page.html"]; !strings.Contains(text, `title="has asked"`) {
		t.Errorf("the page still says what the glossary said:\n%s", text)
	}
}
