package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"
)

// lockName is the file that the build which fills a folder holds a lock of the
// system on. It has the number of the process, for those who come meanwhile. The
// system drops the lock of a process that died, whichever way it did, so that a
// file that was left locks nobody out.
const lockName = ".woshou-lock"

// Busy is the error for a folder that another build fills just now.
type Busy struct {
	Dir     string
	Process int // 0 if it has not said yet
}

// Error is the message in English.
func (b *Busy) Error() string {
	return fmt.Sprintf("another build is running in %s (process %d)", b.Dir, b.Process)
}

// lock returns the file of the lock once it is held, or a Busy. On a file system
// that has no locks it is held by whoever asks.
func (f *Folder) lock() (*os.File, error) {
	for {
		if info, err := f.root.Lstat(lockName); err == nil && !info.Mode().IsRegular() {
			return nil, fmt.Errorf("%s in the output folder %s: %w", lockName, f.dir, ErrNotOurs)
		}
		file, held, err := f.tryLock()
		if held {
			return nil, &Busy{f.dir, f.owner()}
		}
		if err != nil {
			return nil, fmt.Errorf("output folder %s: %w", f.dir, err)
		}
		// Whoever held it may have deleted the file after it was opened here.
		if f.isInPlace(file, lockName) {
			return file, nil
		}
		file.Close()
	}
}

// tryLock opens the file of the lock and locks it, or tells that another has.
func (f *Folder) tryLock() (file *os.File, held bool, err error) {
	err = f.disk.do("lock", lockName, func() error {
		file, held, err = openLocked(f.root, lockName)
		return err
	})
	if err != nil && file != nil {
		file.Close()
	}
	return file, held, err
}

// claim writes the number of the process into the lock.
func (f *Folder) claim(lock *os.File) error {
	return f.disk.do("claim", lockName, func() error {
		_, err := lock.WriteAt(fmt.Appendf(nil, "%d\n", os.Getpid()), 0)
		return errors.Join(err, lock.Truncate(int64(len(strconv.Itoa(os.Getpid()))+1)))
	})
}

// owner is the process that holds the lock, 0 if that is not known.
func (f *Folder) owner() int {
	file, err := f.root.Open(lockName)
	if err != nil {
		return 0
	}
	defer file.Close()
	said := make([]byte, 24) // no number is longer
	n, _ := io.ReadFull(file, said)
	process, _ := strconv.Atoi(strings.TrimSpace(string(said[:n])))
	return process
}

// unlock lets others in. The file goes while it is locked: else it might be the
// next one's. Where something is left to sweep it stays, so that the next build
// does not take the folder for tidy.
func (f *Folder) unlock(lock *os.File, tidy bool) {
	if tidy {
		_ = f.disk.remove(lockName)
	}
	lock.Close()
}

// isLocked reports whether a build is running in the folder, or was killed there.
func (f *Folder) isLocked() bool {
	_, err := f.root.Lstat(lockName)
	return !errors.Is(err, fs.ErrNotExist)
}

// isInPlace reports whether a file that is open is the one of a name.
func (f *Folder) isInPlace(file *os.File, name string) bool {
	here, err := file.Stat()
	there, err2 := f.root.Lstat(name)
	return err == nil && err2 == nil && os.SameFile(here, there)
}
