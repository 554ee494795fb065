package figure

import (
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// TestGlossaryShowsEveryArrow holds that the entries of all states together
// name each row of the machine's table twice, where it leaves and where it
// arrives, with its event: behind the state, or behind all that share it.
func TestGlossaryShowsEveryArrow(t *testing.T) {
	lang := languageOf("en")
	for _, row := range tcp.Table {
		from, to := strings.ReplaceAll(row.From.String(), "-", "_"), strings.ReplaceAll(row.To.String(), "-", "_")
		event := charted{Machine: diagrams.TCP()}.event(trace.Transition{From: row.From.String(), To: row.To.String(), Event: string(row.Event)}, lang)
		_, leaves, _ := strings.Cut(string(Arrows(lang, from)), "→ ")
		arrives, _, _ := strings.Cut(string(Arrows(lang, to)), "<br>→ ")
		_, arrives, _ = strings.Cut(arrives, "← ")
		if !shows(leaves, to, event) {
			t.Errorf("%v: no arrow to %v on %q in %s", row.From, row.To, event, leaves)
		}
		if !shows(arrives, from, event) {
			t.Errorf("%v: no arrow from %v on %q in %s", row.To, row.From, event, arrives)
		}
	}
	if got := Arrows(lang, "SYN_SEND"); got != nil {
		t.Errorf("SYN_SEND is no state, but has arrows: %s", got)
	}
}

// shows reports whether a state is among some, and an event said of it or of most
// states.
func shows(entry, state, event string) bool {
	named, said := false, false
	for _, part := range strings.Split(strings.TrimSuffix(entry, "</small>"), "; ") {
		states, events, _ := strings.Cut(part, ": ")
		of := slices.Contains(strings.Split(states, ", "), state)
		named = named || of
		said = said || (of || states == "most states") && strings.Contains(", "+events+", ", ", "+event+", ")
	}
	return named && said
}

// What leads to one state from nearly everywhere is said once: the entry of CLOSED
// was thirteen lines long.
func TestGlossaryIsShort(t *testing.T) {
	for _, code := range []string{"zh", "en"} {
		for _, row := range tcp.Table {
			if entry := string(Arrows(languageOf(code), row.From.String())); len([]rune(entry)) > 520 {
				t.Errorf("%s %v: %d characters: %s", code, row.From, len([]rune(entry)), entry)
			}
		}
	}
}
