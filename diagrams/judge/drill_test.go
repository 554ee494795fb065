package judge

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams/judge/packetdrill"
)

// TestScripts drills the machine by every script in testdata/pkt. To have it
// judged by others, put them there. Where the machine does not do what Linux
// does, testdata/pkt/known.txtar names the difference.
func TestScripts(t *testing.T) {
	known := readKnown(t, "testdata/pkt/known.txtar")
	scripts := readScripts(t)
	differ := 0
	for _, s := range scripts {
		complaint, err := drill(newDrillMachine(), s)
		switch name := strings.TrimSuffix(s.Name, ".pkt"); {
		case err != nil:
			t.Error(err)
		case complaint == "" && len(known[name]) > 0:
			t.Errorf("%s: named, but not so: %s", name, known[name][0].Line)
		case complaint != "" && (len(known[name]) != 1 || known[name][0].Line != complaint):
			t.Error(complaint)
		case complaint != "":
			differ++
		}
	}
	t.Logf("%d scripts: the machine does as %d say, and otherwise in %d, by name", len(scripts), len(scripts)-differ, differ)
}

func readScripts(t *testing.T) (scripts []*packetdrill.Script) {
	t.Helper()
	files, err := filepath.Glob("testdata/pkt/*.pkt")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		s, err := packetdrill.Parse(filepath.Base(f), string(src))
		if err != nil {
			t.Fatal(err)
		}
		scripts = append(scripts, s)
	}
	return scripts
}
