package statechart_test

import (
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/font"
	"woshou/diagrams/golden"
	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/statechart"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// table is the machine's.
var table = diagrams.Transitions()

// runs are the scenarios that other packages keep, by file.
func runs(t *testing.T) map[string]*trace.Trace {
	t.Helper()
	all := map[string]*trace.Trace{}
	for _, c := range golden.Scenarios(t, golden.Shipped, "diagrams/sequence/testdata") {
		// Whether expectations hold is for other tests to say.
		if run, _ := diagrams.Run(c.Name, c.Text); run != nil {
			all[c.Name] = run
		}
	}
	return all
}

func pathsOf(t *testing.T, run *trace.Trace) (paths []statechart.Path) {
	t.Helper()
	for _, h := range run.Hosts {
		p, err := statechart.PathOf(table, run, h.Name)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, p)
	}
	return paths
}

// charts calls check for the chart alone and with the ways of every run, those
// of one host and of both.
func charts(t *testing.T, check func(t *testing.T, opt statechart.Options, s *scene.Scene)) {
	ways := map[string][]statechart.Path{"no way": nil}
	for file, run := range runs(t) {
		both := pathsOf(t, run)
		name := strings.TrimSuffix(filepath.Base(file), ".scenario")
		ways[name+" both"], ways[name+" left"], ways[name+" right"] = both, both[:1], both[1:]
	}
	for _, name := range slices.Sorted(maps.Keys(ways)) {
		for _, lang := range []string{"zh", "en"} {
			opt := statechart.Options{Words: words.Of(lang), Underscore: lang == "zh", Paths: ways[name]}
			t.Run(name+" "+lang, func(t *testing.T) { check(t, opt, statechart.Layout(table, opt)) })
		}
	}
}

// wide are the pictures for slides: those of TCP with the ways of every run, in
// both languages.
func wide(t *testing.T, check func(t *testing.T, opt statechart.Options, s *scene.Scene)) {
	charts(t, func(t *testing.T, opt statechart.Options, _ *scene.Scene) {
		for _, s := range statechart.Wide(table, opt) {
			check(t, opt, s)
		}
	})
}

// walk calls visit for every item.
func walk(items []scene.Item, visit func(scene.Item)) {
	for _, it := range items {
		visit(it)
		if g, ok := it.(scene.Group); ok {
			walk(g.Items, visit)
		}
	}
}

// rowsDrawn counts the rows of the table that a scene's arrows, dots and lines
// say they stand for.
func rowsDrawn(s *scene.Scene) (n int) {
	walk(s.Items, func(it scene.Item) {
		if g, ok := it.(scene.Group); ok && (g.Role == scene.Edge || g.Role == scene.Exit) {
			n += 1 + strings.Count(g.Alt, "; ")
		}
	})
	return n
}

func TestEveryRowIsDrawnOnceAndNothingElse(t *testing.T) {
	whole := statechart.Layout(table, statechart.Options{})
	if n := rowsDrawn(whole); n != len(table) {
		t.Errorf("%d rows are drawn, the table has %d", n, len(table))
	}
	for i, row := range table {
		rest := slices.Delete(slices.Clone(table), i, i+1)
		s := statechart.Layout(rest, statechart.Options{})
		if n := rowsDrawn(s); n != len(rest) {
			t.Errorf("%d rows are drawn without %v", n, row)
		}
		if reflect.DeepEqual(s.Items, whole.Items) {
			t.Errorf("%v leaves no trace in the picture", row)
		}
	}
	if n := rowsDrawn(statechart.Layout(nil, statechart.Options{})); n != 0 {
		t.Errorf("%d rows are drawn of an empty table", n)
	}
}

// TestNoLabelMeetsAnotherOrAnArrow takes the names out of their bars first, as
// these stand on a shape by intent; they must fit into it.
func TestNoLabelMeetsAnotherOrAnArrow(t *testing.T) {
	clear := func(t *testing.T, _ statechart.Options, s *scene.Scene) {
		bare := *s
		bare.Items = nil
		for _, it := range s.Items {
			if g, ok := it.(scene.Group); ok && len(g.Items) == 2 && strings.HasPrefix(string(g.Role), "node ") {
				bar, name := g.Items[0].(scene.Rect), g.Items[1].(scene.Text)
				if w := font.Width(name.Text, name.Size, true) * 1.1; w > bar.Width-4 {
					t.Errorf("%s is %.0f wide in a bar of %.0f", name.Text, w, bar.Width)
				}
				it = bar
			}
			bare.Items = append(bare.Items, it)
		}
		for _, problem := range sequence.Overlaps(&bare) {
			t.Error(problem)
		}
	}
	charts(t, clear)
	wide(t, clear)
}

