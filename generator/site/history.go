package site

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// History is what Git knows of a site's folder: when each file was changed
// last, by the commits that lead to HEAD. Where there is no Git, or the folder
// lies in no repository, it knows nothing.
type History struct {
	// Stamp stands for the whole history: while it stays, so do all dates. It
	// is the zero hash where nothing is known.
	Stamp Hash

	dir string
	// borders are the commits at which a shallow clone ends. They look as if
	// they had made every file, and so tell nothing of any.
	borders map[string]bool
}

// History asks Git for the state of the history: one short command, and none
// where no repository is in sight.
func (f *Folder) History() *History {
	h := &History{dir: f.root.Name(), borders: map[string]bool{}}
	if !inRepository(h.dir) {
		return h
	}
	out, err := h.git("rev-parse", "HEAD", "--git-path", "shallow").Output()
	head, shallow, ok := strings.Cut(strings.TrimSpace(string(out)), "\n")
	if err != nil || !ok {
		return h
	}
	if !filepath.IsAbs(shallow) {
		shallow = filepath.Join(h.dir, shallow)
	}
	borders, _ := os.ReadFile(shallow) // a whole clone has none
	for _, commit := range strings.Fields(string(borders)) {
		h.borders[commit] = true
	}
	h.Stamp = sha256.Sum256(append([]byte(head+"\n"), borders...))
	return h
}

// inRepository reports whether a folder or one above it holds `.git`.
func inRepository(dir string) bool {
	dir, err := filepath.Abs(dir)
	for err == nil {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return true
		}
		above := filepath.Dir(dir)
		if above == dir {
			break
		}
		dir = above
	}
	return false
}

// Dates returns when files, given by their paths from the site's folder, were
// changed last: the author's date, in the author's zone. A file that no commit
// made has none. The history is read once, no further back than needed. With
// an error, which is Git's, it may lack dates.
func (h *History) Dates(files []string) (map[string]time.Time, error) {
	dates := map[string]time.Time{}
	if h.Stamp == (Hash{}) || len(files) == 0 {
		return dates, nil
	}
	wanted := make(map[string]bool, len(files))
	for _, file := range files {
		wanted[file] = true
	}
	log := h.git("log", "-z", "--format=%x01%H %aI", "--name-only", "--no-renames", "--relative", "--no-follow",
		"--diff-merges=off", "--no-color", "--no-ext-diff", "--no-show-signature", "HEAD", "--", ".")
	out, err := log.StdoutPipe()
	if err != nil {
		return dates, err
	}
	if err := log.Start(); err != nil {
		return dates, err
	}
	h.readLog(bufio.NewScanner(out), wanted, dates)
	if len(wanted) > 0 {
		return dates, log.Wait()
	}
	_ = log.Process.Kill() // the rest of the log is older
	_ = log.Wait()         // which says no more than that
	return dates, nil
}

// readLog takes dates for the wanted files until each has one. The log is
// parts that end in a NUL: a commit and its date, after \x01, or the name of a
// file that it changed.
func (h *History) readLog(log *bufio.Scanner, wanted map[string]bool, dates map[string]time.Time) {
	log.Split(splitNUL)
	var date time.Time
	border := false
	for len(wanted) > 0 && log.Scan() {
		part := strings.TrimPrefix(log.Text(), "\n")
		if commit, ok := strings.CutPrefix(part, "\x01"); ok {
			hash, text, _ := strings.Cut(commit, " ")
			date, _ = time.ParseInLocation(time.RFC3339, text, time.UTC)
			border = h.borders[hash]
			continue
		}
		if !wanted[part] {
			continue
		}
		delete(wanted, part)
		if !border && !date.IsZero() {
			dates[part] = date
		}
	}
}

func splitNUL(data []byte, atEOF bool) (advance int, token []byte, err error) {
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return i + 1, data[:i], nil
	}
	if atEOF && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}

// repositoryVariables may name another repository, as they do in a hook.
var repositoryVariables = []string{
	"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_PREFIX",
	"GIT_GRAFT_FILE", "GIT_SHALLOW_FILE", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
}

// git is a command of Git in the site's folder. It reads what is there and
// asks no other machine for more, which a partial clone would.
func (h *History) git(args ...string) *exec.Cmd {
	cmd := exec.Command("git", append([]string{"--no-pager", "--no-replace-objects"}, args...)...)
	cmd.Dir = h.dir
	cmd.Env = slices.DeleteFunc(os.Environ(), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		return slices.Contains(repositoryVariables, name)
	})
	cmd.Env = append(cmd.Env, "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C")
	return cmd
}

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
