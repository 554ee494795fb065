package site

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Every file of YAML that a site may bring is bounded before it is parsed, and
// the bound is named where the file goes beyond it.
func TestDeepYAMLIsRefused(t *testing.T) {
	deep := strings.Repeat("[", 60_000)
	for name, text := range map[string]string{
		"index.md":               "---\na: " + deep + "\n---\n# x\n",
		ConfigFile:               "title: " + deep,
		GlossaryFile:             deep,
		ColoursFile:              deep,
		WordsFolder + "/fr.yaml": deep,
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{ConfigFile: "title: T\n", name: text} {
			name = filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		_, problems, err := Load(dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, p := range problems {
			found = found || p.File == name && p.Line > 0 && p.Col > 0 && strings.Contains(p.Message.String(), "nested deeper than 64 levels")
		}
		if !found {
			t.Errorf("%s: %+v", name, problems)
		}
	}
}
