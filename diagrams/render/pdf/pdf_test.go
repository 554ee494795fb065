package pdf_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	stdpng "image/png"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"woshou/diagrams/font"
	"woshou/diagrams/render/internal/example"
	"woshou/diagrams/render/internal/shipped"
	"woshou/diagrams/render/pdf"
	"woshou/diagrams/render/png"
	"woshou/diagrams/scene"
)

func encode(t *testing.T, opt pdf.Options, pages ...*scene.Scene) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := pdf.Encode(&out, pages, opt); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// figures are those that the project ships, and colours for them.
func figures(t *testing.T) ([]string, []*scene.Scene, pdf.Options) {
	t.Helper()
	names, scenes := shipped.Figures(t)
	return names, scenes, pdf.Options{Palette: example.PaletteOf(scenes...)}
}

// poppler runs one of its tools, which read PDF as many readers do. CI has
// them (.ci/tools); elsewhere the test may be skipped.
func poppler(t *testing.T, document []byte, tool string, args ...string) string {
	if testing.Short() {
		t.Skip("starts Poppler")
	}
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is missing; CI must have it", tool)
		}
		t.Skipf("%s is missing: install poppler-utils to run this test", tool)
	}
	name := filepath.Join(t.TempDir(), "figure.pdf")
	if err := os.WriteFile(name, document, 0o666); err != nil {
		t.Fatal(err)
	}
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "FILE", name)
	}
	var out, complaints bytes.Buffer
	command := exec.Command(tool, args...)
	command.Stdout, command.Stderr = &out, &complaints
	if err := command.Run(); err != nil || complaints.Len() > 0 {
		t.Fatalf("%s %q: %v: %s", tool, args, err, complaints.String())
	}
	return out.String()
}

