package build

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// Two pages of equal size and time that take each other's names have changed.
func TestPagesThatSwapNames(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there, size and time are all that is told of a file")
	}
	dir, out := t.TempDir(), t.TempDir()
	a, b := filepath.Join(dir, "a.md"), filepath.Join(dir, "b.md")
	long := time.Now().Add(-time.Hour)
	for name, text := range map[string]string{a: "# A\n\none\n", b: "# B\n\ntwo\n"} {
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(name, long, long); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{"one", "two"}
	for range 2 {
		if _, problems, err := Build(t.Context(), Options{Site: dir, Out: out}); err != nil || len(problems) > 0 {
			t.Fatal(problems, err)
		}
		for i, name := range []string{"a.html", "b.html"} {
			page, err := os.ReadFile(filepath.Join(out, name))
			if err != nil || !strings.Contains(string(page), ">"+want[i]+"</p>") {
				t.Errorf("%s does not say %s, %v", name, want[i], err)
			}
		}
		for _, move := range [][2]string{{a, a + ".c"}, {b, a}, {a + ".c", b}} {
			if err := os.Rename(move[0], move[1]); err != nil {
				t.Fatal(err)
			}
		}
		want[0], want[1] = want[1], want[0]
	}
}
