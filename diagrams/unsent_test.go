package diagrams_test

import (
	"testing"

	"woshou/diagrams"
)

// TestUnsent: what a run leaves unsent is warned of at the last SEND, unless that is
// what its author or its user knows.
func TestUnsent(t *testing.T) {
	const closed = "begin established\nserver set window 1000\nserver set auto-read off\nclient send 2000\n"
	const corked = "begin established\nclient set cork on\ntogether {\n  client send 10\n  server send 5\n}\n"
	for _, c := range []struct{ text, want string }{
		{closed, "4:1: the run comes to rest with 1000 octets of client unsent"},
		{closed + "client send 5\n", "5:1: the run comes to rest with 1005 octets of client unsent"},
		{corked, "4:3: the run comes to rest with 10 octets of client unsent"},
		{closed + "server set auto-read on\n", ""},
		{closed + "end\n", ""},
		{closed + "client abort\n", ""},
		{closed + "expect client CLOSED\n", ""},
		// A second connection that begins at the same number.
		{"host client isn 100 100\nhost server\nserver listen\nclient connect\nclient send 30\nclient abort\nserver listen\nclient connect\nclient send 20\n", ""},
	} {
		src := diagrams.Source{Text: c.text}
		run, errs := src.Run("x")
		got := ""
		for _, w := range diagrams.Unsent(src, run, errs) {
			w.Hint = ""
			got += w.Error()
		}
		if got != c.want {
			t.Errorf("%s\nwarns %q, not %q", c.text, got, c.want)
		}
	}
}
