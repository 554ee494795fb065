package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// On a disk that is full, or read only, the old site stays as it is, an error says
// why, and with room the next build goes on.
func TestFullDisk(t *testing.T) {
	oldSite, newSite := folderOf(t, before), folderOf(t, after)
	write(t, filepath.Join(newSite, "public/large.txt"), strings.Repeat("x", 200_000))
	clean := t.TempDir()
	build(t, newSite, clean)
	disk := t.TempDir()
	mount := func(flags uintptr, options string) error { return syscall.Mount("none", disk, "tmpfs", flags, options) }
	if err := mount(0, "size=4m"); err != nil {
		t.Skip("nothing can be mounted here: ", err)
	}
	defer syscall.Unmount(disk, syscall.MNT_DETACH)
	out := filepath.Join(disk, "public")
	build(t, oldSite, out)
	old := tree(t, out)
	refused := func(want error) bool {
		t.Helper()
		_, problems, err := Build(context.Background(), Options{Site: newSite, Out: out})
		if err == nil && len(problems) == 0 {
			return false
		}
		if !errors.Is(err, want) || !strings.Contains(err.Error(), out) {
			t.Errorf("%v, %v", problems, err)
		}
		if diff := cmp.Diff(old, tree(t, out)); diff != "" {
			t.Errorf("the old site changed:\n%s", diff)
		}
		return true
	}
	must(t, mount(syscall.MS_REMOUNT|syscall.MS_RDONLY, ""))
	if !refused(syscall.EROFS) {
		t.Error("a disk that is read only was written")
	}
	full := 0
	for size := 0; ; size += 24 { // KiB that are free
		must(t, mount(syscall.MS_REMOUNT, "size=4m"))
		var room syscall.Statfs_t
		must(t, syscall.Statfs(disk, &room))
		used := (int64(room.Blocks)-int64(room.Bfree))*room.Bsize>>10 + int64(size)
		must(t, mount(syscall.MS_REMOUNT, fmt.Sprintf("size=%dk", used)))
		if !refused(syscall.ENOSPC) {
			break
		}
		full++
	}
	if full < 5 {
		t.Errorf("the disk was full %d times", full)
	}
	if diff := cmp.Diff(tree(t, clean), tree(t, out)); diff != "" {
		t.Errorf("with room\n-clean +built:\n%s", diff)
	}
	if left, _ := filepath.Glob(filepath.Join(out, ".woshou-[^m]*")); left != nil {
		t.Errorf("left: %v", left)
	}
	// A user who may not write gets as far as one with a disk that cannot be written.
	if os.Getuid() != 0 {
		must(t, os.Chmod(out, 0o555))
		old = tree(t, out)
		write(t, filepath.Join(newSite, "index.md"), "# Another\n")
		if !refused(syscall.EACCES) {
			t.Error("a folder that may not be written was")
		}
	}
}
