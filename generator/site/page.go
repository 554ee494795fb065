package site

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"woshou/generator/flavour"
	"woshou/generator/front"
	"woshou/generator/markdown"
)

// Page is one page in one language.
type Page struct {
	Source  Source
	Key     string // its path below the language's folder, without .md: "guide/tcp"
	Lang    *Language
	Address string // from the output folder: "en/guide/tcp.html"
	// Listing is a home page that nobody wrote: the list of the pages.
	Listing bool
	// Date is when the page was changed last, as its front matter says, else
	// its history; zero if neither does.
	Date time.Time
	// Untranslated says that the page stands in for a translation that nobody
	// has written: its source is that of another language.
	Untranslated bool
	original     *Page
	site         *Site
	kin          *kin
	*Record
}

// Hash is the SHA-256 of some content. As text it is hexadecimal.
type Hash [sha256.Size]byte

// String returns the hash in hexadecimal.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// MarshalText writes the hash in hexadecimal.
func (h Hash) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (h *Hash) UnmarshalText(text []byte) error {
	if hex.DecodedLen(len(text)) != len(h) {
		return fmt.Errorf("a hash of %d digits", len(text))
	}
	_, err := hex.Decode(h[:], text)
	return err
}

// HashOf identifies values that JSON always holds. Hashes, of which most are made,
// stand for themselves.
func HashOf(values ...any) Hash {
	h := sha256.New()
	for _, v := range values {
		kind := byte('h')
		hash, ok := v.(Hash)
		if !ok {
			text, err := json.Marshal(v)
			if err != nil {
				panic(err)
			}
			kind, hash = 'v', sha256.Sum256(text)
		}
		h.Write([]byte{kind})
		h.Write(hash[:])
	}
	return Hash(h.Sum(nil))
}

// Title is the page's name: from front matter, else its first heading, else
// the name of its file.
func (p *Page) Title() string {
	if p.Meta.Title != "" {
		return p.Meta.Title
	}
	return cmp.Or(p.Name, path.Base(p.Key))
}

// IsHome reports whether the page is its language's home page.
func (p *Page) IsHome() bool { return p.Key == "index" }

// Document is a page as it was parsed for its facts, if nobody has asked for that
// since; else its source is read again.
func (s *Site) Document(p *Page) (*markdown.Document, error) {
	if doc := s.trees.take(p.Source.Path, p.Facts()); doc != nil {
		return doc, nil
	}
	src, err := s.Read(p.Source.Path)
	if err != nil {
		return nil, err
	}
	return s.Parse(p, src, s.Include), nil
}

// Parse parses some other text as if it were a page's source; read returns the
// files that it includes.
func (s *Site) Parse(p *Page, src []byte, read func(name string) ([]byte, error)) *markdown.Document {
	_, doc := s.parse(p.Source.Path, src, p.Written(), read)
	return doc
}

// reading is how the pages of a language are read.
func (s *Site) reading(lang *Language) markdown.Options {
	c := &s.Config
	return markdown.Options{
		Lang:        lang.Code,
		Math:        c.Markdown.Math,
		Attributes:  c.Markdown.Attributes,
		Containers:  c.Markdown.Containers,
		Trusted:     c.HTML == trusted,
		Media:       c.HTML == "media",
		Hosts:       c.Media,
		States:      s.options.States,
		LineNumbers: c.Markdown.LineNumbers,
		Flavour:     c.Flavour,
	}
}

// parse reads the text of a page with what that includes, then its front matter,
// then the rest.
func (s *Site) parse(name string, src []byte, lang *Language, read func(name string) ([]byte, error)) (*front.Matter, *markdown.Document) {
	s.parsed.Add(1)
	opt := s.reading(lang)
	text := markdown.Read(name, src, read, opt)
	matter := front.Read(text, flavour.Of(opt.Flavour))
	opt.Protocol, opt.Value = matter.Meta.Protocol, matter.Value
	return matter, markdown.Parse(text, opt)
}

// keyOf is the key of a Markdown source of a language.
func keyOf(source string, lang *Language) string {
	below := source
	if lang.Folder != "." {
		below = strings.TrimPrefix(source, lang.Folder+"/")
	}
	return strings.TrimSuffix(below, path.Ext(below))
}

// keyIn is the key of a page of the site, as the flavour has it.
func (s *Site) keyIn(source string, lang *Language) string {
	_, hasIndex := s.Source(path.Join(path.Dir(source), "index.md"))
	return flavour.Of(s.Config.Flavour).Key(keyOf(source, lang), hasIndex)
}

// HasID reports whether an address of the page may end in #id: one of its own,
// or that of a heading that it translates.
func (p *Page) HasID(id string) bool {
	if id == "" || id == "top" || p.hasOwnID(id) {
		return true
	}
	return p.kin.shared().has(id)
}

func (p *Page) hasOwnID(id string) bool {
	_, found := slices.BinarySearch(p.Outline().IDs, id)
	return found
}

// date gives the pages their dates: that of the front matter, else that of the
// source's last commit, if the options know of commits.
func (s loader) date() {
	var undated []string
	for _, p := range s.Pages {
		says := false
		if p.Meta.Date != "" {
			p.Date, says = front.ParseDate(p.Meta.Date)
		}
		if !says && !p.Listing {
			undated = append(undated, p.Source.Path)
		}
	}
	if s.options.Dates == nil || len(undated) == 0 {
		return
	}
	dates := s.options.Dates(undated)
	for _, p := range s.Pages {
		if p.Date.IsZero() && !p.Listing {
			p.Date = dates[p.Source.Path]
		}
	}
}

// Day is the date of the page as 2026-11-22, "" if it has none.
func (p *Page) Day() string {
	if p.Date.IsZero() {
		return ""
	}
	return p.Date.Format(time.DateOnly)
}