func TestScenesAreValidAndLegible(t *testing.T) {
	charts(t, func(t *testing.T, _ statechart.Options, s *scene.Scene) {
		if err := scene.Validate(s); err != nil {
			t.Error(err)
		}
		walk(s.Items, func(it scene.Item) {
			if text, ok := it.(scene.Text); ok && text.Size < 13 {
				t.Errorf("%q is set in %g points", text.Text, text.Size)
			}
		})
	})
}

// TestEveryStepHasItsNumber reads the numbers back from the picture. A key
// below it shows one more 1 for each way. Where an arrow is taken more than
// three times, the further numbers are left out.
func TestEveryStepHasItsNumber(t *testing.T) {
	charts(t, func(t *testing.T, opt statechart.Options, s *scene.Scene) {
		got := map[string]int{}
		walk(s.Items, func(it scene.Item) {
			if text, ok := it.(scene.Text); ok && text.Role == scene.StepNumber {
				for n := range strings.SplitSeq(strings.TrimSuffix(text.Text, "…"), ",") {
					got[n]++
				}
			}
		})
		want := map[string]int{}
		for _, p := range opt.Paths {
			want["1"]++
			taken := map[statechart.Step]int{}
			for i, step := range p.Steps {
				if taken[step]++; taken[step] <= 3 {
					want[strconv.Itoa(i+1)]++
				}
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("numbers %v, want %v", got, want)
		}
	})
}

// TestSlidesHaveEachRowOnce holds that the pictures for slides are wide, that no row
// is left out of them, and none drawn twice.
func TestSlidesHaveEachRowOnce(t *testing.T) {
	n := 0
	for _, s := range statechart.Wide(table, statechart.Options{}) {
		n += rowsDrawn(s)
	}
	if n != len(table) {
		t.Errorf("slides have %d rows, the table has %d", n, len(table))
	}
	wide(t, func(t *testing.T, _ statechart.Options, s *scene.Scene) {
		if err := scene.Validate(s); err != nil {
			t.Error(err)
		}
		if s.Width != 640 || s.Height > 308 {
			t.Errorf("a picture of %v by %v", s.Width, s.Height)
		}
	})
}

func TestPathIsTheRun(t *testing.T) {
	for file, run := range runs(t) {
		for i, p := range pathsOf(t, run) {
			at := p.Start
			for _, step := range p.Steps {
				if step.From != at {
					t.Errorf("%s: a step from %v in %v", file, step.From, at)
				}
				at = step.To
			}
			if host := run.Hosts[i]; at != host.Final {
				t.Errorf("%s: the way of %s ends in %s, the run in %s", file, host.Name, at, host.Final)
			}
		}
	}
}

// TestHostsKeepTheirLook: the server's way alone looks as it does beside the
// client's, and two ways of one host differ.
func TestHostsKeepTheirLook(t *testing.T) {
	run, _ := diagrams.Run("open", "server listen\nclient connect\n")
	both := pathsOf(t, run)
	for want, paths := range map[scene.Role][]statechart.Path{
		scene.Order.Of("a"): both[:1],
		scene.Order.Of("b"): both[1:],
		"":                  {both[1], both[1]},
	} {
		looks := map[scene.Role]bool{}
		walk(statechart.Layout(table, statechart.Options{Paths: paths}).Items, func(it scene.Item) {
			if r, ok := it.(scene.Rect); ok && strings.HasPrefix(string(r.Role), "order ") {
				looks[r.Role] = true
			}
		})
		if len(looks) != len(paths) || want != "" && !looks[want] {
			t.Errorf("%d ways look %v, want %q", len(paths), looks, want)
		}
	}
}

func TestPathOfNobodyFails(t *testing.T) {
	if _, err := statechart.PathOf(table, &trace.Trace{}, "client"); err == nil {
		t.Error("a run without hosts has a way")
	}
}
