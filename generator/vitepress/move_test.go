package vitepress

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams/golden"
)

func root(t *testing.T, dir string) *os.Root {
	r, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	golden.Write(t, filepath.Join(dir, filepath.FromSlash(name)), text)
}

// TestNothingOutsideIsReadOrWritten moves a project that tries to lead out: by
// links, by its settings, by the paths of its modules.
func TestNothingOutsideIsReadOrWritten(t *testing.T) {
	outside := t.TempDir()
	write(t, outside, "secret.md", "secret")
	write(t, outside, "secret.js", "export default 'secret'")
	from, to := t.TempDir(), t.TempDir()
	write(t, from, ".vitepress/config.js", `
import secret from '../../`+filepath.Base(outside)+`/secret.js'
export default { title: secret, srcDir: '../', locales: { '../x': { label: 'X' } } }`)
	write(t, from, "index.md", "# Home")
	for name, target := range map[string]string{"link.md": "secret.md", "folder": ""} {
		if err := os.Symlink(filepath.Join(outside, target), filepath.Join(from, name)); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	report, err := Move(root(t, from), root(t, to))
	if err != nil {
		t.Fatal(err)
	}
	if report.Pages != 1 || report.Files != 0 {
		t.Errorf("moved %d pages and %d files, want 1 and 0", report.Pages, report.Files)
	}
	all := ""
	err = filepath.WalkDir(to, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			text, _ := os.ReadFile(name)
			all += name + "\n" + string(text) + "\n"
		}
		return err
	})
	if err != nil || strings.Contains(all, "secret") {
		t.Errorf("what lies outside came in (%v):\n%s", err, all)
	}
	var said strings.Builder
	for _, p := range report.Skipped {
		said.WriteString(p.Place.String() + " " + p.Message.String() + ": " + p.Hint.String() + "\n")
	}
	for _, want := range []string{"link.md", "folder", "srcDir", "title"} {
		if !strings.Contains(said.String(), "`"+want+"` was not moved") {
			t.Errorf("it is not said that %s was left out:\n%s", want, &said)
		}
	}
}

// TestCodesOfLanguages holds which of our codes a language tag becomes.
func TestCodesOfLanguages(t *testing.T) {
	for tag, want := range map[string]string{
		"zh-CN": "zh", "zh": "zh", "zh-Hans": "zh", "zh-TW": "zh-Hant", "en-US": "en", "ja": "ja", "pt-BR": "pt-BR", "": "other",
	} {
		if got := CodeOf(tag, "other"); got != want {
			t.Errorf("CodeOf(%q) = %q, want %q", tag, got, want)
		}
	}
}
