package site

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"woshou/generator/diagnostic"
)

// Reload reads the site again after the sources at some paths may have changed;
// below "." are all. What did not change on disk since is taken over from s,
// which is not to be used any more. The two share the folder.
func (s *Site) Reload(names []string) (*Site, []diagnostic.Problem) {
	names = s.withLinks(names)
	f := &Folder{listing: s.rescan(s.root, names), root: s.root}
	opt := s.options
	opt.Known = func(src Source) *Record {
		page, was := s.bySource[src.Path], Source{}
		if page != nil {
			was, _ = s.Source(src.Path)
		}
		if was != src || slices.Contains(names, src.Path) {
			return nil
		}
		return page.Record
	}
	next, problems := f.Load(opt)
	next.options.Known = nil // it holds s
	return next, problems
}

// Revise takes in the sources at some paths as they are now, if nothing follows
// from them for the site as a whole: texts of pages whose cards stay, and files
// that are drawn, included or copied. Then what was known of these is forgotten,
// and no more. It reports whether that is so; if not, s is as it was, and the
// site as it is can be had from Reload. Redrawn says that a page may have other
// figures than before.
//
// Nothing else changes a site. No other goroutine may use s meanwhile.
func (s *Site) Revise(names []string) (done, redrawn bool) {
	var all []revision
	for _, name := range s.withLinks(names) {
		switch r, ok := s.revision(name); {
		case !ok:
			return false, false
		case r.now.Path != "":
			all = append(all, r)
		}
	}
	for _, r := range all {
		redrawn = s.take(r) || redrawn
	}
	return true, redrawn
}

// revision is a source as it is now: the zero one for a path at which there is
// nothing, and was nothing.
type revision struct {
	now Source
	// page is the one that is written in the source, nil for none, and record
	// what is to be known of it.
	page   *Page
	record *Record
	takers []*Page // pages that include the source
}

// revision looks at a source again. There is none if more follows from it than
// one can tell.
func (s *Site) revision(name string) (r revision, ok bool) {
	top, seen := topOf(s.root, name)
	if !seen {
		return r, true
	}
	var l listing
	if info, err := s.root.Lstat(top); err == nil && info.IsDir() && !isOutput(s.root, top) {
		return r, false // a new folder
	}
	l.walk(s.root, top)
	switch _, was := s.Source(name); {
	case !was:
		return r, len(l.Sources)+len(l.problems) == 0 && !s.holdsBelow(top) && !s.complainsOf(top)
	case len(l.Sources) != 1 || l.Sources[0].Path != name || s.guessed:
		return r, false
	}
	r.now, r.page = l.Sources[0], s.bySource[name]
	switch {
	case r.page != nil:
		r.record = loader{s}.recordNow(r.now, r.page.Written())
		if !reflect.DeepEqual(r.record.Card, r.page.Card) {
			return r, false
		}
	case s.languageOf(name) != nil && isMarkdown(name), s.isSetting(name):
		return r, false // a draft, or what is set for all pages
	}
	for _, p := range s.bySource {
		if p.facts != nil && slices.ContainsFunc(p.facts.Includes, func(i Include) bool { return i.Path == name }) {
			if !p.glanced { // its title may come from there
				return r, false
			}
			r.takers = append(r.takers, p)
		}
	}
	return r, true
}

// holdsBelow reports whether there are sources below a folder.
func (f *Folder) holdsBelow(folder string) bool {
	i, _ := slices.BinarySearchFunc(f.Sources, folder+"/", func(s Source, name string) int { return strings.Compare(s.Path, name) })
	return i < len(f.Sources) && strings.HasPrefix(f.Sources[i].Path, folder+"/")
}

// complainsOf reports whether something at a path or below it could not be listed:
// when it is gone, so is what is wrong with it.
func (f *Folder) complainsOf(top string) bool {
	return slices.ContainsFunc(f.problems, func(p diagnostic.Problem) bool { return tops{top: true}.hold(p.File) })
}

// take makes a source what it is now, and reports whether a page may have other
// figures with it.
func (s *Site) take(r revision) (redrawn bool) {
	i, _ := slices.BinarySearchFunc(s.Sources, r.now.Path, func(s Source, name string) int { return strings.Compare(s.Path, name) })
	s.Sources[i] = r.now
	s.forget(r.now.Path)
	if r.page != nil {
		redrawn = !r.page.undrawn || !r.record.undrawn
		s.renew(r.page, r.record)
	}
	for _, p := range r.takers {
		redrawn = true
		s.renew(p, &Record{Card: p.Card, glanced: true, undrawn: p.undrawn, unexplained: p.unexplained})
	}
	return redrawn
}

// renew gives a page another record, in place: others have it too. What the
// translations of the page have of each other is worked out anew.
func (s *Site) renew(p *Page, r *Record) {
	p.Record.once = sync.Once{}
	p.Record.glanced, p.Record.undrawn, p.Record.unexplained = r.glanced, r.undrawn, r.unexplained
	p.Record.facts, p.Record.outline, p.Record.kept = r.facts, r.outline, nil
	for _, t := range s.byKey[p.Key] {
		t.kin.forget()
	}
}
