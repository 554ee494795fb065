package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"woshou/generator/output"
	"woshou/generator/site"
)

// Who builds into a folder that another process fills is told which, and in their
// own language; nothing else comes of it.
func TestBusyFolder(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "index.md"), []byte("# Page\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	folder, err := output.Open(out, site.Marker, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	stage, err := folder.Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer stage.Discard()
	for lang, want := range map[string]string{
		"en_US.UTF-8": fmt.Sprintf("woshou: another build is running in %s, process %d; this one wrote nothing\n", out, os.Getpid()),
		"zh_CN.UTF-8": fmt.Sprintf("woshou: %s里正有另一次生成在进行（进程%d）；这一次什么也没有写\n", out, os.Getpid()),
	} {
		cmd := exec.Command(os.Args[0], "build", dir, "-o", out)
		cmd.Args[0] = "woshou" // testscript.Main looks at the name
		cmd.Env = append(os.Environ(), "LC_ALL="+lang)
		var said strings.Builder
		cmd.Stderr = &said
		_ = cmd.Run()
		if got := cmd.ProcessState.ExitCode(); got != statusEnvironment || said.String() != want {
			t.Errorf("it ends with %d and says %swant %s", got, said.String(), want)
		}
	}
}
