package site

import (
	"errors"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"

	"woshou/generator/bilingual"
	"woshou/generator/diagnostic"

	"golang.org/x/sync/errgroup"
)

// Folders of a site that are no language's.
const (
	scenarioFolder = "scenarios" // figures that every page may name
	publicFolder   = "public"    // copied as it is
)

// loader makes a site. What it makes is not modified later.
type loader struct{ *Site }

// load makes the index: the configuration, the facts of every page, and what
// follows from all pages together.
func (s loader) load() []diagnostic.Problem {
	problems := s.configure()
	pages := s.findPages()
	problems = append(problems, s.readFacts(pages)...)
	s.keep(pages)
	s.date()
	problems = append(problems, s.claimAddresses()...)
	problems = append(problems, s.checkGlossary()...)
	return append(problems, s.navigate()...)
}

// configure reads site.yaml, where there is one, and settles the languages: a
// site has at least one, whatever is wrong.
func (s loader) configure() []diagnostic.Problem {
	src, problems := s.settings(ConfigFile)
	own, unspoken := s.words()
	s.Words = spoken(own)
	config, wrong := parseConfig(src, s.Words)
	terms, unread := s.settings(GlossaryFile)
	glossary, unclear := parseGlossary(terms)
	config.Glossary = glossary
	lock, unlocked := s.settings(LockFile)
	var err error
	if s.Lock, err = bilingual.ParseLock(string(lock)); err != nil {
		unlocked = append(unlocked, diagnostic.Problem{Place: diagnostic.Place{File: LockFile}, Severity: diagnostic.Error, Code: CodeConfig, Message: diagnostic.Message(err.Error())})
	}
	config.Words = own
	colours, uncoloured := s.colours()
	config.Colours = colours
	problems = slices.Concat(problems, wrong, unread, unclear, unlocked, unspoken, checkWords(own, s.Words), uncoloured)
	s.Config = config
	if len(config.Languages) == 0 {
		s.Config.Languages, s.guessed = []Language{s.guessLanguage()}, true
	}
	return problems
}

// settings reads a file that a site may have at its top.
func (s *Folder) settings(name string) ([]byte, []diagnostic.Problem) {
	src, err := s.Read(name)
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return src, nil
	}
	problem := diagnostic.Unreadable(name, reason(err))
	problem.Code = CodeConfig
	return nil, []diagnostic.Problem{problem}
}

// findPages lists the Markdown sources of every language, facts still missing.
func (s loader) findPages() []*Page {
	var pages []*Page
	for _, source := range s.Sources {
		if lang := s.languageOf(source.Path); lang != nil && isMarkdown(source.Path) {
			key := s.keyIn(source.Path, lang)
			pages = append(pages, s.newPage(source, key, lang))
		}
	}
	return pages
}

// newPage is a page of a source, its record still missing.
func (s loader) newPage(source Source, key string, lang *Language) *Page {
	p := &Page{Source: source, Key: key, Lang: lang, Address: lang.Prefix + key + ".html", site: s.Site}
	p.kin = &kin{of: p}
	return p
}

// languageOf is the language whose folder holds a source, nil when none does. A
// language that lies in the site's own folder has what no other has.
func (s *Site) languageOf(source string) *Language {
	var rest *Language
	for i := range s.Config.Languages {
		lang := &s.Config.Languages[i]
		if strings.HasPrefix(source, lang.Folder+"/") {
			return lang
		}
		if lang.Folder == "." && !s.isCommon(source) {
			rest = lang
		}
	}
	return rest
}

// isCommon reports whether a source belongs to the site, not to a language.
func (s *Site) isCommon(source string) bool {
	return s.isSetting(source) || isDrawnOrCopied(source)
}

// isSetting reports whether a source is set for all pages.
func (s *Site) isSetting(source string) bool {
	return source == ConfigFile || source == GlossaryFile || source == LockFile || source == RulesFile || isWords(source) || s.isTheme(source)
}

// isDrawnOrCopied reports whether a source that belongs to no language is one of
// those that only pages that name it ask for.
func isDrawnOrCopied(source string) bool {
	top, _, below := strings.Cut(source, "/")
	return below && (top == scenarioFolder || top == publicFolder)
}

func isMarkdown(source string) bool { return path.Ext(source) == ".md" }

// readFacts is pass 1, shared out among the processors.
func (s loader) readFacts(pages []*Page) []diagnostic.Problem {
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, p := range pages {
		group.Go(func() error {
			p.Record = s.recordOf(p.Source, p.Lang)
			return nil
		})
	}
	_ = group.Wait() // what fails is among the facts
	var problems []diagnostic.Problem
	for _, p := range pages {
		if !s.options.Lazily || s.isLeftOut(p) { // who else would tell them?
			problems = append(problems, p.Problems()...)
		}
	}
	return problems
}

// isLeftOut reports whether a page is a draft that nobody wants.
func (s loader) isLeftOut(p *Page) bool { return p.Meta.Draft && !s.options.Drafts }

// keep makes pages the site's pages: without drafts, unless they are wanted,
// with a home page for every language, and in order.
func (s loader) keep(pages []*Page) {
	home := map[*Language]bool{}
	for _, p := range pages {
		if s.isLeftOut(p) {
			continue
		}
		s.Pages = append(s.Pages, p)
		home[p.Lang] = home[p.Lang] || p.IsHome()
	}
	for i := range s.Config.Languages {
		lang := &s.Config.Languages[i]
		if _, own := s.Source(path.Join(lang.Folder, "index.html")); !home[lang] && !own {
			p := s.newPage(Source{Path: path.Join(lang.Folder, "index.md")}, "index", lang)
			p.Listing, p.Record = true, &Record{facts: &Facts{}, outline: func() []byte { return pack(&Outline{}, "") }}
			s.Pages = append(s.Pages, p)
		}
	}
	s.standIn()
	rank := map[string]int{}
	for i, lang := range s.Config.Languages {
		rank[lang.Code] = i
	}
	slices.SortFunc(s.Pages, func(a, b *Page) int {
		if a.Key != b.Key {
			return strings.Compare(a.Key, b.Key)
		}
		return rank[a.Lang.Code] - rank[b.Lang.Code]
	})
}
