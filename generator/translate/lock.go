package translate

import (
	"os"
	"path/filepath"

	"woshou/generator/bilingual"
	"woshou/generator/site"
)

// Done returns a site's lock after a translator has said that the chosen
// sections are translated.
func Done(items []site.Item, choice Choice) bilingual.Lock {
	statuses := make([]bilingual.Status, len(items))
	for n, i := range items {
		statuses[n] = i.Status
	}
	return bilingual.Done(statuses, func(s bilingual.Status) bool { return choice.Has(site.Item{Status: s}) })
}

// Write writes the lock of the site in a folder, under a temporary name first:
// the file is old or new at any moment. Nothing else is touched, nor is a lock
// that says the same.
func Write(dir string, lock bilingual.Lock) error {
	name := filepath.Join(dir, site.LockFile)
	content := []byte(lock.String())
	mode := os.FileMode(0o644)
	switch before, err := os.ReadFile(name); {
	case err == nil && string(before) == string(content), os.IsNotExist(err) && len(lock) == 0:
		return nil
	case err == nil:
		if info, err := os.Stat(name); err == nil {
			mode = info.Mode().Perm()
		}
	}
	// A hidden file is no source of the site, should a build run meanwhile.
	part := filepath.Join(dir, "."+site.LockFile+".part")
	if err := os.WriteFile(part, content, mode); err != nil {
		return err
	}
	return os.Rename(part, name)
}
