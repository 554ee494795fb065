package edits

import (
	"fmt"
	"os"
	"os/exec"
)

// commit commits what there is, at a date of its own: nothing of the site changes
// but when its pages were changed last.
func (e *Editor) commit() []string {
	if !e.Commits {
		return e.block()
	}
	e.dates++
	date := fmt.Sprintf("2026-%02d-%02dT12:00:00Z", 1+e.rand.IntN(12), 1+e.rand.IntN(28))
	if e.dates == 1 {
		e.git(date, "init", "-q")
	}
	e.git(date, "add", "-A")
	e.git(date, "commit", "-q", "--allow-empty", "-m", "x")
	return nil
}

func (e *Editor) git(date string, args ...string) {
	cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false", "-c", "gc.auto=0"}, args...)...)
	cmd.Dir = e.dir
	cmd.Env = append(os.Environ(), "GIT_AUTHOR_DATE="+date, "GIT_COMMITTER_DATE="+date)
	if out, err := cmd.CombinedOutput(); err != nil {
		e.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}
