package diagrams_test

import (
	"archive/zip"
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/render/pdf"
)

// TestTallFigureHasSeveralPages: readers of PDF show nothing of a page that is
// longer than 14,400 points, and on a slide 56 inches tall no label can be read.
func TestTallFigureHasSeveralPages(t *testing.T) {
	text := "begin established\n" + strings.Repeat("client send 100\n", 160)
	run, errs := diagrams.RunToDraw("tall", diagrams.Source{Text: text})
	if len(errs) > 0 {
		t.Fatal(errs[0])
	}
	d := diagrams.Draw(run, diagrams.Look{})
	if d.Scene.Height <= pdf.Longest {
		t.Fatalf("it is only %.0f points tall", d.Scene.Height)
	}
	var document, deck bytes.Buffer
	if err := d.Encode(&document, "pdf"); err != nil {
		t.Fatal(err)
	}
	boxes := regexp.MustCompile(`/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]`).FindAllSubmatch(document.Bytes(), -1)
	if len(boxes) < 10 {
		t.Errorf("%d pages", len(boxes))
	}
	for _, box := range boxes {
		width, _ := strconv.ParseFloat(string(box[1]), 64)
		height, _ := strconv.ParseFloat(string(box[2]), 64)
		if height > 1.6*width {
			t.Errorf("a page of %g by %g points", width, height)
		}
	}
	if err := d.Encode(&deck, "pptx"); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(deck.Bytes()), int64(deck.Len()))
	if err != nil {
		t.Fatal(err)
	}
	slides := 0
	for _, file := range archive.File {
		if strings.HasPrefix(file.Name, "ppt/slides/slide") {
			slides++
		}
	}
	if slides < 20 {
		t.Errorf("%d slides", slides)
	}
}
