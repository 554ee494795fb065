package figure

import (
	"strings"
	"testing"

	"woshou/diagrams/tcp"
)

// TestGlossaryShowsEveryArrow holds that the entries of all states together
// name each row of the machine's table twice: where it leaves and where it
// arrives.
func TestGlossaryShowsEveryArrow(t *testing.T) {
	lang := languageOf("en")
	for _, row := range tcp.Table {
		out := string(Arrows(lang, strings.ReplaceAll(row.From.String(), "-", "_")))
		in := string(Arrows(lang, row.To.String()))
		_, leaves, _ := strings.Cut(out, "→ ")
		arrives, _, _ := strings.Cut(in, "→ ")
		if !strings.Contains(leaves, strings.ReplaceAll(row.To.String(), "-", "_")+": ") {
			t.Errorf("%v: no arrow to %v on %q in %s", row.From, row.To, row.Event, out)
		}
		if !strings.Contains(arrives, strings.ReplaceAll(row.From.String(), "-", "_")+": ") {
			t.Errorf("%v: no arrow from %v on %q in %s", row.To, row.From, row.Event, in)
		}
	}
	if got := Arrows(lang, "SYN_SEND"); got != nil {
		t.Errorf("SYN_SEND is no state, but has arrows: %s", got)
	}
}
