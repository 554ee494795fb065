package build

import (
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// What TestKilledAtEveryMoment holds of a build whose disk goes dead, of processes
// that are killed, at times that nobody chose. One that is told to stop leaves the
// old site or the new one, and nothing else.
func TestKilledProcesses(t *testing.T) {
	if !*soak {
		t.Skip("builds the program and starts it many times")
	}
	program := filepath.Join(t.TempDir(), "woshou.exe")
	if text, err := exec.Command("go", "build", "-o", program, "../cmd/woshou").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	oldSite, newSite := folderOf(t, before), folderOf(t, after)
	oldOut, clean := t.TempDir(), t.TempDir()
	command := func(site, out string) *exec.Cmd { return exec.Command(program, "build", site, "-o", out) }
	start := time.Now()
	must(t, command(oldSite, oldOut).Run())
	took := time.Since(start)
	must(t, command(newSite, clean).Run())
	r := rand.New(rand.NewPCG(uint64(*first), 3))
	count := map[string]int{}
	for i := range 200 {
		sent := []os.Signal{os.Kill, syscall.SIGTERM}[i%2]
		out := filepath.Join(t.TempDir(), "public")
		copyFolder(t, oldOut, out)
		cmd := command(newSite, out)
		must(t, cmd.Start())
		time.Sleep(time.Duration(r.Int64N(int64(took))))
		if err := cmd.Process.Signal(sent); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		state := stateOf(t, out, tree(t, oldOut), tree(t, clean))
		left, _ := filepath.Glob(filepath.Join(out, ".woshou-[^m]*"))
		if sent != os.Kill && (state == "mixed" || left != nil) {
			t.Errorf("told to stop: %s, with %v", state, left)
		}
		if len(left) > 0 {
			state += ", swept"
		}
		count[sent.String()+": "+state]++
		must(t, command(newSite, out).Run())
		if diff := cmp.Diff(tree(t, clean), tree(t, out)); diff != "" {
			t.Fatalf("%v\n-clean +mended:\n%s", sent, diff)
		}
	}
	t.Logf("%v", count)
}
