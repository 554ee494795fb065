package site

import (
	"io/fs"
	"slices"
)

// Include returns a file that a page may take in: one of the site's sources.
// Others, such as hidden files, may hold what nobody meant to publish, and a
// change to them would not be seen.
func (f *Folder) Include(name string) ([]byte, error) {
	if _, found := f.Source(name); !found {
		return nil, &fs.PathError{Op: "include", Path: name, Err: fs.ErrNotExist}
	}
	return f.Read(name)
}

// includes are files as they are now.
func (f *Folder) includes(names []string) []Include {
	var all []Include
	for _, name := range names {
		all = append(all, Include{name, f.includeHash(name)})
	}
	return all
}

// stand reports whether files are still as they were.
func (f *Folder) stand(all []Include) bool {
	return !slices.ContainsFunc(all, func(i Include) bool { return f.includeHash(i.Path) != i.Hash })
}

// includeHash is zero for a file that cannot be read.
func (f *Folder) includeHash(name string) Hash {
	if _, found := f.Source(name); !found {
		return Hash{}
	}
	hash, err := f.Hash(name)
	if err != nil {
		return Hash{}
	}
	return hash
}
