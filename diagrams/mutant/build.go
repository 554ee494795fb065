package mutant

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Variable is the environment variable that says which mutant runs, by its
// number, from 1; any other value is the machine as it is.
const Variable = "WOSHOU_MUTANT"

// support is what changed sources call. A source that has no duration of its own to
// name imports no package time.
const support = `package tcp

import (
	"os"
	"time"
)

type duration = time.Duration

var mutant = os.Getenv("` + Variable + `")

func mutated(n string) bool { return mutant == n }

func pick[T any](n string, is, other T) T {
	if mutated(n) {
		return other
	}
	return is
}
`

// Overlay writes the sources with all of the mutants in them to a folder, and
// returns the file for `go build -overlay` that puts them in place of those of
// the package's folder. Where one mutant lies within another, the inner one is
// left out; the mutants that are in it are returned, the n-th with number n+1.
func Overlay(pkg, folder string, text map[string][]byte, mutants []Mutant) (overlay string, in []Mutant, err error) {
	in = apart(mutants)
	replace := map[string]string{filepath.Join(pkg, "mutant_support.go"): filepath.Join(folder, "mutant_support.go")}
	written := map[string][]byte{"mutant_support.go": []byte(support)}
	for name, src := range text {
		if changed := change(src, name, in); changed != "" {
			base := filepath.Base(name)
			replace[filepath.Join(pkg, base)] = filepath.Join(folder, base)
			written[base] = []byte(changed)
		}
	}
	for base, src := range written {
		if err := os.WriteFile(filepath.Join(folder, base), src, 0o600); err != nil {
			return "", nil, err
		}
	}
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", nil, err
	}
	overlay = filepath.Join(folder, "overlay.json")
	return overlay, in, os.WriteFile(overlay, list, 0o600)
}

// apart are the mutants that do not lie within one that comes before them.
func apart(mutants []Mutant) (in []Mutant) {
	for _, m := range mutants {
		meets := func(o Mutant) bool { return o.File == m.File && m.Offset < o.End && o.Offset < m.End }
		if !slices.ContainsFunc(in, meets) {
			in = append(in, m)
		}
	}
	return in
}

// change is a source with its mutants in it; "" without any.
func change(src []byte, name string, in []Mutant) string {
	type edit struct {
		Mutant
		number int
	}
	var edits []edit
	for i, m := range in {
		if m.File == name {
			edits = append(edits, edit{m, i + 1})
		}
	}
	if len(edits) == 0 {
		return ""
	}
	slices.SortFunc(edits, func(a, b edit) int { return a.Offset - b.Offset })
	var b strings.Builder
	at := 0
	for _, e := range edits {
		b.Write(src[at:e.Offset])
		b.WriteString(strings.ReplaceAll(e.With, "%d", strconv.Quote(strconv.Itoa(e.number))))
		at = e.End
	}
	b.Write(src[at:])
	return b.String()
}
