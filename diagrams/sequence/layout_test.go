package sequence_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// drawn is one sample in one setting.
type drawn struct {
	name string
	run  *trace.Trace
	opt  sequence.Options
	s    *scene.Scene
}

// drawings lays out every sample in every setting that changes a layout, once
// for all tests.
var drawings = sync.OnceValues(func() (list []drawn, err error) {
	all, err := scenarios()
	maps.Copy(all, samples())
	for _, name := range slices.Sorted(maps.Keys(all)) {
		for _, lang := range []string{"zh", "en"} {
			for _, numbers := range []string{"relative", "absolute", "symbolic"} {
				for _, width := range []float64{0, 640} {
					run := all[name].Numbered(numbers)
					opt := sequence.Options{Words: words.Of(lang), Width: width, Underscore: lang == "zh"}
					full := fmt.Sprintf("%s/%s/%s/%g", name, lang, numbers, width)
					list = append(list, drawn{full, run, opt, sequence.Layout(run, opt)})
				}
			}
		}
	}
	return list, err
})

// figures calls check for every drawing.
func figures(t *testing.T, check func(t *testing.T, run *trace.Trace, opt sequence.Options, s *scene.Scene)) {
	list, err := drawings()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range list {
		t.Run(d.name, func(t *testing.T) { check(t, d.run, d.opt, d.s) })
	}
}

// walk calls visit for every item, with the group it stands in.
func walk(items []scene.Item, in *scene.Group, visit func(scene.Item, *scene.Group)) {
	for _, it := range items {
		visit(it, in)
		if g, ok := it.(scene.Group); ok {
			walk(g.Items, &g, visit)
		}
	}
}

func TestNoLabelMeetsAnotherOrLeavesThePicture(t *testing.T) {
	figures(t, func(t *testing.T, _ *trace.Trace, _ sequence.Options, s *scene.Scene) {
		for _, problem := range sequence.Overlaps(s) {
			t.Error(problem)
		}
	})
}

func TestScenesAreValid(t *testing.T) {
	figures(t, func(t *testing.T, _ *trace.Trace, _ sequence.Options, s *scene.Scene) {
		if err := scene.Validate(s); err != nil {
			t.Error(err)
		}
	})
}

func TestLabelsAreLegibleOnAPhone(t *testing.T) {
	figures(t, func(t *testing.T, _ *trace.Trace, _ sequence.Options, s *scene.Scene) {
		walk(s.Items, nil, func(it scene.Item, _ *scene.Group) {
			if text, ok := it.(scene.Text); ok && text.Size*0.78 < 10 {
				t.Errorf("%q is set in %g points", text.Text, text.Size)
			}
		})
	})
}

func TestEverySegmentAndStateStandsOnce(t *testing.T) {
	figures(t, func(t *testing.T, run *trace.Trace, _ sequence.Options, s *scene.Scene) {
		segments := map[int]int{}
		states := map[string][]string{}
		walk(s.Items, nil, func(it scene.Item, _ *scene.Group) {
			if g, ok := it.(scene.Group); ok && g.Segment > 0 {
				segments[g.Segment]++
			} else if ok {
				states[g.Host] = append(states[g.Host], g.State)
			}
		})
		for _, seg := range run.Messages {
			if segments[seg.ID] != 1 {
				t.Errorf("segment %d stands %d times", seg.ID, segments[seg.ID])
			}
		}
		for i, h := range run.Hosts {
			want := []string{h.Initial}
			for _, e := range run.Events {
				if e.Kind == trace.State && e.Host == i {
					want = append(want, e.To)
				}
			}
			if !slices.Equal(states[h.Name], want) {
				t.Errorf("%s goes through %v, its ribbon shows %v", h.Name, want, states[h.Name])
			}
		}
	})
}

// ends are where a segment's stroke begins and where it or its ghost ends.
type ends struct {
	from, to scene.Point
	lost     bool
}

