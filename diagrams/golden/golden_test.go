package golden

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const written = "Why.\n\n-- a/b.txt --\ngiven\n-- want --\nold\n"

func writeCase(t *testing.T) (dir, file string) {
	t.Helper()
	dir = t.TempDir()
	file = filepath.Join(dir, "case.txtar")
	if err := os.WriteFile(file, []byte(written), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir, file
}

func TestUpdateWritesWhatIsNow(t *testing.T) {
	defer func(was bool) { *update = was }(*update)
	*update = true
	dir, file := writeCase(t)
	Run(t, dir, func(t *testing.T, c Case) []Part { return c.With(Want, "new\n") })
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("Why.\n\n-- a/b.txt --\ngiven\n-- want --\nnew\n", string(text)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestFolderHoldsWhatIsGiven(t *testing.T) {
	_, file := writeCase(t)
	dir := Read(t, file).Folder(t)
	given, err := os.ReadFile(filepath.Join(dir, "a", "b.txt"))
	if err != nil || string(given) != "given\n" {
		t.Errorf("%q, %v", given, err)
	}
	if _, err := os.Stat(filepath.Join(dir, Want)); !os.IsNotExist(err) {
		t.Error("what is wanted was given too")
	}
}

func TestWithAddsOnlyWhatThereIs(t *testing.T) {
	c := Case{Parts: []Part{{"in", "x"}}}
	if got := c.With("errors", ""); len(got) != 1 {
		t.Errorf("%v", got)
	}
	if got := c.With("errors", "e"); len(got) != 2 || c.Part("errors") != "" {
		t.Errorf("%v from %v", got, c)
	}
}
