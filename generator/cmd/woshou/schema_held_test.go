package main

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams/golden"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// ourContent is the site of the manual; it publishes the schemas.
const (
	ourContent   = "../../../content"
	schemaFolder = ourContent + "/public/schema"
)

// schema is one of them, as JSON. As it is published it passes over what it
// does not describe ($defs/later), because readers are asked to do so.
type schema map[string]any

func readSchema(t *testing.T, name string) schema {
	t.Helper()
	src := read(t, filepath.Join(schemaFolder, name+".schema.json"))
	return decodeJSON(t, []byte(src)).(map[string]any)
}

// strict is the schema with nothing passed over.
func (s schema) strict() schema {
	closed := maps.Clone(s)
	defs := maps.Clone(s["$defs"].(map[string]any))
	defs["later"] = false
	closed["$defs"] = defs
	return closed
}

func (s schema) compile(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", map[string]any(s)); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func decodeJSON(t *testing.T, src []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(src))
	if err != nil {
		t.Fatalf("%v in %s", err, src)
	}
	return v
}

// printed is what a command prints on standard output; how it ends is not
// looked at.
func printed(t *testing.T, args ...string) []byte {
	t.Helper()
	t.Setenv("LC_ALL", "C")
	var out bytes.Buffer
	cmd := newRoot()
	cmd.SetOut(&out)
	cmd.SetArgs(args)
	_ = cmd.ExecuteContext(context.Background())
	if out.Len() == 0 {
		t.Fatalf("woshou %s prints nothing", strings.Join(args, " "))
	}
	return out.Bytes()
}

// printedLines is the same of a command that prints JSON Lines.
func printedLines(t *testing.T, args ...string) (lines []any) {
	t.Helper()
	for line := range bytes.Lines(printed(t, args...)) {
		lines = append(lines, decodeJSON(t, line))
	}
	return lines
}

// held is a schema with all that was held against it.
type held struct {
	schema
	strictly *jsonschema.Schema
	seen
}

func hold(t *testing.T, name string) held {
	s := readSchema(t, name)
	return held{s, s.strict().compile(t), newSeen()}
}

// accepts validates documents that a command printed.
func (h held) accepts(t *testing.T, from string, documents ...any) {
	t.Helper()
	for _, d := range documents {
		h.note(d, "")
		if err := h.strictly.Validate(d); err != nil {
			t.Errorf("%s: %v", from, err)
		}
	}
}

// describes checks that the schema has the keys of a source file, no more and
// no fewer, and that each of them, and each of its words, was printed.
func (h held) describes(t *testing.T, file string) {
	t.Helper()
	if diff := cmp.Diff(tags(t, file), names(h.schema.keys())); diff != "" {
		t.Errorf("keys of %s (-) and of the schema (+):\n%s", file, diff)
	}
	for _, key := range h.schema.keys() {
		if !h.seen.keys[key] {
			t.Errorf("no example prints `%s`", key)
		}
	}
	for _, word := range h.schema.words() {
		if !h.seen.texts[word] {
			t.Errorf("no example prints the word %q", word)
		}
	}
}

// refuses checks changes to a document that both schemas must refuse. A change
// is a text in it and what takes its place.
func (h held) refuses(t *testing.T, document []byte, changes [][2]string) {
	t.Helper()
	published := h.compile(t)
	for _, change := range changes {
		wrong := bytes.Replace(document, []byte(change[0]), []byte(change[1]), 1)
		if bytes.Equal(wrong, document) {
			t.Fatalf("%s is not in %s", change[0], document)
		}
		if published.Validate(decodeJSON(t, wrong)) == nil {
			t.Errorf("%s in the place of %s is not refused", change[1], change[0])
		}
	}
}

// passesOver checks that what a later version adds is no mistake to readers of
// this one.
func (h held) passesOver(t *testing.T, document []byte, changes [][2]string) {
	t.Helper()
	published := h.compile(t)
	for _, change := range changes {
		later := decodeJSON(t, bytes.Replace(document, []byte(change[0]), []byte(change[1]), 1))
		if err := published.Validate(later); err != nil {
			t.Errorf("%s in the place of %s: %v", change[1], change[0], err)
		}
		if h.strictly.Validate(later) == nil {
			t.Errorf("%s in the place of %s is described", change[1], change[0])
		}
	}
}

// unpacked writes testdata/schema/NAME.txtar into a folder.
func unpacked(t *testing.T, name string) string {
	t.Helper()
	return golden.Read(t, "testdata/schema/"+name+".txtar").Folder(t)
}

// glob are the files of a folder, at least one.
func glob(t *testing.T, dir, pattern string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(names) == 0 {
		t.Fatalf("no files %s: %v", pattern, err)
	}
	return names
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
