package pptx_test

import (
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"woshou/diagrams/render/internal/shipped"
	"woshou/diagrams/render/pptx"
	"woshou/diagrams/scene"
)

// TestImpressShowsEveryLabel has LibreOffice print decks and looks for their
// slides and labels in what it printed. It sets those on a slant letter by
// letter, so that only the letters are compared.
func TestImpressShowsEveryLabel(t *testing.T) {
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	for _, program := range []string{"soffice", "pdftotext"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatal(err)
			}
			t.Skipf("decks are not opened: %v", err)
		}
	}
	dir := t.TempDir()
	decks := map[string][]pptx.Slide{}
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir}
	names, scenes := shipped.Figures(t)
	for figure, theme := range map[string]string{
		"three-way-handshake.scenario zh": "light",
		"first-segment-lost.scenario en":  "dark",
		"half-close.scenario zh":          "dark",
		"loss/backoff.scenario en":        "light",
		"states zh":                       "light",
	} {
		i := slices.Index(names, figure)
		if i < 0 {
			t.Fatalf("no figure %q", figure)
		}
		name := filepath.Join(dir, path.Base(figure))
		decks[name] = decked(scene.Steps(scenes[i]))
		if err := os.WriteFile(name+".pptx", encode(t, decks[name], theme), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, name+".pptx")
	}
	// Its home is the profile's folder, so that it leaves nothing elsewhere.
	office := exec.Command("soffice", args...)
	office.Env = append(os.Environ(), "HOME="+dir)
	if out, err := office.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for name, slides := range decks {
		checkPrinted(t, name+".pdf", slides)
	}
}

// checkPrinted looks for each slide's title and labels on its page.
func checkPrinted(t *testing.T, file string, slides []pptx.Slide) {
	t.Helper()
	text, err := exec.Command("pdftotext", "-raw", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
	if len(pages) != len(slides) {
		t.Fatalf("%s: %d pages of %d slides", filepath.Base(file), len(pages), len(slides))
	}
	for i, slide := range slides {
		page := letters(pages[i])
		if title := letters(slide.Scene.Title); !strings.Contains(page, title) {
			t.Errorf("%s, page %d: no title %q in %q", filepath.Base(file), i+1, title, page)
		}
		for label := range slide.Scene.Words() {
			if word := letters(label); strings.Count(page, word) < times(slide.Scene, word) {
				t.Errorf("%s, page %d: no label %q in %q", filepath.Base(file), i+1, label, page)
			}
		}
	}
}

// times is how often a scene says a word.
func times(s *scene.Scene, word string) (n int) {
	for label := range s.Words() {
		n += strings.Count(letters(label), word)
	}
	return n
}

// letters is text without white space.
func letters(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}
