package site

import (
	"io/fs"
	"path"
	"strings"
)

// Commits are the commits that changed one of some files, given by their paths
// from the site's folder, the latest first; none where nothing is known.
func (h *History) Commits(files ...string) []string {
	if h.Stamp == (Hash{}) || len(files) == 0 {
		return nil
	}
	args := []string{"--literal-pathspecs", "log", "--format=%h", "--no-color", "--no-show-signature", "HEAD", "--"}
	out, err := h.git(append(args, files...)...).Output()
	if err != nil {
		return nil // Git speaks of what it lacks, which is then not known
	}
	return strings.Fields(string(out))
}

// At returns a file as a commit has it. That it has none such is fs.ErrNotExist.
func (h *History) At(commit, file string) ([]byte, error) {
	text, err := h.git("show", "--no-textconv", commit+":./"+path.Clean(file)).Output()
	if err != nil {
		return nil, &fs.PathError{Op: "git show", Path: file, Err: fs.ErrNotExist}
	}
	return text, nil
}
