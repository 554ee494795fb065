package text_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden"
	"woshou/diagrams/render/text"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// protocols is where the site that is shipped has its scenarios of protocols.
const protocols = "../../../content/scenarios/protocols"

// TestManyHostsHaveALaneEach holds how a run of three hosts stands in characters:
// messages behind a lifeline, losses, a crash.
func TestManyHostsHaveALaneEach(t *testing.T) {
	for _, name := range []string{"two-phase-commit-blocked", "raft-log-leader-dies"} {
		src, err := os.ReadFile(filepath.Join(protocols, name+".scenario"))
		if err != nil {
			t.Fatal(err)
		}
		run, errs := diagrams.Open(string(src), func(file string) (string, string, bool) {
			protocol, err := os.ReadFile(filepath.Join(protocols, file))
			return file, string(protocol), err == nil
		}).Run(name)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		var b bytes.Buffer
		if err := text.Encode(&b, run, text.Options{Words: words.Of("en"), Spell: trace.Hyphens}); err != nil {
			t.Fatal(err)
		}
		golden.File(t, "testdata/"+name+".txt", b.String())
	}
}
