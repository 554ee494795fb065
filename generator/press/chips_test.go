package press

import (
	"strings"
	"testing"
)

// TestCodeNamesStatesOfProtocols: a code span with the name of a state of the page's
// protocol is a chip in the colour of its stage, which leads to the glossary, else to
// the state diagram; everything else in code stays.
func TestCodeNamesStatesOfProtocols(t *testing.T) {
	page, problems := checkedPage(t, agreement, `# A

`+"```states agreement.protocol asker id=asker\n```\n\n```check agreement.protocol\n```"+`

Is `+"`WAITING`, `ALONE`, [`AGREED`](./a.md), `ASK`, `patience`, WAITING, LISTEN or `LISTEN`"+`.

::: glossary
ALONE
: Nobody answered.
:::
`)
	if len(problems) > 0 {
		t.Errorf("problems: %q", problems)
	}
	for part, want := range map[string]int{
		`<a data-state="WAITING" data-stage="under-way" href="#asker"><code>WAITING</code></a>, `:                   1,
		`<a data-state="ALONE" data-stage="given-up" href="#alone" title="Nobody answered."><code>ALONE</code></a>`: 1,
		`<code>AGREED</code></a>, <code>ASK</code>, <code>patience</code>, WAITING, LISTEN or <code>LISTEN</code>`:  1,
		`Nobody answered.<small data-chrome><br>← WAITING: patience<br>→ </small>`:                                  1,
	} {
		if got := strings.Count(page, part); got != want {
			t.Errorf("%s stands there %d times, want %d", part, got, want)
		}
	}
	if t.Failed() {
		t.Log(page[strings.LastIndex(page, ">Is <"):])
	}
}

// TestStatesOfTCPComeFirstBesideIts: on a page with figures of both, a name that both
// have is TCP's.
func TestStatesOfTCPComeFirstBesideIts(t *testing.T) {
	page, _ := checkedPage(t, strings.ReplaceAll(agreement, "AGREED", "ESTABLISHED"),
		"# A\n\n```scenario\n"+handshake+"```\n\n```check agreement.protocol\n```\n\n`ESTABLISHED` and `ALONE`.\n")
	want := `<a data-state="ESTABLISHED"><code>ESTABLISHED</code></a> and <a data-state="ALONE" data-stage="given-up"><code>ALONE</code></a>`
	if !strings.Contains(page, want) {
		t.Errorf("it says %s", page[strings.LastIndex(page, "<p"):])
	}
}
