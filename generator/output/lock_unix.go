//go:build linux || darwin || freebsd || netbsd || openbsd || dragonfly

package output

import (
	"errors"
	"os"
	"syscall"
)

// openLocked opens a file and locks it, or reports that it is held elsewhere.
func openLocked(root *os.Root, name string) (file *os.File, held bool, err error) {
	file, err = root.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, false, err
	}
	// Any other error is that of a file system without locks.
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); errors.Is(err, syscall.EWOULDBLOCK) {
		file.Close()
		return nil, true, nil
	}
	return file, false, nil
}
