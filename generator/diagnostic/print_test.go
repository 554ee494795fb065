package diagnostic

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"woshou/diagrams/golden"
	"woshou/diagrams/place"

	"github.com/google/go-cmp/cmp"
)

// Each file of testdata holds `problems` (a line of JSON each, `width` too),
// the files they point into, and in `want` what is printed.
func TestPrint(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) []golden.Part {
		var out bytes.Buffer
		if err := Print(&out, problemsOf(t, []byte(c.Part("problems"))), c.Read, false); err != nil {
			t.Fatal(err)
		}
		return c.With(golden.Want, out.String())
	})
}

func problemsOf(t *testing.T, lines []byte) []Problem {
	var all []Problem
	dec := json.NewDecoder(bytes.NewReader(lines))
	for dec.More() {
		var p struct {
			Problem
			Width int `json:"width"`
		}
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		p.Problem.Width = p.Width
		all = append(all, p.Problem)
	}
	return all
}

func TestMergeSortsAndSaysNothingTwice(t *testing.T) {
	late := Problem{Place: place.Place{File: "b", Line: 1, Col: 1}, Message: "late"}
	second := Problem{Place: place.Place{File: "a", Line: 10, Col: 1}, Message: "second"}
	first := Problem{Place: place.Place{File: "a", Line: 9, Col: 4}, Message: "first"}
	got := Merge([]Problem{late, first}, []Problem{second, first})
	if diff := cmp.Diff([]Problem{first, second, late}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"title", "languages", "theme", "url"}
	for got, want := range map[string]string{
		"titel": "title", "language": "languages", "Theme": "theme", "ulr": "url", "colour": "", "": "",
	} {
		if near := Nearest(got, known); near != want {
			t.Errorf("Nearest(%q) = %q, want %q", got, near, want)
		}
	}
}

func TestSplitCutsAtTheCaret(t *testing.T) {
	e, _ := Show([]byte("见 [UDP](udp.md)。"), Problem{Place: place.Place{Line: 1, Col: 3, Width: 5}})
	before, marked, after := e.Split()
	if before != "见 " || marked != "[UDP]" || after != "(udp.md)。" {
		t.Errorf("got %q %q %q", before, marked, after)
	}
}

func TestJSONIsOneLineAProblem(t *testing.T) {
	var out bytes.Buffer
	problem := Problem{Place: place.Place{File: "zh/a.md", Line: 1, Col: 2, Width: 3}, Severity: Error, Code: "c", Message: "<a & b>", Hint: "h"}
	if err := WriteJSON(&out, []Problem{problem}); err != nil {
		t.Fatal(err)
	}
	want := `{"severity":"error","code":"c","file":"zh/a.md","line":1,"col":2,"message":"<a & b>","hint":"h"}` + "\n"
	if out.String() != want {
		t.Errorf("got %s", out.String())
	}
}

func FuzzShow(f *testing.F) {
	f.Add([]byte("见 [UDP](udp.md)\n\tnext"), 1, 4, 3)
	f.Add([]byte("\x1b[31m\xff"), 1, 9, 0)
	f.Add(bytes.Repeat([]byte("握手 "), 80), 1, 200, 500)
	f.Fuzz(func(t *testing.T, src []byte, line, col, width int) {
		e, ok := Show(src, Problem{Place: place.Place{Line: line, Col: col, Width: width}})
		if !ok {
			return
		}
		if strings.ContainsAny(e.Text, "\x1b\n\r\t") {
			t.Errorf("control characters reach the terminal: %q", e.Text)
		}
		if before, marked, after := e.Split(); before+marked+after != e.Text {
			t.Errorf("Split loses text: %q %q %q of %q", before, marked, after, e.Text)
		}
		if e.Offset < 0 || e.Width < 1 || e.Offset+e.Width > excerptWidth+3 {
			t.Errorf("the caret leaves the excerpt: %+v", e)
		}
	})
}

// TestLinesNobodyWroteAreNotShown holds that a file of one line, with a problem
// every few letters, does not print that line for each.
func TestLinesNobodyWroteAreNotShown(t *testing.T) {
	for length, shown := range map[int]bool{longestLine: true, longestLine + 1: false} {
		src := []byte(strings.Repeat("a", length))
		var out bytes.Buffer
		problem := Problem{Place: place.Place{File: "a.md", Line: 1, Col: 9}, Severity: Error, Code: "x", Message: "wrong"}
		if err := Print(&out, []Problem{problem}, func(string) ([]byte, error) { return src, nil }, false); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(out.String(), "^") != shown || !strings.Contains(out.String(), "a.md:1:9") {
			t.Errorf("a line of %d:\n%s", length, out.String())
		}
	}
}
