// Package site is the bilingual model of a site: its configuration, pages,
// translations, navigation and addresses.
//
// A site is a folder with a site.yaml:
//
//	site.yaml
//	zh/index.md   → index.html        the first language lives at the root
//	zh/tcp.md     → tcp.html
//	en/tcp.md     → en/tcp.html       the translation: equal path
//	scenarios/    what figures of every page may name
//	public/       copied as it is
//
// Load reads every page once and keeps only Facts of it: front matter,
// headings, links, figures. Whoever renders a page reads its source again.
//
// A folder without site.yaml is a site in one language.
//
//	folder      scan.go, Open and Hash below
//	site.yaml   config.go yaml.go glossary.go language.go theme.go words.go
//	pages       load.go page.go include.go history.go
//	between     nav.go link.go address.go
//	languages   translation.go status.go items.go sidebyside.go
package site

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"woshou/diagrams/words"
	"woshou/generator/bilingual"
	"woshou/generator/diagnostic"
	"woshou/generator/markdown"
	"woshou/generator/memo"
)

// Site is the index of one site. It is not modified after Load, but by Revise,
// and is safe for concurrent use.
type Site struct {
	Config Config
	// Pages are all pages, translations of one page beside each other, the
	// default language first.
	Pages []*Page
	// Files are copied as they are.
	Files []File
	// Lock says which sections of translations are up to date.
	Lock bilingual.Lock
	// Words are what pages and figures say, the site's own words before ours.
	Words *words.Languages
	// Folder holds the files that the index was made from.
	*Folder

	options   Options
	byAddress map[string]*Page
	bySource  map[string]*Page
	bySmall   map[string]*Page // by source in small letters, where the flavour has such addresses
	byKey     map[string][]*Page
	files     map[string]File // by source
	nav       map[string][]*Branch
	lately    *outlines
	uses      *memo.Memo[Hash, string] // the protocol that a scenario names, by the hash of its text
	digests   *memo.Memo[string, Hash] // of how the pages of a language are read, by its code
	comparing func() Hash              // of how translations are compared
	guessed   bool                     // its language, after the letters of all its pages
}

// Options are what Load may be told.
type Options struct {
	// Drafts includes pages with `draft: true`.
	Drafts bool
	// States are the names of states that pages are searched for.
	States markdown.StateNames
	// Lazily has Load read no more of a page than its Card, wherever its text
	// shows that without being parsed. What is wrong with such a page, its
	// Problems, is then not among those of Load.
	Lazily bool
	// Known returns what an earlier run found in a source that has not
	// changed since, or nil. It may be nil itself.
	Known func(Source) *Record
	// Hold keeps the packed outline of a source somewhere else than in memory,
	// and returns how to get it back. It may be nil, and is called from several
	// goroutines.
	Hold func(source string, outline []byte) func() []byte
	// Dates returns when sources were changed last, as far as it knows. It may
	// be nil: then only pages that say so themselves have a date.
	Dates func(sources []string) map[string]time.Time
}

// latelyKept is how many outlines are held, in two halves: those of a hundred
// pages and of what these link to.
const latelyKept = 256

// Source is one file of the site's folder.
type Source struct {
	Path  string // slash-separated, from the site's folder
	Size  int64
	Mtime int64 // in nanoseconds since 1970
	// Node tells which file it is, and when anything of it last changed, where the
	// system keeps that; else 0. Of two files of equal size and time that take each
	// other's names, it alone tells.
	Node uint64
}

// sourceOf is a file as it is listed.
func sourceOf(path string, info fs.FileInfo) Source {
	return Source{path, info.Size(), info.ModTime().UnixNano(), node(info)}
}

// File is a file that is copied to the output.
type File struct {
	Source  Source
	Address string
}

// Folder is a site's folder, listed but not read.
type Folder struct {
	listing
	root   *os.Root
	parsed atomic.Int64
	trees  trees

	mu     sync.Mutex
	hashes map[string]Hash
}

// Open lists the files of a site's folder: all but dot files and output
// folders. Close it, or the site loaded from it.
func Open(dir string) (*Folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("cannot open the site: %w", err)
	}
	return &Folder{listing: scan(root), root: root}, nil
}

// Close releases the folder and the sites loaded from it.
func (f *Folder) Close() error { return f.root.Close() }

// IsAt reports whether the folder is still the one at a path.
func (f *Folder) IsAt(dir string) bool {
	own, err := f.root.Stat(".")
	if err != nil {
		return false
	}
	other, err := os.Stat(dir)
	return err == nil && os.SameFile(own, other)
}

