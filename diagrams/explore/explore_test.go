package explore_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams/explore"
	"woshou/diagrams/golden"
	"woshou/diagrams/protocol"
	"woshou/diagrams/words"

	"github.com/google/go-cmp/cmp"
)

// compile makes a program of a text, or returns what is wrong with it.
func compile(name, src string) (*protocol.Program, string) {
	p, errs := protocol.Load(name, src)
	if p != nil {
		errs = p.LooseEnds
	}
	var all strings.Builder
	for _, e := range errs {
		fmt.Fprintln(&all, e)
	}
	return p, all.String()
}

// TestCases runs testdata/*.txtar: a protocol, and the report of a check.
func TestCases(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) (parts []golden.Part) {
		for _, part := range c.Parts {
			if filepath.Ext(part.Name) == "" {
				p, errs := compile(part.Name, part.Text)
				if p == nil {
					t.Fatal(errs)
				}
				parts = append(parts, part, golden.Part{Name: part.Name + ".report", Text: errs + told(p, explore.Check(p, explore.Options{}))})
			}
		}
		return parts
	})
}

// told is a report in words.
func told(p *protocol.Program, r *explore.Report) string {
	var s strings.Builder
	fmt.Fprintf(&s, "%d worlds, %d transitions\n", r.Worlds, r.Transitions)
	for _, v := range r.Verdicts {
		fmt.Fprintf(&s, "%s: %s\n", v.Of(), v.Result)
		way(&s, v.Path)
	}
	for _, w := range r.Problems {
		fmt.Fprintf(&s, "line %d: %s\n", w.Line, words.Of("en").Message(w.Message))
		way(&s, w.Path)
	}
	for _, n := range r.UnusedRules {
		fmt.Fprintf(&s, "not used: %s\n", p.Rule(n))
	}
	for _, u := range r.Unreached {
		fmt.Fprintf(&s, "not reached: %s %s\n", p.Roles[u.Role].Role.Name, p.Roles[u.Role].States[u.State])
	}
	return s.String()
}

func way(s *strings.Builder, p *explore.Path) {
	if p == nil {
		return
	}
	if begins := p.Choose(); begins != "" {
		fmt.Fprintf(s, "      begins with %s\n", begins)
	}
	for i, m := range p.Say() {
		fmt.Fprintf(s, "  %2d  %s\n", i+1, words.Of("en").Message(m))
	}
}

// shipped are the protocols in testdata, by name.
func shipped(t testing.TB) map[string]string { return read(t, "../protocol/testdata/protocols", 14) }

// onSite are those of this project's site.
func onSite(t testing.TB) map[string]string { return read(t, "../../content/scenarios/protocols", 11) }

// read returns the protocols of a folder, which has at least so many.
func read(t testing.TB, folder string, least int) map[string]string {
	t.Helper()
	files, err := filepath.Glob(folder + "/*.protocol")
	if err != nil || len(files) < least {
		t.Fatal(files, err)
	}
	all := map[string]string{}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimSuffix(filepath.Base(f), ".protocol")] = string(src)
	}
	return all
}

// counts are how many worlds each protocol has when those that are alike are
// merged, and when they are not; as a program that shares no line with this one
// counted them. Of raft-log, not merged, it counted 1,311,602: it kept what flies to a
// host that is down for good, and so do we count with that. It is gone at once, as the
// language says, which leaves 530,558.
var counts = map[string][2]int{
	"tcp-toy": {324, 324}, "why-three": {92, 92}, "two-phase-commit": {189, 452}, "raft-election": {1_622, 15_482},
	"raft-log": {41_140, 0}, "tls13": {50, 54}, "oauth-code": {24, 24}, "oauth-pkce": {60, 60}, "mqtt-qos2": {86, 86},
	"dhcp": {117, 234}, "dns": {1_154, 0}, "http2-stream": {206, 206}, "window": {11_968, 0}, "alternating-bit": {2_367, 2_367},
}

