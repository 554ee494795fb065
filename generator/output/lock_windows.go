package output

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// sharingViolation is ERROR_SHARING_VIOLATION: the file is open elsewhere.
const sharingViolation = syscall.Errno(32)

// openLocked opens a file so that no other may write it meanwhile, or reports that
// it is held so elsewhere.
func openLocked(root *os.Root, name string) (file *os.File, held bool, err error) {
	name = filepath.Join(root.Name(), name)
	wide, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return nil, false, err
	}
	handle, err := syscall.CreateFile(wide, syscall.GENERIC_READ|syscall.GENERIC_WRITE,
		syscall.FILE_SHARE_READ|fileShareDelete, nil, syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, sharingViolation) {
		return nil, true, nil
	}
	if err != nil {
		return nil, false, &os.PathError{Op: "open", Path: name, Err: err}
	}
	return os.NewFile(uintptr(handle), name), false, nil
}

// fileShareDelete is FILE_SHARE_DELETE: the file may be deleted while it is open.
const fileShareDelete = 0x4
