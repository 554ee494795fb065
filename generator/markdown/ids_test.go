package markdown

import (
	"html"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"woshou/diagrams/golden"
	"woshou/generator/page"

	"github.com/google/go-cmp/cmp"
)

var writtenID = regexp.MustCompile(`<[^<>]* id="([^"]*)"`)

// anchored is a figure that has its id, where that is free.
func anchored(f page.Figure) []byte {
	id := html.EscapeString(f.ID)
	if f.Check != "" {
		return []byte(`<section data-check="` + id + `"><figure id="` + id + `" data-figure="` + id + `"></figure></section>`)
	}
	if !f.Anchor {
		return []byte(`<figure data-figure="` + id + `"></figure>`)
	}
	return []byte(`<figure id="` + id + `" data-figure="` + id + `"></figure>`)
}

// idsWritten are the ids of the elements of a rendered page, sorted.
func idsWritten(t *testing.T, d *Document) []string {
	t.Helper()
	body := d.Render(Renderer{Figure: anchored})
	var ids []string
	for _, m := range writtenID.FindAllStringSubmatch(string(body.HTML), -1) {
		ids = append(ids, html.UnescapeString(m[1]))
	}
	slices.Sort(ids)
	return ids
}

// On every page of testdata the ids that Parse tells are those that Render
// writes, each once.
func TestIDsAreThoseOfTheElements(t *testing.T) {
	checked := 0
	for _, c := range golden.Cases(t, "testdata") {
		for _, p := range c.Parts {
			if filepath.Ext(p.Name) != ".md" {
				continue
			}
			doc := parsePage(p.Name, []byte(p.Text), Options{Lang: "zh"})
			written := idsWritten(t, doc)
			if diff := cmp.Diff(slices.Clone(doc.IDs), written); diff != "" && len(doc.IDs)+len(written) > 0 {
				t.Errorf("%s %s (-told +written)\n%s", c.Name, p.Name, diff)
			}
			checked += len(doc.IDs)
		}
	}
	if checked < 25 {
		t.Errorf("only %d ids were seen", checked)
	}
}

func TestIDsOfEveryKind(t *testing.T) {
	const page = "# One {#first}\n\ntext[^n] and *word*{#word}\n\n<div id=\"box\">x</div>\n\n![](run.scenario)\n\n[^n]: note\n"
	want := []string{"box", "first", "fn:1", "fnref:1", "run", "word"}
	for _, trusted := range []bool{false, true} {
		doc := parsePage("a.md", []byte(page), Options{Lang: "en", Trusted: trusted})
		if diff := cmp.Diff(want, doc.IDs); diff != "" {
			t.Errorf("trusted %t (-want +got)\n%s", trusted, diff)
		}
	}
}

func TestFigureLeavesItsIDToAHeading(t *testing.T) {
	doc := parsePage("a.md", []byte("![](run.scenario)\n\n![](walk.scenario)\n\n## Run\n"), Options{Lang: "en"})
	if doc.Figures[0].Anchor || !doc.Figures[1].Anchor || doc.Headings[0].ID != "run" {
		t.Errorf("%+v, %+v", doc.Figures, doc.Headings)
	}
}

func TestIDsOfThePageAroundAreNotTaken(t *testing.T) {
	for _, id := range []string{"_top", "_content", "fn:1", "fig:run-title"} {
		doc := parsePage("a.md", []byte("# One {#"+id+"}\n"), Options{Lang: "en"})
		if len(doc.Problems) != 1 || doc.Problems[0].Code != "duplicate-id" || doc.Headings[0].ID != "one" {
			t.Errorf("%s: %+v, %+v", id, doc.Problems, doc.Headings)
		}
	}
}

func TestAFigureThatLosesItsIDIsReported(t *testing.T) {
	doc := parsePage("a.md", []byte("# Run\n\ntext\n![](run.scenario)\n"), Options{Lang: "en"})
	if len(doc.Problems) != 1 || doc.Problems[0].Code != "duplicate-id" || doc.Problems[0].Line != 4 || doc.Problems[0].Col != 1 {
		t.Errorf("%+v", doc.Problems)
	}
}
