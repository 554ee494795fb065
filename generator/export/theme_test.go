package export

import (
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams/golden"
)

// Figures of a site are exported in its own colours, as pages show them.
func TestFiguresHaveTheColoursOfTheirSite(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{
		"site.yaml":           "title: T\n",
		"index.md":            "# Handshake\n\n![](a.scenario)\n\n```states tcp\npath client a.scenario\n```\n",
		"a.scenario":          "server listen\nclient connect\n",
		"theme/colours.yaml":  "host-a: {light: \"#8a1c6b\", dark: \"#f29ad8\"}\npaper: {light: \"#fffdf5\"}\n",
		"theme/unknown.css":   "",
		"theme/words/fr.yaml": "skip: Passer\n",
	} {
		golden.Write(t, filepath.Join(dir, name), text)
	}
	c, problems, err := Collect([]string{dir}, []string{"en"})
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	if _, problems, err := Export(t.Context(), c, Options{Out: out, Formats: []string{"svg", "png", "pdf", "pptx"}, Scale: 1}); err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	for _, stem := range []string{"a.en", "index-states-tcp.en"} {
		svg := read(t, out, stem+".svg")
		if !strings.Contains(svg, "#8a1c6b") || !strings.Contains(svg, "#f29ad8") || strings.Contains(svg, "#1f5fa8") {
			t.Errorf("%s.svg is not in the colours of the site", stem)
		}
		picture, err := png.Decode(strings.NewReader(read(t, out, stem+".png")))
		if err != nil {
			t.Fatal(err)
		}
		if got := color.RGBAModel.Convert(picture.At(0, 0)); got != (color.RGBA{0xff, 0xfd, 0xf5, 0xff}) {
			t.Errorf("%s.png has the paper %v", stem, got)
		}
	}
	if !strings.Contains(read(t, out, indexFile), "#fffdf5") {
		t.Error("the index has not the site's paper")
	}
}

func read(t *testing.T, folder, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
