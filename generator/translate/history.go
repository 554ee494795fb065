package translate

import (
	"slices"
	"strings"

	"woshou/generator/page"
	"woshou/generator/site"

	"github.com/rogpeppe/go-internal/diff"
)

// History is the repository that a site lies in, as far as there is one.
type History struct {
	site *site.Site
	git  *site.History
	past map[string][]version // by source
}

// version is a page as some commit has it.
type version struct {
	commit string // abbreviated
	doc    document
}

// document is what a history asks of a page.
type document interface {
	Sections() []page.Section
	SectionSource(id string) string
}

// NewHistory is the history of a site.
func NewHistory(s *site.Site) *History {
	return &History{site: s, git: s.History(), past: map[string][]version{}}
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
func (h *History) Change(i site.Item) (Change, error) {
	original := h.site.In(i.Page, i.Translation.Source)
	doc, err := h.site.Document(original)
	if err != nil {
		return Change{}, err
	}
	change := Change{Now: doc.SectionSource(i.Section.Source.ID)}
	if i.Since == nil {
		return change, nil
	}
	for _, v := range h.versions(original, doc.Includes) {
		sections := v.doc.Sections()
		n := slices.IndexFunc(sections, func(s page.Section) bool { return s.Digest == i.Since.SourceDigest })
		if n < 0 {
			continue
		}
		change.Commit = v.commit
		then := v.doc.SectionSource(sections[n].ID)
		name := i.Source.Lines()
		_, change.Diff, _ = strings.Cut(string(diff.Diff(original.Source.Path+" @ "+v.commit, []byte(then), name, []byte(change.Now))), "\n")
		break
	}
	return change, nil
}

// versions are the states of a page in the commits that changed its source or
// what it includes now, the latest first; none without a repository.
func (h *History) versions(page *site.Page, includes []string) []version {
	source := page.Source.Path
	if known, ok := h.past[source]; ok {
		return known
	}
	var all []version
	for _, commit := range h.git.Commits(append([]string{source}, includes...)...) {
		text, err := h.git.At(commit, source)
		if err != nil {
			continue // it was not there yet, or had another name
		}
		read := func(name string) ([]byte, error) { return h.git.At(commit, name) }
		all = append(all, version{commit, h.site.Parse(page, text, read)})
	}
	h.past[source] = all
	return all
}
