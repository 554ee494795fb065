package diagrams_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/render/svg"
	"woshou/diagrams/render/text"
	"woshou/diagrams/sequence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected parts of testdata")

// TestViews runs every testdata/*.txtar: a scenario, and what readers get of
// it as characters, as sentences and as JSON. To add a case, write the
// scenario, run the test with -update and read what it wrote.
func TestViews(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := &txtar.Archive{Comment: a.Comment, Files: append([]txtar.File{}, a.Files[0])}
			got.Files = append(got.Files, views(t, string(a.Files[0].Data))...)
			if *update {
				if err := os.WriteFile(name, txtar.Format(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(txtar.Format(a)), string(txtar.Format(got))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func views(t *testing.T, src string) (files []txtar.File) {
	t.Helper()
	run, errs := diagrams.Run("test.scenario", src)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	for _, lang := range []string{"zh", "en"} {
		spell := map[string]trace.Spelling{"zh": trace.Underscores, "en": trace.Hyphens}[lang]
		var chars bytes.Buffer
		if err := text.Encode(&chars, run, text.Options{Lang: lang, Spell: spell}); err != nil {
			t.Fatal(err)
		}
		files = append(files,
			txtar.File{Name: "text." + lang, Data: chars.Bytes()},
			txtar.File{Name: "description." + lang, Data: []byte(run.Description(lang, spell) + "\n")})
	}
	var published, indented bytes.Buffer
	if err := errors.Join(run.Encode(&published), json.Indent(&indented, published.Bytes(), "", " ")); err != nil {
		t.Fatal(err)
	}
	return append(files, txtar.File{Name: "json", Data: indented.Bytes()})
}

const handshake = `
title zh "三次握手" en "Three-way handshake"
show numbers symbolic
server listen
client connect
expect client ESTABLISHED, server ESTABLISHED
`

// A plain handshake from text to SVG: what one figure costs a build that has
// not seen it before.
func BenchmarkTextToSVG(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		s, errs := diagrams.Draw("handshake", handshake, sequence.Options{Words: words.Of("zh"), Width: 420})
		if len(errs) > 0 {
			b.Fatal(errs)
		}
		if err := svg.Encode(io.Discard, s, svg.Options{ID: "handshake", Inline: true}); err != nil {
			b.Fatal(err)
		}
	}
}

// Ten thousand events, the most a run may have: a client that sends for a
// while over a network that delays every other segment.
func BenchmarkLongRun(b *testing.B) {
	scenario := "begin established\n" + strings.Repeat("client send 100\n", 900)
	events := 0
	for b.Loop() {
		t, errs := diagrams.Run("long", scenario)
		if len(errs) > 0 {
			b.Fatal(errs)
		}
		events = len(t.Events)
	}
	b.ReportMetric(float64(events), "events")
}