func TestWorldsAreCountedAlike(t *testing.T) {
	for name, src := range shipped(t) {
		p, _ := compile(name, src)
		for i, plain := range []bool{false, true} {
			if want := counts[name][i]; want > 0 {
				if got := explore.Check(p, explore.Options{Plain: plain}).Worlds; got != want {
					t.Errorf("%s, plain %v: %d worlds, want %d", name, plain, got, want)
				}
			}
		}
	}
}

// findings are the results of a check, and how long the shortest ways are.
func findings(r *explore.Report) (all []string) {
	for _, v := range r.Verdicts {
		steps := -1
		if v.Path != nil {
			steps = v.Path.Steps()
		}
		all = append(all, fmt.Sprint(v.Of(), " ", v.Result, " ", steps))
	}
	for _, w := range r.Problems {
		all = append(all, fmt.Sprint(w.Kind, " ", w.Line, " ", w.What, " ", w.Path.Steps()))
	}
	slices.Sort(all)
	return all
}

// TestMergingChangesNothing holds, of every protocol and of each without one of
// its rules, that telling all worlds apart finds the same at the same distance.
func TestMergingChangesNothing(t *testing.T) {
	eachChange(shipped(t), func(name, change, src string) {
		if testing.Short() && strings.HasPrefix(name, "raft-") {
			return // plain, it takes long
		}
		for _, src := range bounded(t, name, change, src) {
			p, _ := compile(name, src)
			if p == nil {
				continue
			}
			merged, plain := explore.Check(p, explore.Options{}), explore.Check(p, explore.Options{Plain: true})
			if diff := cmp.Diff(findings(plain), findings(merged)); diff != "" {
				t.Errorf("%s, %s (-plain +merged):\n%s", name, change, diff)
			}
			if merged.Worlds > plain.Worlds {
				t.Errorf("%s, %s: %d worlds merged, %d plain", name, change, merged.Worlds, plain.Worlds)
			}
		}
	})
}

// bounded are the programs to check of a changed one: itself, but of raft-log, which
// has 530,558 worlds as it is, each change with either of its two faults alone, which
// leaves at most 177,308.
func bounded(t *testing.T, name, change, src string) []string {
	const faults = "network may crash node, delay 1"
	if name != "raft-log" || change == "as it is" {
		return []string{src}
	}
	if !strings.Contains(src, faults) {
		t.Fatalf("%s has other faults than %q", name, faults)
	}
	return []string{strings.Replace(src, faults, "network may crash node", 1), strings.Replace(src, faults, "network may delay 1", 1)}
}

// TestAnyNumberOfWalkersTellsTheSame holds that a report does not depend on how
// many processors a check has, also where the bound on worlds ends it.
func TestAnyNumberOfWalkersTellsTheSame(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for name, src := range shipped(t) {
		p, _ := compile(name, src)
		for _, worlds := range []int{0, 50, 3000} {
			var want string
			for _, n := range []int{1, 2, 7} {
				runtime.GOMAXPROCS(n)
				got := told(p, explore.Check(p, explore.Options{Worlds: worlds}))
				if want == "" {
					want = got
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s, %d worlds, %d walkers (-one +several):\n%s", name, worlds, n, diff)
				}
			}
		}
	}
}

// eachChange calls do with every protocol as it is, and without one of its rules.
func eachChange(all map[string]string, do func(name, change, src string)) {
	for _, name := range slices.Sorted(maps.Keys(all)) {
		do(name, "as it is", all[name])
		lines := strings.SplitAfter(all[name], "\n")
		for i, line := range lines {
			if strings.HasPrefix(line, "  in ") {
				do(name, "without "+strings.TrimSpace(line), strings.Join(slices.Delete(slices.Clone(lines), i, i+1), ""))
			}
		}
	}
}

// FuzzCheck holds that no protocol panics a check, that its paths can be said,
// and that it finds the same a second time.
func FuzzCheck(f *testing.F) {
	for _, src := range shipped(f) {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		p, _ := compile("fuzz", src)
		if p == nil {
			return
		}
		opt := explore.Options{Worlds: 500}
		if diff := cmp.Diff(told(p, explore.Check(p, opt)), told(p, explore.Check(p, opt))); diff != "" {
			t.Error(diff)
		}
	})
}
