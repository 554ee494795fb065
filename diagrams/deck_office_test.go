package diagrams_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/themes"
)

// told are decks that are looked into: a handshake, a long run, one with
// congestion control beside it, in both languages and on both grounds.
var told = []struct{ scenario, lang, theme string }{
	{"three-way-handshake", "zh", "light"},
	{"loss/fast-retransmit", "en", "dark"},
	{"congestion/fast-recovery", "zh", "dark"},
	{"four-segment-close", "en", "light"},
}

// deckOf is a scenario's deck, told step by step, and its number of steps.
func deckOf(t *testing.T, scenario, lang, theme string) (deck []byte, steps int) {
	t.Helper()
	text, err := os.ReadFile("../content/scenarios/" + scenario + ".scenario")
	if err != nil {
		t.Fatal(err)
	}
	run, errs := diagrams.RunToDraw(scenario, diagrams.Source{Text: string(text)})
	if len(errs) > 0 {
		t.Fatal(errs[0])
	}
	look := diagrams.Look{Palette: themes.Default(), ID: "f", Theme: theme, Steps: true}.In(lang)
	var out bytes.Buffer
	if err := diagrams.DrawSlide(run, look).Encode(&out, "pptx"); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), len(run.Messages)
}

// TestDecksAreWideAndLarge reads decks as a slide program does: slides of 13.33
// by 7.5 inches, on which no text has less than 18 points.
func TestDecksAreWideAndLarge(t *testing.T) {
	size := regexp.MustCompile(`<a:rPr[^>]* sz="(\d+)"`)
	for _, c := range told {
		deck, steps := deckOf(t, c.scenario, c.lang, c.theme)
		archive, err := zip.NewReader(bytes.NewReader(deck), int64(len(deck)))
		if err != nil {
			t.Fatal(err)
		}
		slides := 0
		for _, part := range archive.File {
			f, err := part.Open()
			if err != nil {
				t.Fatal(err)
			}
			content, err := io.ReadAll(f)
			if err != nil {
				t.Fatal(err)
			}
			if part.Name == "ppt/presentation.xml" && !bytes.Contains(content, []byte(`<p:sldSz cx="12192000" cy="6858000"`)) {
				t.Errorf("%s: slides are not 13.33 by 7.5 inches", c.scenario)
			}
			if !strings.HasPrefix(part.Name, "ppt/slides/slide") {
				continue
			}
			slides++
			for _, found := range size.FindAllSubmatch(content, -1) {
				if n, _ := strconv.Atoi(string(found[1])); n < 1800 {
					t.Errorf("%s, %s: a text of %v points", c.scenario, part.Name, float64(n)/100)
				}
			}
		}
		if slides < steps+2 {
			t.Errorf("%s: %d slides for %d steps, a title and a table", c.scenario, slides, steps)
		}
	}
}

// TestOfficeShowsDecks has LibreOffice print decks: it shows as many pages as
// there are slides, 16 to 9, each with a title.
func TestOfficeShowsDecks(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	for _, program := range []string{"soffice", "pdfinfo", "pdftotext"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatal(err)
			}
			t.Skip(err)
		}
	}
	dir := t.TempDir()
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir}
	for i, c := range told {
		deck, _ := deckOf(t, c.scenario, c.lang, c.theme)
		name := filepath.Join(dir, strconv.Itoa(i)+".pptx")
		if err := os.WriteFile(name, deck, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	office := exec.Command("soffice", args...)
	office.Env = append(os.Environ(), "HOME="+dir)
	if out, err := office.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for i, c := range told {
		name := filepath.Join(dir, strconv.Itoa(i)+".pdf")
		info, err := exec.Command("pdfinfo", name).Output()
		if err != nil || !regexp.MustCompile(`Page size: +960(\.\d+)? x 540`).Match(info) {
			t.Errorf("%s: %v\n%s", c.scenario, err, info)
		}
		text, err := exec.Command("pdftotext", "-raw", name, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		for page := range strings.SplitSeq(strings.TrimSuffix(string(text), "\f"), "\f") {
			if len(strings.Fields(page)) < 3 {
				t.Errorf("%s: a page says only %q", c.scenario, page)
			}
		}
	}
}
