package export

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden"
	"woshou/diagrams/place"
	"woshou/generator/diagnostic"
)

// TestPictureOfReadme holds that the picture in the README is what comes of
// the scenario printed below it.
func TestPictureOfReadme(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(readme), "```\n")
	text, _, found := strings.Cut(rest, "```\n")
	if !found {
		t.Fatal("the README has no scenario")
	}
	const picture = "testdata/three-way-handshake.en.svg"
	if !strings.Contains(string(readme), picture) {
		t.Errorf("the README does not show %s", picture)
	}
	figure := Figure{Name: "three-way-handshake", Source: diagrams.Source{Text: text}, Langs: []string{"en"}, Origin: place.Origin{File: "README.md"}}
	out := t.TempDir()
	if _, problems, err := Export(t.Context(), Collection{Figures: []Figure{figure}}, Options{Out: out, Formats: []string{"svg"}}); err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	got, err := os.ReadFile(filepath.Join(out, "three-way-handshake.en.svg"))
	if err != nil {
		t.Fatal(err)
	}
	golden.File(t, picture, string(got)) // after -update, look at it
}

// TestProblemsLeaveNothing holds that a wrong scenario is reported at its
// place in the page, and that nothing is written then.
func TestProblemsLeaveNothing(t *testing.T) {
	good := Figure{Name: "a", Source: diagrams.Source{Text: "server listen\nclient connect\n"}, Langs: []string{"zh"}, Origin: place.Origin{File: "a.md", Line: 1}}
	wrong := Figure{Name: "b", Source: diagrams.Source{Text: "server listen\nexpect server CLOSED\n"}, Langs: []string{"zh"}, Origin: place.Origin{File: "b.md", Line: 10, Indent: 2}}
	out := filepath.Join(t.TempDir(), "slides")
	_, problems, err := Export(t.Context(), Collection{Figures: []Figure{good, wrong}}, Options{Out: out, Formats: []string{"svg"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) != 1 || problems[0].Place.String() != "b.md:11:10" {
		t.Errorf("problems %+v", problems)
	}
	if _, err := os.Stat(out); !os.IsNotExist(err) {
		t.Error("something was written")
	}
}

// TestNoNameLeadsOutOfTheFolder holds that an export writes nothing outside its
// folder, whatever a figure is called.
func TestNoNameLeadsOutOfTheFolder(t *testing.T) {
	above := t.TempDir()
	figure := Figure{Name: "page-/../../escaped", Source: diagrams.Source{Text: "server listen\nclient connect\n"}, Langs: []string{"en"}, Origin: place.Origin{File: "a.md", Line: 1}}
	_, _, err := Export(t.Context(), Collection{Figures: []Figure{figure}}, Options{Out: filepath.Join(above, "slides"), Formats: []string{"svg"}})
	if err == nil {
		t.Error("a name that leads out of the folder was taken")
	}
	left, _ := filepath.Glob(filepath.Join(above, "*"))
	inside, _ := filepath.Glob(filepath.Join(above, "slides", "*"))
	if len(left) != 1 || len(inside) != 0 {
		t.Errorf("left %q and %q", left, inside)
	}
}

// TestStateDiagramOfAPage holds that a page's state diagram is exported in the
// formats of pictures, and that a host it lacks is reported where it is named.
func TestStateDiagramOfAPage(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("open.scenario", "server listen\nclient connect\n")
	write("a.md", "# A\n\n```states tcp id=all\npath client open.scenario\n```\n")
	write("b.md", "# B\n\n```states tcp\npath nobody open.scenario\n```\n")
	export := func(page, out string) []diagnostic.Problem {
		figures, problems, err := Collect([]string{filepath.Join(dir, page)}, nil)
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		if _, problems, err = Export(t.Context(), figures, Options{Out: out, Formats: Formats}); err != nil {
			t.Fatal(err)
		}
		return problems
	}
	out := t.TempDir()
	if problems := export("a.md", out); len(problems) > 0 {
		t.Fatal(problems)
	}
	files, err := filepath.Glob(filepath.Join(out, "*"))
	if err != nil || strings.Join(names(files), " ") != "a-all.en.html a-all.en.pdf a-all.en.png a-all.en.pptx a-all.en.svg" {
		t.Error("exported", files, err)
	}
	problems := export("b.md", out)
	if len(problems) != 1 || problems[0].Code != "unknown-host" || problems[0].Line != 4 || problems[0].Col != 6 {
		t.Error(problems)
	}
}

// TestWideFiguresForSlides holds that a figure grows wider where that makes its
// text larger on a slide, and only there.
func TestWideFiguresForSlides(t *testing.T) {
	for _, c := range []struct {
		text string
		wide bool
	}{
		{"server listen\nclient connect\n", false},
		{"show window, options\nclient set timestamps on\nserver set timestamps on\nserver listen\nclient connect\nclient send 1000\n", true},
	} {
		drawings, problems := Figure{Name: "a", Source: diagrams.Source{Text: c.text}, Langs: []string{"en"}, Origin: place.Origin{File: "a.scenario", Line: 1}}.draw(Options{})
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if width := drawings[0].Scene.Width; (width > 420) != c.wide {
			t.Errorf("%v points wide:\n%s", width, c.text)
		}
	}
}

// TestSameFilesOnAnyNumberOfProcessors holds that neither the files nor their
// order depend on how many figures are made at once.
func TestSameFilesOnAnyNumberOfProcessors(t *testing.T) {
	if testing.Short() {
		t.Skip("exports everything twice")
	}
	var c Collection
	for i, fault := range []string{"", "lose SYN from client\n", "lose ACK from client\n", "duplicate SYN from client\n"} {
		text := fault + "server listen\nclient connect\n"
		c.Figures = append(c.Figures, Figure{Name: string(rune('a' + i)), Source: diagrams.Source{Text: text}, Langs: []string{"zh", "en"}, Origin: place.Origin{File: "a.scenario", Line: 1}})
	}
	contents := func(processors int) (contents []string) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		out := t.TempDir()
		files, problems, err := Export(t.Context(), c, Options{Out: out, Formats: Formats, Steps: true})
		if err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		for _, file := range files {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			contents = append(contents, filepath.Base(file)+"\n"+string(content))
		}
		return contents
	}
	if one, many := contents(1), contents(8); !slices.Equal(one, many) {
		t.Error("the files differ")
	}
}

// TestInterruptedExportLeavesNothing holds that files appear all together or
// not at all, whether the user stops the export or a figure cannot be written.
func TestInterruptedExportLeavesNothing(t *testing.T) {
	figure := Figure{Name: "a", Source: diagrams.Source{Text: "server listen\nclient connect\n"}, Langs: []string{"zh", "en"}, Origin: place.Origin{File: "a.md", Line: 3, Indent: 2}}
	c := Collection{Figures: []Figure{figure}}
	empty := func(out string) {
		t.Helper()
		if files, err := os.ReadDir(out); err != nil || len(files) > 0 {
			t.Error("left behind:", files, err)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	opt := Options{Out: t.TempDir(), Formats: Formats, Steps: true, Done: func(int, int, string) { stop() }}
	if _, _, err := Export(ctx, c, opt); !errors.Is(err, context.Canceled) {
		t.Error("interrupted:", err)
	}
	empty(opt.Out)
	opt = Options{Out: t.TempDir(), Formats: []string{"svg", "png"}, Scale: 100}
	_, problems, err := Export(t.Context(), c, opt)
	if err != nil || len(problems) == 0 || problems[0].Place.String() != "a.md:3:3" || !strings.HasPrefix(problems[0].Message.String(), "cannot be written as png: at scale 100 ") {
		t.Error("a picture too large:", problems, err)
	}
	empty(opt.Out)
}

// BenchmarkExport is how long fifty figures take in five formats, from
// scenarios to files.
func BenchmarkExport(b *testing.B) {
	all, problems, err := Collect([]string{"../../content"}, []string{"zh"})
	if err != nil || len(problems) > 0 {
		b.Fatal(err, problems)
	}
	all.Figures = all.Figures[:50]
	for b.Loop() {
		opt := Options{Out: b.TempDir(), Formats: []string{"svg", "png", "pdf", "pptx", "pcapng"}, Scale: 2}
		if _, problems, err := Export(b.Context(), all, opt); err != nil || len(problems) > 0 {
			b.Fatal(err, problems)
		}
	}
}

func names(files []string) (names []string) {
	for _, f := range files {
		names = append(names, filepath.Base(f))
	}
	return names
}
