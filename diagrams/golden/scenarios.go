package golden

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Shipped is where the site of this project has its scenarios.
const Shipped = "content/scenarios"

// Scenarios are the scenarios in folders of this project, by their names below
// its own folder, in order. Each folder has some.
func Scenarios(t testing.TB, folders ...string) (all []Part) {
	t.Helper()
	project := os.DirFS(root(t))
	for _, folder := range folders {
		before := len(all)
		err := fs.WalkDir(project, folder, func(name string, _ fs.DirEntry, err error) error {
			if err != nil || path.Ext(name) != ".scenario" {
				return err
			}
			text, err := fs.ReadFile(project, name)
			all = append(all, Part{name, string(text)})
			return err
		})
		if err != nil || len(all) == before {
			t.Fatalf("no scenarios in %s: %v", folder, err)
		}
	}
	return all
}

// Protocol is the protocol that a scenario of this project uses, by the name that
// stands there: the file beside it.
func Protocol(t testing.TB, scenario, name string) (file, text string, found bool) {
	t.Helper()
	file = path.Join(path.Dir(scenario), name)
	content, err := fs.ReadFile(os.DirFS(root(t)), file)
	return file, string(content), err == nil
}

// OfTCP are those Scenarios that use no protocol of an author's.
func OfTCP(t testing.TB, folders ...string) []Part {
	t.Helper()
	return slices.DeleteFunc(Scenarios(t, folders...), func(p Part) bool {
		return strings.HasPrefix(p.Text, "use ") || strings.Contains(p.Text, "\nuse ")
	})
}

// root is the folder of this project: that of go.mod, above the package that is
// tested.
func root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	for ; err == nil; dir = filepath.Dir(dir) {
		if _, missing := os.Stat(filepath.Join(dir, "go.mod")); missing == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	t.Fatal("there is no go.mod above the test: ", err)
	return ""
}
