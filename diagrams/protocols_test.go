package diagrams_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden"
	"woshou/diagrams/scenario/lines"
)

// TestProtocolRuns runs every testdata/protocols/*.txtar: "scenario", and
// perhaps the protocol that it uses, then what becomes of it in "run" and
// "errors". A protocol that is no part of the case is one of those that package
// protocol is tested with.
func TestProtocolRuns(t *testing.T) {
	golden.Run(t, "testdata/protocols", func(t *testing.T, c golden.Case) []golden.Part {
		tr, errs := sourceOf(t, c).Run("test.scenario")
		run := ""
		if tr != nil {
			if run = tr.String(); tr.Validate() != nil {
				t.Error(tr.Validate())
			}
		}
		c.Parts = c.With("run", run)
		return c.With("errors", said(errs))
	})
}

// sourceOf is the scenario of a case, with the protocol that it uses.
func sourceOf(t testing.TB, c golden.Case) diagrams.Source {
	return diagrams.Open(c.Part("scenario"), func(name string) (file, text string, found bool) {
		if text := c.Part(name); text != "" {
			return name, text, true
		}
		return protocolFile(t, name)
	})
}

// protocolFile is one of the protocols that package protocol is tested with.
func protocolFile(t testing.TB, name string) (file, text string, found bool) {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("protocol/testdata/protocols", name))
	return name, string(content), err == nil
}

// said are errors as text, a line each.
func said(errs []lines.Error) string {
	var b strings.Builder
	for _, e := range errs {
		fmt.Fprintf(&b, "%s:%v ~%d %s\n", e.File, e, e.Width, e.Code)
	}
	return b.String()
}
