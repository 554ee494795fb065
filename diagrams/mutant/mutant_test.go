package mutant

import (
	"context"
	"flag"
	"fmt"
	"go/build"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// all has every mutant tried, and not only the first few; `make soak` sets it.
var all = flag.Bool("all", false, "try all mutants")

// many is how many mutants `make soak` tries; a run of the tests tries those that
// testdata/always.txt names.
const many = 60

// suites are the tests that mutants meet, quick ones first.
var suites = []struct{ pkg, run string }{
	{"tcp", "^(TestEveryEventInEveryState|TestTableIsAFunction|TestFairNetworkDelivers|TestDoubled|TestFullSegmentOfThePeer|TestWideningIsLetGo|TestAnotherLossIsEvident)$"},
	{"sim", "^(TestRuns|FuzzRun)$"},
	{"judge", "^(TestRecordings|TestScripts|TestRandomAgreed)$"},
}

// TestMutants holds that the tests catch the mutants of the machine, all but
// those that testdata/equivalent.txt names.
func TestMutants(t *testing.T) {
	if testing.Short() {
		t.Skip("mutants are built anew; run without -short")
	}
	pkg, text := sources(t)
	found, err := Find(pkg, text)
	if err != nil {
		t.Fatal(err)
	}
	chosen := always(t, found)
	if *all {
		chosen = Choose(found, many+many/4) // some lie within others
	}
	folder := t.TempDir()
	overlay, mutants, err := Overlay(pkg, folder, text, chosen)
	if err != nil {
		t.Fatal(err)
	}
	mutants = mutants[:min(many, len(mutants))]
	programs := compile(t, folder, overlay)
	if failed := catch(t, programs, 0); failed != "" {
		t.Fatalf("without a mutant, too, %s fails", failed)
	}
	equivalent := readEquivalent(t)
	caught, named := 0, 0
	for i, m := range mutants {
		by, reason := catch(t, programs, i+1), equivalent[m.Name]
		switch {
		case by != "" && reason == "":
			caught++
			t.Logf("caught by %s: %s", by, m.Name)
		case by != "":
			t.Errorf("%s is caught by %s, and listed as equivalent", m.Name, by)
		case reason != "":
			named++
			t.Logf("equivalent: %s: %s", m.Name, reason)
		default:
			t.Errorf("survived: %s", m.Name)
		}
	}
	t.Logf("%d mutants of %d places: %d caught, %d equivalent by name", len(mutants), len(found), caught, named)
}

// always are the mutants that are tried each time. One whose line has changed is
// no more: the test says so, and another should take its place.
func always(t *testing.T, found []Mutant) (chosen []Mutant) {
	t.Helper()
	src, err := os.ReadFile("testdata/always.txt")
	if err != nil {
		t.Fatal(err)
	}
	for name := range strings.Lines(string(src)) {
		name = strings.TrimSpace(name)
		if i := slices.IndexFunc(found, func(m Mutant) bool { return m.Name == name }); i >= 0 {
			chosen = append(chosen, found[i])
		} else {
			t.Logf("no more a line of the machine: %s", name)
		}
	}
	return chosen
}

// sources reads the machine.
func sources(t *testing.T) (pkg string, text map[string][]byte) {
	t.Helper()
	pkg, err := filepath.Abs("../tcp")
	if err != nil {
		t.Fatal(err)
	}
	// A test that was built with -trimpath does not know where Go is.
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	build.Default.GOROOT = strings.TrimSpace(string(root))
	files, _ := filepath.Glob(filepath.Join(pkg, "*.go"))
	text = map[string][]byte{}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		if text[f], err = os.ReadFile(f); err != nil {
			t.Fatal(err)
		}
	}
	return pkg, text
}

// compile makes the test programs of the suites, with all mutants in them.
func compile(t *testing.T, folder, overlay string) (programs []string) {
	t.Helper()
	for _, s := range suites {
		program := filepath.Join(folder, s.pkg+".test")
		out, err := exec.Command("go", "test", "-c", "-overlay", overlay, "-o", program, "../"+s.pkg).CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		programs = append(programs, program)
	}
	return programs
}

// catch runs a mutant until a suite fails, and returns which one; "" when none
// does. A mutant may wait for ever, or say too much.
func catch(t *testing.T, programs []string, number int) string {
	t.Helper()
	for i, program := range programs {
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
		run := exec.CommandContext(ctx, program, "-test.short", "-test.failfast", "-test.run", suites[i].run)
		run.Dir = filepath.Join("..", suites[i].pkg)
		run.Env = append(os.Environ(), fmt.Sprintf("%s=%d", Variable, number), "GOMEMLIMIT=1GiB")
		err := run.Run()
		cancel()
		if err != nil {
			return suites[i].pkg
		}
	}
	return ""
}

// readEquivalent reads the mutants that nobody can tell from the machine: a line
// with the name, and one with the reason, which begins with "because ".
func readEquivalent(t *testing.T) map[string]string {
	t.Helper()
	src, err := os.ReadFile("testdata/equivalent.txt")
	if err != nil {
		t.Fatal(err)
	}
	reasons, name := map[string]string{}, ""
	for line := range strings.Lines(string(src)) {
		line = strings.TrimSpace(line)
		if reason, ok := strings.CutPrefix(line, "because "); ok && name != "" {
			reasons[name] = reason
		} else {
			name = line
		}
	}
	return reasons
}

// TestFind: each kind, and what lies in another, is left out.
func TestFind(t *testing.T) {
	src := "package p\n\nconst c = 5\n\nfunc f(n int) bool {\n\tif n < 7 {\n\t\treturn true\n\t}\n\tswitch {\n\tcase n == 1:\n\t\treturn false\n\t}\n\treturn n > 2\n}\n"
	found, err := Find("p", map[string][]byte{"p.go": []byte(src)})
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, m := range found {
		names = append(names, m.Name)
	}
	const want = `p.go f: no if n < 7
p.go f: n < 7 → n <= 7
p.go f: 7 → 10
p.go f: no case n == 1
p.go f: n == 1 → n != 1
p.go f: 1 → 2
p.go f: n > 2 → n >= 2
p.go f: 2 → 3`
	if got := strings.Join(names, "\n"); got != want {
		t.Errorf("found\n%s\nwant\n%s", got, want)
	}
	if got := len(apart(found)); got != 3 {
		t.Errorf("%d mutants stand side by side, want 3", got)
	}
}
