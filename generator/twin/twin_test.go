package twin

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/generator/diagnostic"
	"woshou/generator/highlight"
	"woshou/generator/markdown"
	"woshou/generator/page"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected parts of testdata")

// Each file of testdata is a page and its twin.
func TestConvert(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) { convertCase(t, name) })
	}
}

func convertCase(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil || len(archive.Files) != 2 {
		t.Fatal("a case is a page and its twin: ", err)
	}
	page, want := archive.Files[0], &archive.Files[1]
	got := convert(t, string(page.Data))
	if *update {
		want.Data = []byte(got)
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(want.Data), got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if again := markdown.Parse("twin.md", []byte(got), markdown.Options{}); diagnostic.Count(again.Problems) != (diagnostic.Tally{}) {
		t.Errorf("the twin is no plain Markdown: %v", again.Problems)
	}
}

// convert makes the twin of a page, as a site would whose links end in .html.
func convert(t testing.TB, source string) string {
	t.Helper()
	doc := markdown.Parse("page.md", []byte(source), markdown.Options{Lang: "en", Math: true})
	body := doc.Render(markdown.Renderer{
		Link:      func(dest string) string { return strings.Replace(dest, ".md", ".html", 1) },
		Highlight: highlight.Code,
		Figure: func(f page.Figure) []byte {
			return []byte(`<figure data-figure="` + f.ID + `"><svg><title>no</title></svg><figcaption><span data-chrome>Figure 1</span> Caption</figcaption>` +
				`<details data-chrome><summary>no</summary><table><tr><th>A</th></tr><tr><td>1</td></tr></table></details></figure>`)
		},
	})
	text, err := Convert(body.HTML, Options{
		Link: func(href string) string { return strings.Replace(href, ".html", ".md", 1) },
		Figure: func(id string) Figure {
			if id == "chart" {
				return Figure{}
			}
			return Figure{Diagram: "client   server\n  ├──────>│\n", Sentences: []string{"Step 1: SYN.", "Step 2: SYN_SENT * 2."}}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func FuzzConvert(f *testing.F) {
	for _, seed := range []string{
		"<p data-title>x", "<dl><dd>x<dt>y", "<svg><p>a</svg>", `<div data-lang="go"><code>a`, "<input type=checkbox>", `<li id="fn:1">`,
		`<figure data-figure="a"><figcaption>x`, `<a data-step="1"><a data-state>`, `<section data-footnotes><ol><li id="fn:1"><p>`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		once, err := Convert([]byte(body), Options{})
		if err != nil {
			t.Skip(err)
		}
		if twice, _ := Convert([]byte(body), Options{}); !bytes.Equal(once, twice) {
			t.Error("the twin of one page differs from itself")
		}
	})
}
