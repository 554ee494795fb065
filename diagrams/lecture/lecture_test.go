package lecture_test

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/font"
	"woshou/diagrams/golden"
	"woshou/diagrams/lecture"
	"woshou/diagrams/scene"
	"woshou/diagrams/sequence"
	"woshou/diagrams/trace"
)

// talk is a run laid out for slides.
func talk(t *testing.T, name, text, lang string) lecture.Talk {
	t.Helper()
	source := diagrams.Open(text, func(uses string) (file, text string, found bool) {
		beside := golden.Shipped + "/" + name
		if path.Ext(name) == "" { // one of ours
			beside = golden.Shipped + "/protocols/" + name
		}
		return golden.Protocol(t, beside, uses)
	})
	run, errs := diagrams.RunToDraw(name, source)
	if len(errs) > 0 {
		t.Fatal(errs[0])
	}
	look := diagrams.Look{}.In(lang)
	talk := lecture.Talk{Run: run, Voice: look.Voice()}
	opt := sequence.Options{Words: look.Words, Steps: look.Voice().Steps(run)}
	widths := []float64{360, 400}
	if run.TCP == nil { // states may have long names
		widths = []float64{420, 450}
	}
	for _, opt.Width = range widths {
		talk.Figures = append(talk.Figures, sequence.Layout(run, opt))
	}
	return talk
}

// runs are scenarios of protocols that authors define, as TCP's have two hosts.
var runs = []struct{ name, text string }{
	{"three hosts", "use two-phase-commit.protocol\ncoordinator commit\n"},
	{"a long title", "title \"" + strings.Repeat("endless ", 60) + "\"\nserver listen\nclient connect\n"},
	{"a window", "use window.protocol\nsender write\nsender write\n"},
}

// everyTalk is every scenario that the project ships, and every capture, in both
// languages; with -short, one scenario in eight.
func everyTalk(t *testing.T, hold func(t *testing.T, slides []lecture.Slide, talk lecture.Talk)) {
	for name, text := range texts(t) {
		for _, lang := range []string{"zh", "en"} {
			t.Run(name+" "+lang, func(t *testing.T) {
				talk := talk(t, name, text, lang)
				hold(t, talk.Slides(), talk)
			})
		}
	}
}

// texts are the scenarios, by name.
func texts(t *testing.T) map[string]string {
	texts := map[string]string{}
	for i, c := range golden.Scenarios(t, golden.Shipped) {
		if i%8 == 0 || !testing.Short() {
			texts[strings.TrimPrefix(c.Name, golden.Shipped+"/")] = c.Text
		}
	}
	for _, r := range runs {
		texts[r.name] = r.text
	}
	captures, err := filepath.Glob("../../" + golden.Shipped + "/captures/*.pcap*")
	if err != nil || len(captures) == 0 {
		t.Fatal("no captures ", err)
	}
	for _, name := range captures {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(name)] = string(file)
	}
	return texts
}

// TestSlidesCanBeReadFromTheLastRow holds that every slide is one of 16 to 9,
// that nothing on it is smaller than 18 points, and that no text leaves it.
func TestSlidesCanBeReadFromTheLastRow(t *testing.T) {
	everyTalk(t, func(t *testing.T, slides []lecture.Slide, talk lecture.Talk) {
		for i, s := range append(slides, talk.Whole()...) {
			if err := scene.Validate(s.Scene); err != nil {
				t.Errorf("slide %d: %v", i+1, err)
			}
			if s.Scene.Width*9 != s.Scene.Height*16 {
				t.Errorf("slide %d: %v by %v", i+1, s.Scene.Width, s.Scene.Height)
			}
			for text := range s.Scene.Texts() {
				if text.Size < lecture.Least {
					t.Errorf("slide %d: %q has %v points", i+1, text.Text, text.Size)
				}
				if !onSlide(text) {
					t.Errorf("slide %d: %q leaves the slide at %v", i+1, text.Text, text.At)
				}
			}
		}
	})
}

// TestTablesBreakBetweenWords holds that no number of the tables is broken within.
func TestTablesBreakBetweenWords(t *testing.T) {
	everyTalk(t, func(t *testing.T, slides []lecture.Slide, talk lecture.Talk) {
		words := map[string]bool{}
		for _, m := range talk.Run.Messages {
			for _, f := range talk.Run.Detail(m) {
				for word := range strings.FieldsSeq(f.Name + "=" + f.Value) {
					words[word] = true
				}
			}
		}
		for text := range slides[len(slides)-1].Scene.Texts() {
			for word := range strings.FieldsSeq(text.Text) {
				if text.Role == scene.NumbersText && !words[word] {
					t.Errorf("%q is a part of a word", word)
				}
			}
		}
	})
}

