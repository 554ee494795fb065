package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams/golden/chromium"

	"github.com/chromedp/chromedp"
)

// Pages come out on few sheets, and these are full: of all but the last so much is
// white at the end on the average, and at most one sheet has more than a quarter of
// it, where a figure taller than the rest of it follows. No sheet ends in a heading.
func TestSheetsAreFull(t *testing.T) {
	for _, command := range []string{"pdftoppm", "pdftotext"} {
		if _, err := exec.LookPath(command); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatal(err)
			}
			t.Skip(err)
		}
	}
	window := chromium.Window(t)
	out := ourSite(t)
	for _, page := range []struct {
		name string
		most float64
	}{
		{"gallery/loss.html", 0.1}, {"en/gallery/open.html", 0.1}, {"gallery/congestion.html", 0.1},
		{"tcp.html", 0.15}, {"en/tcp.html", 0.15}, {"en/guide/page.html", 0.12}, {"protocols/oauth.html", 0.12},
	} {
		ctx, _ := tab(t, window)
		do(ctx, t, chromedp.Navigate("file://"+filepath.Join(out, page.name)))
		headings := eval[[]string](ctx, t, `[...document.querySelectorAll("article :is(h2, h3, h4)")].map(h =>
			[...h.childNodes].filter(n => !n.matches || !n.matches("[data-permalink], [data-counterpart]")).map(n => n.textContent).join(""))`)
		file := filepath.Join(t.TempDir(), "sheets.pdf")
		if err := os.WriteFile(file, printedOn(ctx, t, true), 0o644); err != nil {
			t.Fatal(err)
		}
		sum, over := 0.0, 0
		white := whiteAtTheEnd(t, file)
		for _, part := range white[:len(white)-1] {
			if sum += part; part > 0.25 {
				over++
			}
		}
		if mean := sum / float64(len(white)-1); mean > page.most || over > 1 {
			t.Errorf("%s: of its sheets are white at the end %.2f", page.name, white)
		}
		for _, line := range lastLines(t, file) {
			if begins(line, headings) {
				t.Errorf("%s: a sheet ends in %q", page.name, line)
			}
		}
	}
}

// begins reports whether a line without blanks begins with one of some headings: a
// caption may stand beside it.
func begins(line string, headings []string) bool {
	return slices.ContainsFunc(headings, func(heading string) bool {
		return strings.HasPrefix(line, strings.Join(strings.Fields(heading), ""))
	})
}

// lastLines are the last lines of each sheet but the last one, without blanks.
func lastLines(t *testing.T, file string) (last []string) {
	t.Helper()
	text, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	sheets := strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
	for _, sheet := range sheets[:len(sheets)-1] {
		lines := strings.Split(strings.TrimSpace(sheet), "\n")
		last = append(last, strings.Join(strings.Fields(lines[len(lines)-1]), ""))
	}
	if len(last) < 2 || slices.Max(last) == "" {
		t.Fatalf("last on their sheets are %q", last)
	}
	return last
}

// whiteAtTheEnd is which part of each page of a PDF is white below its last
// line, but for the margin.
func whiteAtTheEnd(t *testing.T, file string) (parts []float64) {
	t.Helper()
	dir := t.TempDir()
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
