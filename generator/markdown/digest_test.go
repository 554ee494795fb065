package markdown_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"woshou/generator/markdown"
	"woshou/generator/source"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var updateDigests = flag.Bool("update-digests", false, "accept that the locks of all sites are void")

// TestDigestsStay holds the digests of every construct. Sites record them in
// translations.lock: a program that writes its HTML otherwise must not make
// every translation stale. So normalWriter has to undo what changes here.
func TestDigestsStay(t *testing.T) {
	const name = "testdata/digests/page.txtar"
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	src, want := archive.Files[0].Data, &archive.Files[1]
	doc := markdown.Parse(source.Read("page.md", src, source.Files{}), markdown.Options{Lang: "zh", Math: true, States: markdown.StateNames{Machine: "tcp", Names: []string{"SYN-SENT"}}})
	var got strings.Builder
	for _, s := range doc.Sections() {
		got.WriteString(s.Digest + " " + s.Text + "\n")
	}
	if *updateDigests {
		want.Data = []byte(got.String())
		if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(want.Data), got.String()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
