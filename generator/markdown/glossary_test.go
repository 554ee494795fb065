package markdown

import (
	"strings"
	"testing"
)

// TestTermsEndWithWhatTheSiteKnows holds that each term is asked about once,
// and that the answer stands in its last definition.
func TestTermsEndWithWhatTheSiteKnows(t *testing.T) {
	doc := parsePage("x.md", []byte("::: glossary\nLISTEN\n: waits\n: still waits\n\nSYN_SENT\n: has sent\n:::\n"), Options{})
	var asked []string
	out := doc.Render(Renderer{Term: func(term string) []byte {
		asked = append(asked, term)
		return []byte("<i>" + term + "</i>")
	}}).HTML
	if got := strings.Join(asked, " "); got != "LISTEN SYN_SENT" {
		t.Errorf("asked about %s", got)
	}
	for _, want := range []string{"still waits<i>LISTEN</i></dd>", "has sent<i>SYN_SENT</i></dd>"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("no %s in\n%s", want, string(out))
		}
	}
}
