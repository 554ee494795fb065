package diagrams_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/explore"
	"woshou/diagrams/protocol"
)

// TestCounterexamplesReplay holds that every way that a check finds, printed as a
// scenario, leads to the same world when it is run: of each protocol, and of each
// without one of its rules.
func TestCounterexamplesReplay(t *testing.T) {
	files, err := filepath.Glob("protocol/testdata/protocols/*.protocol")
	if err != nil || len(files) < 14 {
		t.Fatal(files, err)
	}
	replayed := 0
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for change, text := range withoutOne(string(src)) {
			if testing.Short() && change > 0 && change%7 > 0 || strings.Contains(file, "raft-log") && change > 0 {
				continue
			}
			replayed += replayAll(t, filepath.Base(file), change, text)
		}
	}
	t.Logf("%d ways replayed", replayed)
}

// withoutOne are a protocol, under 0, and what it is without the rule of each line.
func withoutOne(src string) map[int]string {
	all := map[int]string{0: src}
	lines := strings.SplitAfter(src, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "  in ") {
			all[i+1] = strings.Join(slices.Delete(slices.Clone(lines), i, i+1), "")
		}
	}
	return all
}

// replayAll replays all that a check of a text finds, and returns how much that
// was.
func replayAll(t *testing.T, name string, change int, text string) (n int) {
	program, errs := protocol.Load(name, text)
	if len(errs) > 0 {
		return 0
	}
	report := explore.Check(program, explore.Options{})
	for _, v := range report.Verdicts {
		if v.Path != nil {
			replay(t, fmt.Sprintf("%s without line %d, %s", name, change, v.Of()), v.Path, diagrams.File{Name: name, Text: text})
			n++
		}
	}
	for _, p := range report.Problems {
		replay(t, fmt.Sprintf("%s without line %d, %v", name, change, p.Message), p.Path, diagrams.File{Name: name, Text: text})
		n++
	}
	return n
}

// replay runs a way as a scenario. A way that ends with something wrong ends so
// again; every other one in the states that its last move led to, with as many
// faults on the way.
func replay(t *testing.T, what string, path *explore.Path, file diagrams.File) {
	src := path.Scenario()
	tr, errs := diagrams.Source{Text: src, Protocol: file}.Run("way.scenario")
	if path.Wrong {
		if len(errs) != 1 || errs[0].File != file.Name {
			t.Errorf("%s: %v\n%s", what, errs, src)
		}
		return
	}
	if len(errs) > 0 || tr == nil {
		t.Errorf("%s: %v\n%s\n%v", what, errs, src, path.Say())
		return
	}
	final := map[string]string{}
	for _, h := range tr.Hosts {
		final[h.Name] = h.Final
	}
	want := map[string]string{}
	if len(path.Moves) == 0 {
		return
	}
	for h, state := range path.Moves[len(path.Moves)-1].States {
		host := path.Program.Hosts[h]
		want[host.Name] = path.Program.Roles[host.Role].States[state]
	}
	if !maps.Equal(final, want) {
		t.Errorf("%s: ends in %v, not in %v\n%s", what, final, want, src)
	}
}
