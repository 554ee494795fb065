package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A command that would take minutes ends when it is told to, with a status of its
// own, and leaves what was there.
func TestStops(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("processes are sent no signals there")
	}
	site := t.TempDir()
	var page strings.Builder
	page.WriteString("# Long\n")
	for i := range 150 { // figures near the bound of what is drawn, each another
		fmt.Fprintf(&page, "\n```scenario\nserver listen\nclient connect\nclient send %d\n```\n", 450_000+i)
	}
	if err := os.WriteFile(filepath.Join(site, "index.md"), []byte(page.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, command := range [][]string{{"build", site, "-o"}, {"check", site}, {"check", endless(t)}, {"export", site, "--format", "svg", "-o"}} {
		out := t.TempDir()
		args := command
		if args[len(args)-1] == "-o" {
			args = append(args, out)
		}
		if got := stopped(t, args); got != statusStopped {
			t.Errorf("%s ends with %d", command, got)
		}
		left, err := filepath.Glob(filepath.Join(out, "*"))
		if err != nil || len(left) > 0 {
			t.Errorf("%s leaves %v, %v", command, left, err)
		}
	}
}

// endless is the file of a protocol that takes minutes to look through.
func endless(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile("../../../content/scenarios/protocols/raft-log.protocol")
	if err != nil {
		t.Fatal(err)
	}
	loose := strings.NewReplacer("number term 0..2 and on", "number term 0..9", "delay 1", "delay 3, lose 2").Replace(string(text))
	file := filepath.Join(t.TempDir(), "loose.protocol")
	if err := os.WriteFile(file, []byte(loose), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// stopped is the status with which a command ends that is told to while it works.
// One that dies of it has not begun yet, on a machine that is busy: it is told later.
func stopped(t *testing.T, args []string) (status int) {
	t.Helper()
	for wait := 500 * time.Millisecond; wait < 20*time.Second; wait *= 2 {
		cmd := exec.Command(os.Args[0], args...)
		cmd.Args[0] = "woshou" // testscript.Main looks at the name
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(wait)
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		if status = cmd.ProcessState.ExitCode(); status >= 0 {
			break
		}
	}
	return status
}