// TestSamePagesSameBytes writes at the same time, as an export does.
func TestSamePagesSameBytes(t *testing.T) {
	_, scenes, opt := figures(t)
	var documents [4]bytes.Buffer
	var group sync.WaitGroup
	for i := range documents {
		group.Go(func() {
			if err := pdf.Encode(&documents[i], scenes, opt); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for i := range documents {
		if !bytes.Equal(documents[i].Bytes(), documents[0].Bytes()) {
			t.Errorf("encoding %d differs from the first", i)
		}
	}
}

// TestEveryTextIsFound: whole labels, those along an arrow too, in the order of
// reading and in that of painting.
func TestEveryTextIsFound(t *testing.T) {
	names, scenes, opt := figures(t)
	document := encode(t, opt, scenes...)
	squeeze := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	for _, order := range []string{"", "-raw"} {
		args := []string{"FILE", "-"}
		if order != "" {
			args = append([]string{order}, args...)
		}
		pages := strings.Split(poppler(t, document, "pdftotext", args...), "\f")
		if len(pages) != len(scenes)+1 { // each page ends with a form feed
			t.Fatalf("%d pages, want %d", len(pages)-1, len(scenes))
		}
		for i, s := range scenes {
			page := squeeze(pages[i])
			for words := range s.Words() {
				if !strings.Contains(page, squeeze(words)) {
					t.Errorf("%s: %q is not found (pdftotext %s)", names[i], words, order)
				}
			}
		}
	}
}

func TestDocumentHoldsTwoFacesAndNoImages(t *testing.T) {
	_, scenes, opt := figures(t)
	document := encode(t, opt, scenes...)
	if bytes.Contains(document, []byte("/Subtype /Image")) {
		t.Error("the document holds an image")
	}
	if one := encode(t, opt, example.Scene()); len(one) > 30_000 {
		t.Errorf("a small figure takes %d bytes: are the faces whole?", len(one))
	}
	list := poppler(t, document, "pdffonts", "FILE")
	faces := regexp.MustCompile(`(?m)^[A-Z]{6}\+NotoSansSC-(Regular|Bold) +CID TrueType +Identity-H +yes yes yes`)
	// Two lines of headings stand above.
	if lines := strings.Count(list, "\n"); lines != 4 || len(faces.FindAllString(list, -1)) != 2 {
		t.Errorf("want two faces, embedded as parts:\n%s", list)
	}
}

func TestProperties(t *testing.T) {
	s := example.Scene()
	s.Title = "三次握手 𠮷"
	document := encode(t, pdf.Options{Palette: example.Palette(), Author: "作者"}, s)
	if !bytes.Contains(document, []byte("/Lang (zh-Hans)")) {
		t.Error("the language is not told")
	}
	got := poppler(t, document, "pdfinfo", "FILE")
	for _, want := range []string{s.Title, "作者", "360 x 220 pts", strings.Split(s.Desc, "\n")[0]} {
		if !strings.Contains(got, want) {
			t.Errorf("pdfinfo does not name %q:\n%s", want, got)
		}
	}
}

// TestPagesAreTaggedFigures: a screen reader finds a figure on each page, whose
// description says what the scene's does.
func TestPagesAreTaggedFigures(t *testing.T) {
	s := example.Scene()
	s.Title = "(三次握手) \\ 𠮷 )"
	s.Lang = "zh-Hans) /Evil ("
	document := encode(t, pdf.Options{Palette: example.Palette()}, s, example.Scene(), s)
	if got := poppler(t, document, "pdfinfo", "FILE"); !strings.Contains(got, "Tagged:          yes") || !strings.Contains(got, s.Title) {
		t.Error(got)
	}
	tree := poppler(t, document, "pdfinfo", "-struct", "FILE")
	if strings.Count(tree, "Figure") != 3 || !strings.HasPrefix(tree, "Document\n") {
		t.Errorf("structure:\n%s", tree)
	}
	for _, page := range []*scene.Scene{s, example.Scene()} {
		alt := []byte(fmt.Sprintf("/Alt <FEFF%X>", encodeUTF16(page.Title+"\n"+page.Desc)))
		if !bytes.Contains(document, alt) {
			t.Errorf("%q has no description", page.Title)
		}
	}
}

func encodeUTF16(text string) (out []byte) {
	for _, unit := range utf16.Encode([]rune(text)) {
		out = binary.BigEndian.AppendUint16(out, unit)
	}
	return out
}

// TestLooksLikePNG paints a few figures with another program and with our own.
func TestLooksLikePNG(t *testing.T) {
	if testing.Short() {
		t.Skip("starts Poppler")
	}
	names, scenes, opt := figures(t)
	for _, theme := range []string{"light", "dark"} {
		for _, name := range []string{"first-segment-lost.scenario zh", "rfc9293/figure-9.scenario en", "states zh"} {
			i := slices.Index(names, name)
			if i < 0 {
				t.Fatalf("there is no figure %q", name)
			}
			opt.Theme = theme
			got := poppler(t, encode(t, opt, scenes[i]), "pdftoppm", "-r", "144", "-png", "FILE")
			theirs, err := stdpng.Decode(strings.NewReader(got))
			if err != nil {
				t.Fatal(err)
			}
			ours, err := png.Paint(scenes[i], png.Options{Palette: opt.Palette, Theme: theme, Scale: 2})
			if err != nil {
				t.Fatal(err)
			}
			// Smoothed edges differ a little everywhere, a shape more or less
			// differs much somewhere.
			if d := difference(ours, theirs); d > 0.08 {
				t.Errorf("%s, %s: pictures differ by %.3f", name, theme, d)
			}
		}
	}
}

// difference is how far two pictures of one size are apart where they differ
// most, in the mean of a square: 1 is black against white.
func difference(a, b image.Image) float64 {
	const side = 16
	worst := 0.0
	box := a.Bounds().Union(b.Bounds())
	for y := 0; y < box.Dy(); y += side {
		for x := 0; x < box.Dx(); x += side {
			worst = max(worst, math.Abs(brightness(a, x, y, side)-brightness(b, x, y, side)))
		}
	}
	return worst
}

func brightness(m image.Image, left, top, side int) float64 {
	sum := 0
	for y := range side {
		for x := range side {
			sum += int(color.GrayModel.Convert(m.At(left+x, top+y)).(color.Gray).Y)
		}
	}
	return float64(sum) / float64(255*side*side)
}

func TestNothingIsWrittenOfWhatCannotBeDrawn(t *testing.T) {
	missing, broken := example.Scene(), example.Scene()
	missing.Items = append(missing.Items, scene.Text{Role: scene.NoteText, At: scene.Point{X: 9, Y: 9}, Size: 13, Text: "𠮷"})
	broken.Width = -1
	for name, pages := range map[string][]*scene.Scene{
		"no page": nil, "a missing glyph": {example.Scene(), missing}, "a broken scene": {broken},
	} {
		var out bytes.Buffer
		err := pdf.Encode(&out, pages, pdf.Options{Palette: example.Palette()})
		if err == nil || out.Len() > 0 {
			t.Errorf("%s: error %v, %d bytes", name, err, out.Len())
		}
		var lack *font.MissingError
		if errors.As(err, &lack) != (name == "a missing glyph") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	s, palette := example.Scene(), example.Palette()
	for b.Loop() {
		if err := pdf.Encode(io.Discard, []*scene.Scene{s}, pdf.Options{Palette: palette}); err != nil {
			b.Fatal(err)
		}
	}
}