// Parsed is how many times a source has been parsed.
func (f *Folder) Parsed() int { return int(f.parsed.Load()) }

// Read returns the content of a source. It never leaves the folder.
func (f *Folder) Read(name string) ([]byte, error) { return f.root.ReadFile(name) }

// Load reads the site in a folder. The problems are unsorted; with errors
// among them the site holds what could be read, and may be shown but not
// published.
func (f *Folder) Load(opt Options) (*Site, []diagnostic.Problem) {
	s := &Site{Folder: f, options: opt, lately: &outlines{Size: latelyKept}, digests: &memo.Memo[string, Hash]{}, uses: &memo.Memo[Hash, string]{}}
	s.comparing = sync.OnceValue(func() Hash { return HashOf(s.Config.Languages, s.Config.Glossary) })
	return s, slices.Concat(f.problems, loader{s}.load())
}

// Load opens a folder and reads the site in it. The error is one of the
// folder; what is wrong inside it is among the problems.
func Load(dir string, opt Options) (*Site, []diagnostic.Problem, error) {
	f, err := Open(dir)
	if err != nil {
		return nil, nil, err
	}
	s, problems := f.Load(opt)
	return s, problems, nil
}

// Source returns what is known of a file, and whether there is one.
func (f *Folder) Source(name string) (Source, bool) {
	i, found := slices.BinarySearchFunc(f.Sources, name, func(s Source, name string) int { return strings.Compare(s.Path, name) })
	if !found {
		return Source{}, false
	}
	return f.Sources[i], true
}

// IsSettled reports whether a source is as it was when it was listed, and, if it
// is empty, has been so for a while: it may just be written.
func (f *Folder) IsSettled(name string, emptyFor time.Duration) bool {
	listed, was := f.Source(name)
	now, is := f.look(name)
	if !is {
		return !was
	}
	age := time.Since(time.Unix(0, now.Mtime))
	return now == listed && (now.Size > 0 || age < 0 || age >= emptyFor)
}

// Hash returns the hash of a source's content. Each source is read at most
// once for it.
func (f *Folder) Hash(name string) (Hash, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if h, ok := f.hashes[name]; ok {
		return h, nil
	}
	content, err := f.Read(name)
	if err != nil {
		return Hash{}, err
	}
	f.remember(name, sha256.Sum256(content))
	return f.hashes[name], nil
}

// Remember tells the hash of a source to those who ask later.
func (f *Folder) Remember(name string, h Hash) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.remember(name, h)
}

// forget has the hash of a source be worked out again.
func (f *Folder) forget(name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.hashes, name)
}

func (f *Folder) remember(name string, h Hash) {
	if f.hashes == nil {
		f.hashes = make(map[string]Hash, len(f.Sources))
	}
	f.hashes[name] = h
}

// Language returns the language of a code, nil when the site has none such.
func (s *Site) Language(code string) *Language {
	for i := range s.Config.Languages {
		if s.Config.Languages[i].Code == code {
			return &s.Config.Languages[i]
		}
	}
	return nil
}

// Title is the site's title in a language: that of site.yaml, else of its
// home page, else of its only page, else a word.
func (s *Site) Title(lang *Language) string {
	if title := s.Config.Title.In(lang.Code); title != "" {
		return title
	}
	if home := s.Home(lang); home != nil && !home.Listing {
		return home.Title()
	}
	own := slices.DeleteFunc(s.pagesIn(lang), func(p *Page) bool { return p.Untranslated })
	if len(own) == 1 {
		return own[0].Title()
	}
	return lang.Words.About().Untitled
}

// Home is the home page of a language, nil when it has no pages.
func (s *Site) Home(lang *Language) *Page { return s.byAddress[lang.Prefix+"index.html"] }

// Page returns the page at an address, nil when there is none.
func (s *Site) Page(address string) *Page { return s.byAddress[address] }

// Translations are the versions of a page, itself among them, in the order of
// the site's languages.
func (s *Site) Translations(p *Page) []*Page { return s.byKey[p.Key] }

// pagesIn are the written pages of a language.
func (s *Site) pagesIn(lang *Language) []*Page {
	var pages []*Page
	for _, p := range s.Pages {
		if p.Lang == lang && !p.Listing {
			pages = append(pages, p)
		}
	}
	return pages
}

// reason is an error of the file system without the path it repeats.
func reason(err error) diagnostic.Message {
	if e, ok := err.(*fs.PathError); ok {
		return diagnostic.Message(e.Err.Error())
	}
	return diagnostic.Message(err.Error())
}
