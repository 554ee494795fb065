package output

import (
	"io/fs"
	"os"
)

// Fault is asked before and after each change of an output folder, and told which:
// an error from it takes the place of the change, or comes after it. Tests end a
// build with one at every moment, or have the disk refuse; nil asks nothing.
type Fault func(moment string) error

// disk is a folder as a build changes it: by these calls and no others.
type disk struct {
	root  *os.Root
	fault Fault
}

// do makes a change.
func (d disk) do(what, name string, change func() error) error {
	if d.fault == nil {
		return change()
	}
	if err := d.fault("before " + what + " " + name); err != nil {
		return &fs.PathError{Op: what, Path: name, Err: err}
	}
	if err := change(); err != nil {
		return err
	}
	return d.fault("after " + what + " " + name)
}

func (d disk) mkdir(name string) error {
	return d.do("mkdir", name, func() error { return d.root.Mkdir(name, 0o755) })
}

func (d disk) rename(from, to string) error {
	return d.do("rename", to, func() error { return d.root.Rename(from, to) })
}

func (d disk) remove(name string) error {
	return d.do("remove", name, func() error { return d.root.Remove(name) })
}

func (d disk) removeAll(name string) error {
	return d.do("remove all", name, func() error { return d.root.RemoveAll(name) })
}

func (d disk) write(name string, content []byte) error {
	return d.do("write", name, func() error { return d.root.WriteFile(name, content, 0o644) })
}

func (d disk) create(name string) (file *os.File, err error) {
	err = d.do("create", name, func() error {
		file, err = d.root.Create(name)
		return err
	})
	if err != nil && file != nil {
		file.Close()
	}
	return file, err
}
