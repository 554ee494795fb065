package bilingual

// Translation is a page with one of its translations.
type Translation struct {
	Page           string // its path below the language's folder, without .md
	Source, Target string // language codes
	Sections       []Section
}

// State is how a section of a translation stands to its source.
type State string

// The states of a section.
const (
	Fresh      State = "fresh"      // neither has changed since a translator said so
	Stale      State = "stale"      // the source has changed since
	Edited     State = "edited"     // only the translation has: nothing to do
	Unverified State = "unverified" // nobody has said yet that it is translated
	Missing    State = "missing"    // there is no translation
	Orphan     State = "orphan"     // there is no source, any more
)

// States lists the states, what needs work first.
var States = []State{Stale, Missing, Orphan, Unverified, Edited, Fresh}

// Status is the state of one section.
type Status struct {
	*Translation
	Section
	State State
	// Since is the lock's entry that the state follows from; it is nil where
	// there is none.
	Since *Entry
}

// ID is the section's name in a lock.
func (s Status) ID() string {
	if s.Section.Source != nil {
		return s.Section.Source.ID
	}
	return s.Section.Target.ID
}

// entry is the lock's line for the section as it is now.
func (s Status) entry() Entry {
	return Entry{s.Page, s.ID(), s.Translation.Source, s.Section.Source.Digest, s.Translation.Target, s.Section.Target.Digest}
}

// key is what a lock finds an entry by.
type key struct{ page, section, source, target string }

func (e *Entry) key() key { return key{e.Page, e.Section, e.Source, e.Target} }

// Statuses compares translations with a lock, section by section. A section
// that moved, to another heading or another page, is followed by its digest.
func Statuses(all []Translation, lock Lock) []Status {
	entries := map[key]*Entry{}
	for i := range lock {
		entries[lock[i].key()] = &lock[i]
	}
	var list []Status
	for i := range all {
		for _, section := range all[i].Sections {
			s := Status{Translation: &all[i], Section: section}
			k := key{s.Page, s.ID(), s.Translation.Source, s.Translation.Target}
			if section.Source != nil {
				s.Since = entries[k]
			}
			list = append(list, s)
			delete(entries, k)
		}
	}
	follow(list, lock, entries)
	for i := range list {
		list[i].State = list[i].state()
	}
	return list
}

// follow gives entries whose place is gone to sections that nobody knows: to
// those that say the same, then to those whose translation does. Of the latter
// the source has changed, and with it the heading, from which its id came.
func follow(list []Status, lock Lock, left map[key]*Entry) {
	followBy(list, lock, left, func(e *Entry) string { return e.SourceDigest }, func(s *Status) string { return s.Section.Source.Digest })
	followBy(list, lock, left, func(e *Entry) string { return e.TargetDigest }, func(s *Status) string {
		if s.Section.Target == nil {
			return ""
		}
		return s.Section.Target.Digest
	})
}

// followBy follows by one of the digests.
func followBy(list []Status, lock Lock, left map[key]*Entry, then func(*Entry) string, now func(*Status) string) {
	byDigest := map[key]*Entry{}
	for i := range lock {
		if e := &lock[i]; left[e.key()] == e {
			byDigest[key{"", then(e), e.Source, e.Target}] = e
		}
	}
	for i := range list {
		s := &list[i]
		if s.Since != nil || s.Section.Source == nil {
			continue
		}
		k := key{"", now(s), s.Translation.Source, s.Translation.Target}
		if e := byDigest[k]; e != nil {
			s.Since = e
			delete(byDigest, k)
			delete(left, e.key())
		}
	}
}

func (s *Status) state() State {
	switch {
	case s.Section.Source == nil:
		return Orphan
	case s.Section.Target == nil:
		return Missing
	case s.Since == nil:
		return Unverified
	case s.Since.SourceDigest != s.Section.Source.Digest:
		return Stale
	case s.Since.TargetDigest != s.Section.Target.Digest:
		return Edited
	}
	return Fresh
}

// Done returns the lock after a translator has said that the sections that
// pick chooses are translated. Entries of sections that are gone are dropped.
func Done(list []Status, pick func(Status) bool) Lock {
	var lock Lock
	for _, s := range list {
		switch {
		case s.Section.Source == nil || s.Section.Target == nil:
		case pick(s):
			lock = append(lock, s.entry())
		case s.Since != nil:
			e := *s.Since
			e.Page, e.Section = s.Page, s.ID()
			lock = append(lock, e)
		}
	}
	lock.sort()
	return lock
}
