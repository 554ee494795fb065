package build

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A page depends on its scenarios also for what it says: an edit of the
// scenario alone makes a true sentence false, and true again.
func TestEditedScenarioIsHeldAgainstThePageAgain(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	write(t, filepath.Join(dir, "index.md"), "# 握手\n\n![](a.scenario)\n\n[第三次]{step=3 server=ESTABLISHED}\n")
	scenario := filepath.Join(dir, "a.scenario")
	write(t, scenario, handshake)
	if _, problems := build(t, dir, out); len(problems) > 0 {
		t.Fatal(problems)
	}
	before := tree(t, out)

	write(t, scenario, "server listen\nlose ACK from client\nclient connect\n")
	_, problems := build(t, dir, out)
	if len(problems) != 1 || problems[0].Code != "fact" || problems[0].Place.String() != "index.md:5:14" {
		t.Error("problems after the edit:", problems)
	}
	if diff := cmp.Diff(before, tree(t, out)); diff != "" {
		t.Error("a build with errors changed the output", diff)
	}

	write(t, scenario, handshake)
	if _, problems := build(t, dir, out); len(problems) > 0 {
		t.Error("problems after the repair:", problems)
	}
}
