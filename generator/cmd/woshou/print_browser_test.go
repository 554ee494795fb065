package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"woshou/diagrams/golden/chromium"

	"github.com/chromedp/chromedp"
)

// Pages full of figures come out on few sheets, and these are full: of all but
// the last one in ten parts is white at the end on the average, and at most one
// sheet has more than a quarter of it, where a figure taller than the rest of it
// follows.
func TestSheetsAreFull(t *testing.T) {
	if _, err := exec.LookPath("pdftoppm"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	window := chromium.Window(t)
	out := ourSite(t)
	for _, name := range []string{"gallery/loss.html", "en/gallery/open.html", "gallery/congestion.html"} {
		ctx, _ := tab(t, window)
		do(ctx, t, chromedp.Navigate("file://"+filepath.Join(out, name)))
		sum, over := 0.0, 0
		white := whiteAtTheEnd(t, printedOn(ctx, t, true))
		for _, part := range white[:len(white)-1] {
			if sum += part; part > 0.25 {
				over++
			}
		}
		if mean := sum / float64(len(white)-1); mean > 0.10 || over > 1 {
			t.Errorf("%s: of its sheets are white at the end %.2f", name, white)
		}
	}
}

// whiteAtTheEnd is which part of each page of a PDF is white below its last
// line, but for the margin.
func whiteAtTheEnd(t *testing.T, pdf []byte) (parts []float64) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "sheets.pdf")
	if err := os.WriteFile(file, pdf, 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("pdftoppm", "-r", "24", "-gray", file, filepath.Join(dir, "sheet")).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	pages, _ := filepath.Glob(filepath.Join(dir, "sheet*.pgm"))
	const margin = 2 / 29.7
	for _, name := range pages {
		rows := greyRows(t, name)
		last := len(rows) - 1
		for last > 0 && slices.Min(rows[last]) > 200 {
			last--
		}
		parts = append(parts, float64(len(rows)-1-last)/float64(len(rows))-margin)
	}
	return parts
}

// greyRows are the rows of a picture in grey, as pdftoppm writes one.
func greyRows(t *testing.T, name string) (rows [][]byte) {
	t.Helper()
	content := []byte(read(t, name))
	var width, height, most int
	if _, err := fmt.Sscanf(string(content[:20]), "P5\n%d %d\n%d\n", &width, &height, &most); err != nil {
		t.Fatal(name, err)
	}
	return slices.Collect(slices.Chunk(content[len(content)-width*height:], width))
}
