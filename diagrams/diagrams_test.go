package diagrams_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden"
	"woshou/diagrams/scene"
)

// TestViews runs every testdata/*.txtar: a scenario, and what readers get of
// it as characters, as sentences and as JSON.
func TestViews(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) []golden.Part {
		return append(c.Parts[:1:1], views(t, c.Parts[0].Text)...)
	})
}

func views(t *testing.T, src string) (files []golden.Part) {
	t.Helper()
	run, errs := diagrams.Run("test.scenario", src)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	for _, lang := range []string{"zh", "en"} {
		var chars bytes.Buffer
		look := diagrams.Look{Underscore: lang == "zh"}.In(lang)
		if err := diagrams.EncodeText(&chars, run, look); err != nil {
			t.Fatal(err)
		}
		files = append(files,
			golden.Part{Name: "text." + lang, Text: chars.String()},
			golden.Part{Name: "description." + lang, Text: strings.Join(look.Voice().Run(run), "\n") + "\n"})
	}
	var published, indented bytes.Buffer
	if err := errors.Join(run.Encode(&published), json.Indent(&indented, published.Bytes(), "", " ")); err != nil {
		t.Fatal(err)
	}
	return append(files, golden.Part{Name: "json", Text: indented.String()})
}

// TestEverySegmentSaysWhatHappens: a figure is there for those who do not see
// it, as a whole and step by step.
func TestEverySegmentSaysWhatHappens(t *testing.T) {
	for _, c := range golden.OfTCP(t, golden.Shipped) {
		run, errs := diagrams.Run(c.Name, c.Text)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		for _, lang := range []string{"zh", "en"} {
			look := diagrams.Look{}.In(lang)
			s := diagrams.Draw(run, look).Scene
			if s.Desc != strings.Join(look.Voice().Run(run), "\n") {
				t.Errorf("%s: described as %q", c.Name, s.Desc)
			}
			for _, item := range s.Items {
				if g, ok := item.(scene.Group); ok && g.Segment > 0 && g.Alt != look.Voice().Step(run, g.Segment) {
					t.Errorf("%s: segment %d says %q", c.Name, g.Segment, g.Alt)
				}
			}
		}
	}
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
		run, errs := diagrams.Run("handshake", handshake)
		if len(errs) > 0 {
			b.Fatal(errs)
		}
		drawing := diagrams.Draw(run, diagrams.Look{ID: "handshake", Inline: true}.In("zh"))
		if err := drawing.Encode(io.Discard, "svg"); err != nil {
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
