package svg_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams/font"
	"woshou/diagrams/render/internal/example"
	"woshou/diagrams/render/internal/shipped"
	"woshou/diagrams/render/svg"
	"woshou/diagrams/scene"
)

// TestOutlinedPictureSaysWhatItShows: no text is left to the reader's fonts,
// and each is there for those who listen.
func TestOutlinedPictureSaysWhatItShows(t *testing.T) {
	names, scenes := shipped.Figures(t)
	for i, s := range scenes {
		var labels []string
		picture := encode(t, s, svg.Options{Outline: true})
		for _, e := range elements(t, picture) {
			if e.Name.Local == "text" {
				t.Errorf("%s: a text: %v", names[i], e)
			}
			if label := attr(e, "aria-label"); label != "" {
				labels = append(labels, label)
			}
		}
		if words := slices.Collect(s.Words()); !slices.Equal(labels, words) {
			t.Errorf("%s: labels %q, texts %q", names[i], labels, words)
		}
		if picture != encode(t, s, svg.Options{Outline: true}) {
			t.Errorf("%s: two encodings differ", names[i])
		}
	}
}

func TestOutliningKeepsWordsAndHooks(t *testing.T) {
	hooks := func(opt svg.Options) (list []string) {
		for _, e := range elements(t, encode(t, example.Scene(), opt)) {
			if e.Name.Local == "title" || e.Name.Local == "desc" || attr(e, "data-segment")+attr(e, "data-state") != "" {
				list = append(list, strings.Join([]string{e.Name.Local, attr(e, "id"), attr(e, "data-segment"), attr(e, "data-state"), attr(e, "data-host")}, " "))
			}
		}
		return list
	}
	plain, outlined := hooks(svg.Options{ID: "f"}), hooks(svg.Options{ID: "f", Outline: true})
	if len(plain) < 8 || !slices.Equal(plain, outlined) {
		t.Errorf("plain %q, outlined %q", plain, outlined)
	}
}

func TestEachGlyphIsDefinedOnce(t *testing.T) {
	defined, used, shapes := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, e := range elements(t, encode(t, example.Scene(), svg.Options{ID: "f", Outline: true})) {
		if e.Name.Local == "use" {
			used[strings.TrimPrefix(attr(e, "href"), "#")] = true
		}
		if id := attr(e, "id"); e.Name.Local == "path" && id != "" {
			if defined[id] || shapes[attr(e, "d")] || !strings.HasPrefix(id, "f-g") {
				t.Errorf("glyph %q is defined again", id)
			}
			defined[id], shapes[attr(e, "d")] = true, true
		}
	}
	if len(used) < 30 || len(used) != len(defined) {
		t.Errorf("%d glyphs are used, %d defined", len(used), len(defined))
	}
	for id := range used {
		if !defined[id] {
			t.Errorf("glyph %q is used but not defined", id)
		}
	}
}

// TestOnlyOutlinesNeedGlyphs: plain text is shown in the reader's fonts, which
// may have what ours lack.
func TestOnlyOutlinesNeedGlyphs(t *testing.T) {
	s := example.Scene()
	s.Items = append(s.Items, scene.Text{Role: scene.NoteText, At: scene.Point{X: 9, Y: 9}, Size: 13, Text: "𠮷野家 😀"})
	if got := encode(t, s, svg.Options{}); !strings.Contains(got, "𠮷野家 😀") {
		t.Error("plain text lost a character")
	}
	var out bytes.Buffer
	var missing *font.MissingError
	err := svg.Encode(&out, s, svg.Options{Outline: true})
	if !errors.As(err, &missing) || len(missing.Lacks) != 2 || out.Len() > 0 {
		t.Errorf("error %v, %d bytes written", err, out.Len())
	}
}