// TestTablesAreParted holds that a table of several slides has about as many rows on
// each, and none alone on the last.
func TestTablesAreParted(t *testing.T) {
	everyTalk(t, func(t *testing.T, slides []lecture.Slide, talk lecture.Talk) {
		var rows []int
		for _, s := range slides {
			n := 0
			for _, item := range s.Scene.Items {
				if l, ok := item.(scene.Line); ok && l.Role == scene.SectionRule {
					n++
				}
			}
			if n > 1 { // one is below the title of every slide
				rows = append(rows, n-1)
			}
		}
		if last := rows[len(rows)-1]; last < slices.Max(rows)/2 {
			t.Errorf("rows on the slides: %v", rows)
		}
	})
}

// TestNamesStandApart holds that on the slides of captures, whose states may have names
// of several lines, no name lies over another, nor over what stands below it.
func TestNamesStandApart(t *testing.T) {
	everyTalk(t, func(t *testing.T, slides []lecture.Slide, talk lecture.Talk) {
		if talk.Run.Capture == nil {
			return
		}
		for i, s := range slides {
			for _, problem := range sequence.Overlaps(s.Scene) {
				if !strings.Contains(problem, " of segment ") { // discs, chips and rules carry texts
					t.Errorf("slide %d: %s", i+1, problem)
				}
			}
		}
	})
}

// onSlide reports whether all of a text is on its slide.
func onSlide(t scene.Text) bool {
	width := font.Width(t.Text, t.Size, t.Bold)
	sin, cos := math.Sincos(t.Angle * math.Pi / 180)
	for _, along := range []float64{-width * t.Anchor.Before(), width * (1 - t.Anchor.Before())} {
		x, y := t.At.X+along*cos, t.At.Y+along*sin
		if x < 0 || x > lecture.Width || y < 0 || y > lecture.Height {
			return false
		}
	}
	return true
}

// TestEachStepHasItsSlide holds that the title comes first and the table last,
// and that the slide of each step shows the step's message with its number,
// thick, and no other one so.
func TestEachStepHasItsSlide(t *testing.T) {
	everyTalk(t, func(t *testing.T, slides []lecture.Slide, talk lecture.Talk) {
		steps := slices.Max(append(talk.Run.StepNumbers(), 0))
		if len(slides) < steps+2 {
			t.Fatalf("%d slides of %d steps", len(slides), steps)
		}
		for n, s := range slides[1 : steps+1] {
			now := slices.Compact(segments(s.Scene, scene.Now)) // a step may have a number for each of its ways
			if fmt.Sprint(now) != fmt.Sprintf("[%d]", n+1) {
				t.Errorf("slide of step %d: thick are %v", n+1, now)
			}
			if s.Notes == "" {
				t.Errorf("slide of step %d: nothing to say", n+1)
			}
		}
		for i, s := range slides {
			if between := i > 0 && i <= steps; !between && len(segments(s.Scene, "")) > 0 {
				t.Errorf("slide %d: a figure on the title or in the table", i+1)
			}
		}
	})
}

// segments are the messages on a slide whose number is seen in a weight, or in
// any.
func segments(s *scene.Scene, weight scene.Weight) (ids []int) {
	for _, item := range s.Items {
		g, ok := item.(scene.Group)
		if !ok || g.Segment == 0 {
			continue
		}
		for _, part := range g.Items {
			if c, ok := part.(scene.Circle); ok && strings.HasPrefix(string(c.Role), string(scene.StepDisc)) && strings.HasSuffix(string(c.Role), string(weight)) {
				ids = append(ids, g.Segment)
			}
		}
	}
	return ids
}

// TestChipsShowWhatTheFigureShows holds that the changes of states that slides
// tell in chips are those that the run records, each once at most, and that they
// tell some where messages bring any.
func TestChipsShowWhatTheFigureShows(t *testing.T) {
	everyTalk(t, func(t *testing.T, slides []lecture.Slide, talk lecture.Talk) {
		framed := 0
		for _, s := range slides {
			for _, item := range s.Scene.Items {
				if r, ok := item.(scene.Rect); ok && strings.HasSuffix(string(r.Role), string(scene.Framed)) {
					framed++
				}
			}
		}
		changes, arrivals := 0, 0
		for _, e := range talk.Run.Events {
			if !e.ChangesState() {
				continue
			}
			changes++
			if e.Cause > 0 && talk.Run.Events[e.Cause-1].Kind == trace.Receive {
				arrivals++
			}
		}
		if framed > changes {
			t.Errorf("%d changes are told, of %d", framed, changes)
		}
		if framed == 0 && arrivals > 0 {
			t.Errorf("no change is told, and messages bring %d", arrivals)
		}
	})
}

func TestSameTalkSameSlides(t *testing.T) {
	dump := func() string {
		var out bytes.Buffer
		for _, s := range talk(t, "x", "show calls\nclient connect\nserver listen\nclient close\nserver close\n", "zh").Slides() {
			out.WriteString(s.Scene.String() + s.Notes)
		}
		return out.String()
	}
	if first, second := dump(), dump(); first != second {
		t.Error("two decks of one run differ")
	}
}
