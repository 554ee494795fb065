package translate

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os/exec"
	"path"
	"slices"
	"strings"

	"woshou/generator/markdown"
	"woshou/generator/site"

	"github.com/rogpeppe/go-internal/diff"
)

// History is the repository that a site lies in, as far as there is one.
type History struct {
	dir  string // of the site
	site *site.Site
	past map[string][]version // by source
}

// version is a page as some commit has it.
type version struct {
	commit string // abbreviated
	doc    *markdown.Document
}

// NewHistory is the history of the site that was loaded from a folder.
func NewHistory(dir string, s *site.Site) *History {
	return &History{dir: dir, site: s, past: map[string][]version{}}
}

// Change is what changed in the source of a section since it was translated.
type Change struct {
	// Commit is the last one whose section was what was translated, "" if
	// there is none: then Diff is empty.
	Commit string
	Diff   string // in unified form, of the Markdown
	Now    string // the Markdown as it is
}

// Change finds out what changed. The error is one of the environment; that
// there is no repository, or that it does not know the text, is none.
func (h *History) Change(ctx context.Context, i Item) (Change, error) {
	page := h.site.In(i.Page, i.Translation.Source)
	doc, err := h.site.Document(page)
	if err != nil {
		return Change{}, err
	}
	change := Change{Now: doc.SectionSource(i.Section.Source.ID)}
	if i.Since == nil {
		return change, nil
	}
	versions, err := h.versions(ctx, page, doc)
	if err != nil {
		return change, err
	}
	for _, v := range versions {
		sections := v.doc.Sections()
		n := slices.IndexFunc(sections, func(s markdown.Section) bool { return s.Digest == i.Since.SourceDigest })
		if n < 0 {
			continue
		}
		change.Commit = v.commit
		then := v.doc.SectionSource(sections[n].ID)
		name := i.Source.String()
		_, change.Diff, _ = strings.Cut(string(diff.Diff(page.Source.Path+" @ "+v.commit, []byte(then), name, []byte(change.Now))), "\n")
		break
	}
	return change, nil
}

// versions are the states of a page in the commits that changed its source or
// what it includes, the latest first; none without a repository.
func (h *History) versions(ctx context.Context, page *site.Page, now *markdown.Document) ([]version, error) {
	source := page.Source.Path
	if known, ok := h.past[source]; ok {
		return known, nil
	}
	args := append([]string{"log", "--no-show-signature", "--format=%h", "--", source}, now.Includes...)
	log, err := h.git(ctx, args...)
	if err != nil {
		return nil, err
	}
	var all []version
	for _, commit := range strings.Fields(string(log)) {
		text, err := h.git(ctx, "show", "--no-textconv", commit+":./"+source)
		if err != nil {
			return nil, err
		}
		if text == nil {
			continue // it was not there yet, or had another name
		}
		read := func(name string) ([]byte, error) { return h.file(ctx, commit, name) }
		all = append(all, version{commit, h.site.Parse(page, text, read)})
	}
	h.past[source] = all
	return all, nil
}

// file is a file of the site as a commit has it.
func (h *History) file(ctx context.Context, commit, name string) ([]byte, error) {
	text, err := h.git(ctx, "show", "--no-textconv", commit+":./"+path.Clean(name))
	if err == nil && text == nil {
		err = &fs.PathError{Op: "include", Path: name, Err: fs.ErrNotExist}
	}
	return text, err
}

// git is what a command of git says, nil when it fails: there is no
// repository, or no such file in it. Without git there is no history either.
func (h *History) git(ctx context.Context, args ...string) ([]byte, error) {
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, "git", append([]string{"--literal-pathspecs"}, args...)...)
	cmd.Dir, cmd.Stdout = h.dir, &out
	err := cmd.Run()
	var failed *exec.ExitError
	switch {
	case err == nil:
		return append([]byte{}, out.Bytes()...), nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &failed), errors.Is(err, exec.ErrNotFound):
		return nil, nil
	}
	return nil, fmt.Errorf("git: %w", err)
}
