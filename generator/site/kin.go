package site

import (
	"crypto/sha256"
	"slices"
	"sync"

	"woshou/generator/bilingual"
	"woshou/generator/page"
)

// Kin is what a page has of its translations, and others of it, as hashes. It
// is kept with the page's record: as long as Family is equal, so are the rest.
type Kin struct {
	// Family is what is written of the page in all languages, and what the
	// lock says of it.
	Family Hash
	// Outward is all that pages of other keys can tell of the page: what they
	// say of it, and the ids by which links reach it.
	Outward Hash
	// Covered is how the sections of all its translations stand.
	Covered Hash
}

// kin are the relations of a page, worked out as far as somebody asks.
type kin struct {
	of               *Page
	sharing, hashing sync.Once
	ids              ids // once shared
	hashes           Kin // once hashed
}

// shared are the ids that the page has beside its own.
func (k *kin) shared() ids {
	k.sharing.Do(func() { k.ids = k.of.site.shareIDs(k.of) })
	return k.ids
}

// hashed is all that others are told.
func (k *kin) hashed() Kin {
	k.hashing.Do(func() { k.hashes = k.of.site.relations(k.of) })
	return k.hashes
}

// forget has everything be worked out again.
func (k *kin) forget() { k.sharing, k.hashing = sync.Once{}, sync.Once{} }

// ids are those that a page has beside its own.
type ids struct {
	// aliases lead from the ids of its headings to those of the same headings
	// in the default language, where these are others.
	aliases map[string]string
	// borrowed are the ids of sections of the source that it shows because
	// nobody has translated them.
	borrowed []string
}

// Kin is what the page and its translations have of each other.
func (p *Page) Kin() Kin { return p.kin.hashed() }

// Alias is the id in the default language of a heading of the page, "" where it
// is the same, or where the page uses that id otherwise.
func (p *Page) Alias(id string) string { return p.kin.shared().aliases[id] }

// has reports whether an id is among them.
func (i ids) has(id string) bool {
	for _, alias := range i.aliases {
		if alias == id {
			return true
		}
	}
	return slices.Contains(i.borrowed, id)
}

// shareIDs has the headings of a translation answer to the ids of the default
// language as well, and finds the sections that it borrows.
func (s *Site) shareIDs(p *Page) (shared ids) {
	if !p.IsWritten() {
		return ids{}
	}
	first, original := s.Translations(p)[0], s.Original(p)
	partners := map[string]string{}
	if first != p && first.IsWritten() {
		shared.aliases = map[string]string{}
		partners = s.partners(first, p)
		for id, own := range partners {
			if id != own && !p.hasOwnID(id) {
				shared.aliases[own] = id
			}
		}
	}
	if original == p {
		return shared
	}
	if original != first {
		partners = s.partners(original, p)
	}
	for _, h := range original.Outline().Headings {
		if _, translated := partners[h.ID]; !translated && !p.hasOwnID(h.ID) {
			shared.borrowed = append(shared.borrowed, h.ID)
		}
	}
	return shared
}

// relations hashes what a page has of its translations, unless they were kept
// and still hold.
func (s *Site) relations(p *Page) Kin {
	if p.Untranslated {
		k := p.original.Kin()
		k.Outward = HashOf(k.Outward, p.Lang.Code)
		return k
	}
	k := Kin{Family: s.family(p)}
	if p.kept != nil && p.kept.Family == k.Family {
		return *p.kept
	}
	shared := p.kin.shared()
	k.Outward = HashOf(p.Card, p.Outline().IDs, shared.aliases, shared.borrowed, p.States())
	k.Covered = s.covered(p)
	return k
}

// family hashes what is written of a page, and how it is read and compared.
func (s *Site) family(p *Page) Hash {
	h := sha256.New()
	comparing := s.comparing()
	h.Write(comparing[:])
	for _, t := range s.Translations(p) {
		facts := t.Facts()
		h.Write(facts.Hash[:])
		h.Write([]byte(t.Lang.Code))
		if t.Untranslated {
			h.Write([]byte{'-'})
		}
		for _, i := range facts.Includes {
			h.Write(i.Hash[:])
		}
	}
	if lock := s.LockOf(p); len(lock) > 0 {
		hash := HashOf(lock)
		h.Write(hash[:])
	}
	return Hash(h.Sum(nil))
}

// covered hashes how the sections of a page's translations stand. One that the
// lock does not know where it is may be known from another page, by its digest.
func (s *Site) covered(p *Page) Hash {
	var stand []any
	for _, t := range s.Translations(p) {
		for _, status := range s.StatusesOf(t) {
			stand = append(stand, t.Lang.Code, status.State)
			for _, section := range []*page.Section{status.Section.Source, status.Section.Target} {
				if section == nil {
					continue
				}
				stand = append(stand, section.ID, section.Text)
				if status.State == bilingual.Unverified && len(s.Lock) > 0 {
					stand = append(stand, section.Digest)
				}
			}
		}
	}
	return HashOf(stand...)
}
