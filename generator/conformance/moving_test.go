package conformance

import (
	"context"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams/golden"
	"woshou/generator/build"
	"woshou/generator/diagnostic"
	"woshou/generator/moving"
)

// A case of testdata/moving is a project that another program builds. It is moved in
// and built; `want` is the site.yaml, what could not be taken, the pages that came
// of it with what leads to them, and the words of their text that `shows` lists.
// Nothing is then an error.
func TestMovingIn(t *testing.T) {
	golden.Run(t, "testdata/moving", func(t *testing.T, c golden.Case) []golden.Part {
		project, site := c.Folder(t), t.TempDir()
		for _, name := range []string{"want", "shows"} {
			_ = os.Remove(filepath.Join(project, name)) // golden.Want is no file of the project
		}
		var said strings.Builder
		report, err := moving.Move(rootOf(t, project), rootOf(t, site))
		if err != nil {
			t.Fatal(err)
		}
		yaml, err := os.ReadFile(filepath.Join(site, "site.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		said.Write(yaml)
		for _, p := range report.Skipped {
			said.WriteString("not taken: " + p.File + ": " + p.Message.String() + "\n")
		}
		out := t.TempDir()
		_, problems, err := build.Build(context.Background(), build.Options{Site: site, Out: out})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			if p.Severity != diagnostic.Hint {
				said.WriteString(string(p.Severity) + ": " + p.Place.String() + ": " + p.Message.String() + "\n")
			}
			if p.Severity == diagnostic.Error {
				t.Errorf("%s: %s", p.Place.String(), p.Message)
			}
		}
		listPages(t, out, &said)
		for line := range strings.Lines(c.Part("shows")) {
			name, words, _ := strings.Cut(strings.TrimSpace(line), ": ")
			if page, err := os.ReadFile(filepath.Join(out, name)); err != nil || !strings.Contains(string(page), words) {
				t.Errorf("%s does not show %q (%v)", name, words, err)
			}
		}
		return c.With(golden.Want, said.String())
	})
}

func rootOf(t *testing.T, dir string) *os.Root {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

// listPages writes the pages of an output folder, and those that only lead to others.
func listPages(t *testing.T, out string, said *strings.Builder) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(out), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".html" || slices.Contains([]string{"404.html", "translations.html"}, path.Base(name)) || strings.HasPrefix(name, "both/") {
			return err
		}
		text, err := os.ReadFile(filepath.Join(out, name))
		if _, to, leads := strings.Cut(string(text), "0; url="); leads {
			name += " leads to " + to[:strings.IndexByte(to, '"')]
		}
		said.WriteString("page " + name + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
