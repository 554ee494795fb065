package scenario_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite what the cases expect")

// apartFromPositions compares scenarios that stand at different places.
var apartFromPositions = cmpopts.IgnoreTypes(place.Place{})

// TestCases runs testdata/*.txtar. A case is a run of files: `name`, the
// scenario, then what it gives: `name.canonical` when it is right (left out
// when that is the scenario itself), `name.errors` when it is not.
func TestCases(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		group := strings.TrimSuffix(filepath.Base(file), ".txtar")
		t.Run(group, func(t *testing.T) { runArchive(t, archive) })
		if *update {
			if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// runArchive checks the cases of an archive and makes it what they give.
func runArchive(t *testing.T, archive *txtar.Archive) {
	want := map[string]string{}
	for _, f := range archive.Files {
		want[f.Name] = string(f.Data)
	}
	var given []txtar.File
	for _, f := range archive.Files {
		if filepath.Ext(f.Name) != "" {
			continue
		}
		given = append(given, f)
		result := outcome(t, f.Name, string(f.Data))
		t.Run(f.Name, func(t *testing.T) {
			for _, ext := range []string{".canonical", ".errors"} {
				name := f.Name + ext
				if diff := cmp.Diff(want[name], result[name]); diff != "" && !*update {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
		})
		for _, ext := range []string{".canonical", ".errors"} {
			if data := result[f.Name+ext]; data != "" {
				given = append(given, txtar.File{Name: f.Name + ext, Data: []byte(data)})
			}
		}
	}
	archive.Files = given
}

// outcome is what a scenario gives, as the files of a case.
func outcome(t *testing.T, name, src string) map[string]string {
	file, errs := scenario.Parse(name, src)
	if len(errs) > 0 {
		var lines strings.Builder
		for _, e := range errs {
			fmt.Fprintf(&lines, "%v ~%d %s\n", e, e.Width, e.Code)
		}
		return map[string]string{name + ".errors": lines.String()}
	}
	canonical := scenario.Format(file)
	checkRoundTrip(t, file, canonical)
	if canonical == src {
		return nil
	}
	return map[string]string{name + ".canonical": canonical}
}

// checkRoundTrip holds the law of the formatter.
func checkRoundTrip(t *testing.T, file *scenario.File, canonical string) {
	t.Helper()
	again, errs := scenario.Parse(file.Name, canonical)
	if len(errs) > 0 {
		t.Fatalf("%s: canonical form has errors: %v\n%s", file.Name, errs, canonical)
	}
	if diff := cmp.Diff(file, again, apartFromPositions); diff != "" {
		t.Errorf("%s: canonical form means something else (-written +formatted):\n%s", file.Name, diff)
	}
	if twice := scenario.Format(again); twice != canonical {
		t.Errorf("%s: not a fixed point:\n%s", file.Name, cmp.Diff(canonical, twice))
	}
}

// FuzzParse holds that no text panics, that every error has a place, and that
// what is right survives formatting.
func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, c := range archive.Files {
			f.Add(string(c.Data))
		}
	}
	f.Fuzz(func(t *testing.T, src string) {
		file, errs := scenario.Parse("fuzz", src)
		for _, e := range errs {
			if e.Line < 1 || e.Col < 1 || e.Width < 1 || e.Message == "" || e.Code == "" {
				t.Errorf("incomplete error: %#v", e)
			}
		}
		canonical := scenario.Format(file)
		if len(errs) == 0 {
			checkRoundTrip(t, file, canonical)
		}
	})
}