func endsOf(s *scene.Scene) map[int]ends {
	found := map[int]ends{}
	walk(s.Items, nil, func(it scene.Item, in *scene.Group) {
		l, ok := it.(scene.Line)
		if !ok || in == nil || in.Segment == 0 {
			return
		}
		e := found[in.Segment]
		if l.Role == scene.Ghost {
			e.to, e.lost = l.To, true
		} else {
			e.from = l.From
			if !e.lost {
				e.to = l.To
			}
		}
		found[in.Segment] = e
	})
	return found
}

func TestArrowsRunDownwardBetweenTheRightRibbons(t *testing.T) {
	figures(t, func(t *testing.T, run *trace.Trace, _ sequence.Options, s *scene.Scene) {
		for id, e := range endsOf(s) {
			seg := run.Messages[id-1]
			if e.to.Y < e.from.Y+10 {
				t.Errorf("segment %d drops from %.1f to %.1f", id, e.from.Y, e.to.Y)
			}
			if rightward := seg.From == 0; rightward != (e.from.X < e.to.X) {
				t.Errorf("segment %d runs the wrong way", id)
			}
			if lost := seg.ArrivedUS == nil; lost != e.lost {
				t.Errorf("segment %d: lost %v, drawn with a ghost %v", id, lost, e.lost)
			}
		}
	})
}

func TestHeightGrowsWithTime(t *testing.T) {
	figures(t, func(t *testing.T, run *trace.Trace, _ sequence.Options, s *scene.Scene) {
		type moment struct {
			at int64
			y  float64
		}
		var moments []moment
		strokes := endsOf(s)
		for _, seg := range run.Messages {
			// The second and later segments of a burst do not hold time up.
			burst := slices.ContainsFunc(run.Messages[:seg.ID-1], func(o trace.Message) bool {
				return o.From == seg.From && o.SentUS == seg.SentUS
			})
			if burst || seg.Fate == trace.Forged {
				continue
			}
			moments = append(moments, moment{seg.SentUS, strokes[seg.ID].from.Y})
			if seg.ArrivedUS != nil {
				moments = append(moments, moment{*seg.ArrivedUS, strokes[seg.ID].to.Y})
			}
		}
		for _, a := range moments {
			for _, b := range moments {
				if a.at < b.at && a.y >= b.y {
					t.Errorf("%d µs stands at %.1f, %d µs at %.1f", a.at, a.y, b.at, b.y)
				}
			}
		}
	})
}

func TestNumbersStandInTheirCircles(t *testing.T) {
	figures(t, func(t *testing.T, run *trace.Trace, _ sequence.Options, s *scene.Scene) {
		discs := 0
		walk(s.Items, nil, func(it scene.Item, in *scene.Group) {
			c, ok := it.(scene.Circle)
			if !ok || c.Role != scene.StepDisc {
				return
			}
			discs++
			if c.Center.X-c.Radius < 0 || c.Center.X+c.Radius > s.Width {
				t.Errorf("the circle of segment %d leaves the picture", in.Segment)
			}
		})
		if discs != len(run.Messages) {
			t.Errorf("%d circles for %d segments", discs, len(run.Messages))
		}
	})
}

func TestLayoutIsDeterministicAndLeavesItsTraceAlone(t *testing.T) {
	all := samples()
	for name, run := range all {
		opt := sequence.Options{Words: words.Of("zh")}
		first := sequence.Layout(run, opt)
		if !reflect.DeepEqual(first, sequence.Layout(samples()[name], opt)) {
			t.Errorf("%s: two layouts differ", name)
		}
		if !reflect.DeepEqual(run, samples()[name]) {
			t.Errorf("%s: the layout changed its trace", name)
		}
	}
}

func TestStatesAreSpelledAsAsked(t *testing.T) {
	for _, underscore := range []bool{false, true} {
		s := sequence.Layout(samples()["handshake"], sequence.Options{Underscore: underscore})
		var names []string
		walk(s.Items, nil, func(it scene.Item, in *scene.Group) {
			if text, ok := it.(scene.Text); ok && in != nil && in.State == "SYN-SENT" {
				names = append(names, text.Text)
			}
		})
		want := strings.NewReplacer("-", map[bool]string{false: "-", true: "_"}[underscore]).Replace("SYN-SENT")
		if !slices.Equal(names, []string{want}) {
			t.Errorf("underscore %v: the stretch is named %q", underscore, names)
		}
	}
}
