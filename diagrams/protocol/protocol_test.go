package protocol_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"woshou/diagrams/golden"
	"woshou/diagrams/place"
	"woshou/diagrams/protocol"
	"woshou/diagrams/scenario/lines"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// TestCases runs testdata/*.txtar. A case is a run of files: `name`, the
// protocol, then what it gives: `name.canonical` when it is right (left out when
// that is the protocol itself), `name.errors` when it is not.
func TestCases(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) (parts []golden.Part) {
		for _, p := range c.Parts {
			if filepath.Ext(p.Name) == "" {
				parts = append(append(parts, p), outcome(t, p.Name, p.Text)...)
			}
		}
		return parts
	})
}

// outcome is what a protocol gives, as the parts of a case.
func outcome(t *testing.T, name, src string) []golden.Part {
	file, errs := protocol.Parse(name, src)
	canonical := protocol.Format(file)
	if len(errs) == 0 {
		checkRoundTrip(t, file, canonical)
		errs = compile(file)
	}
	if len(errs) > 0 {
		return []golden.Part{{Name: name + ".errors", Text: list(errs)}}
	}
	if canonical == src {
		return nil
	}
	return []golden.Part{{Name: name + ".canonical", Text: canonical}}
}

// compile returns all that is wrong with a file.
func compile(file *protocol.File) []lines.Error {
	p, errs := protocol.Compile(file)
	if p != nil {
		return p.LooseEnds
	}
	return errs
}

func list(errs []lines.Error) string {
	var all strings.Builder
	for _, e := range errs {
		fmt.Fprintf(&all, "%v ~%d %s\n", e, e.Width, e.Code)
	}
	return all.String()
}

// apartFromPositions compares protocols that stand at different places.
var apartFromPositions = []cmp.Option{
	cmpopts.IgnoreTypes(place.Place{}, lines.Comment{}), cmpopts.IgnoreFields(protocol.Line{}, "Last"), cmp.Exporter(func(reflect.Type) bool { return true }),
}

// checkRoundTrip holds the law of the formatter.
func checkRoundTrip(t *testing.T, file *protocol.File, canonical string) {
	t.Helper()
	again, errs := protocol.Parse(file.Name, canonical)
	if len(errs) > 0 {
		t.Fatalf("%s: canonical form has errors: %v\n%s", file.Name, errs, canonical)
	}
	if diff := cmp.Diff(file, again, apartFromPositions...); diff != "" {
		t.Errorf("%s: canonical form means something else (-written +formatted):\n%s", file.Name, diff)
	}
	if twice := protocol.Format(again); twice != canonical {
		t.Errorf("%s: not a fixed point:\n%s", file.Name, cmp.Diff(canonical, twice))
	}
}

// TestShippedProtocolsCompile holds that the protocols in testdata are right.
func TestShippedProtocolsCompile(t *testing.T) {
	for _, name := range shipped(t) {
		file, errs := protocol.Parse(name, read(t, name))
		if len(errs) == 0 {
			checkRoundTrip(t, file, protocol.Format(file))
			errs = compile(file)
		}
		if len(errs) > 0 {
			t.Errorf("%s:\n%s", name, list(errs))
		}
	}
}

func shipped(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/protocols/*.protocol")
	if err != nil || len(files) < 14 {
		t.Fatal(files, err)
	}
	return files
}

func read(t testing.TB, file string) string {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// FuzzParse holds that no text panics, that every error has a place, and that
// what is right survives formatting.
func FuzzParse(f *testing.F) {
	for _, c := range golden.Cases(f, "testdata") {
		for _, p := range c.Parts {
			f.Add(p.Text)
		}
	}
	for _, name := range shipped(f) {
		f.Add(read(f, name))
	}
	f.Fuzz(func(t *testing.T, src string) {
		file, errs := protocol.Parse("fuzz", src)
		if len(errs) == 0 {
			checkRoundTrip(t, file, protocol.Format(file))
			errs = compile(file)
		}
		for _, e := range errs {
			if e.Line < 1 || e.Col < 1 || e.Width < 1 || e.Message == "" || e.Code == "" {
				t.Errorf("incomplete error: %#v", e)
			}
		}
	})
}
