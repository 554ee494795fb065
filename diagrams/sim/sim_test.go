package sim_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected parts of testdata")

// TestRuns runs every testdata/*.txtar: a part "scenario", then what becomes
// of it in "run" and "errors". To add a case, write the scenario, run the test
// with -update and read what it wrote.
func TestRuns(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := &txtar.Archive{Comment: a.Comment, Files: append([]txtar.File{}, a.Files[0])}
			run, errs := play(t, string(a.Files[0].Data))
			got.Files = append(got.Files, txtar.File{Name: "run", Data: []byte(run)})
			if errs != "" {
				got.Files = append(got.Files, txtar.File{Name: "errors", Data: []byte(errs)})
			}
			if *update {
				if err := os.WriteFile(name, txtar.Format(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(txtar.Format(a)), string(txtar.Format(got))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// play runs a scenario and returns the trace and the errors as text.
func play(t *testing.T, src string) (run, errs string) {
	t.Helper()
	tr, problems := diagrams.Run("test.scenario", src)
	if tr == nil {
		t.Fatal(problems)
	}
	var b strings.Builder
	for _, e := range problems {
		fmt.Fprintf(&b, "%d:%d: %s: %s\n", e.Line, e.Col, e.Code, e.Message)
	}
	return tr.String(), b.String()
}
