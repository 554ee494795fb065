package export

import (
	"os"
	"path/filepath"
	"testing"
)

// A folder inside a site is exported as a part of that site.
func TestFolderInsideASite(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"site.yaml": "languages:\n  zh: {folder: zh}\n  en: {folder: en}\n", "scenarios/a.scenario": "client connect\n",
		"en/index.md": "# x\n\n![](a.scenario)\n", "en/gallery/one.md": "# x\n\n![](a.scenario)\n", "zh/gallery/two.md": "# y\n\n![](missing.scenario)\n",
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c, problems, err := Collect([]string{filepath.Join(dir, "en", "gallery")}, nil)
	if err != nil || len(problems) > 0 || len(c.Figures) != 1 || c.Figures[0].Name != "a" {
		t.Errorf("%+v %v %v", c.Figures, problems, err)
	}
	if _, _, err := Collect([]string{filepath.Join(dir, "scenarios")}, nil); err == nil {
		t.Error("a folder without pages is exported")
	}
}
