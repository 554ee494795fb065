// Package vitepress moves a VitePress project in: its content as it is, and of
// its configuration what is plainly written, as a site.yaml.
//
// A configuration is code. Nothing of it is run; package literal reads what
// stands there as values. What has no counterpart here, and what cannot be read,
// is listed with its place.
package vitepress

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/page"
	"woshou/generator/vitepress/literal"
)

// ErrNoProject says that a folder holds no VitePress project.
var ErrNoProject = errors.New("there is no .vitepress/config.ts, .js, .mts or .mjs")

// Code is the code of the problems that say what was skipped.
const Code = "not-moved"

// project is a VitePress project while it is read.
type project struct {
	root    *os.Root
	file    string // the configuration
	content string // the folder of the pages, from the root
	config  literal.Value
	locales []locale
	// elsewhere are the languages that lie on another site, as links.
	elsewhere []*entry
	pages     map[string]bool // sources of pages, from the content folder
	skipped   []diagnostic.Problem
}

// locale is one language of the project.
type locale struct {
	code   string // in our site
	name   string
	folder string // of its pages, from the content folder; "." for it itself
	values literal.Value
}

// configNames are where a configuration may lie.
var configNames = []string{
	".vitepress/config.ts", ".vitepress/config.mts", ".vitepress/config.js", ".vitepress/config.mjs",
	".vitepress/config/index.ts", ".vitepress/config/index.mts", ".vitepress/config/index.js", ".vitepress/config/index.mjs",
}

// open finds the configuration and reads it. base is "." or the folder of the
// documentation in a larger project.
func open(root *os.Root, base string) (*project, error) {
	for _, name := range configNames {
		name = path.Join(base, name)
		if _, err := root.Stat(name); errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return nil, err
		}
		p := &project{root: root, file: name, content: base}
		reader := literal.Reader{Read: p.read}
		config, ok := reader.Default(name)
		if !ok || config.Kind != literal.Object {
			p.skip(config.Place, diagnostic.Message("the whole configuration"), "it is not plainly written")
			config = literal.Value{Kind: literal.Object, Place: diagnostic.Place{File: name, Line: 1, Col: 1}}
		}
		p.config = config
		return p, nil
	}
	return nil, ErrNoProject
}

// mostConfig bounds how large a module may be, in bytes.
const mostConfig = 1 << 20

func (p *project) read(name string) ([]byte, error) {
	info, err := p.root.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.Size() > mostConfig {
		return nil, fmt.Errorf("%s is too large", name)
	}
	return p.root.ReadFile(name)
}

// skip notes what was not moved: a name, or what it is as a message.
func (p *project) skip(at diagnostic.Place, what any, why diagnostic.Message) {
	if at.File == "" {
		at.File = p.file
	}
	at.Width = 1
	p.skipped = append(p.skipped, diagnostic.Problem{
		Place: at, Severity: diagnostic.Hint, Code: Code,
		Message: diagnostic.Say("`%s` was not moved", what), Hint: why,
	})
}

// text is a string of the configuration, "" when there is none. One that is not
// plainly written is noted under the name.
func (p *project) text(of literal.Value, key, name string) string {
	v, ok := of.Get(key)
	switch {
	case !ok, v.Kind == literal.Null:
	case v.Kind == literal.String:
		return v.Text
	default:
		p.unreadable(v, name)
	}
	return ""
}

// unreadable notes a value that is not plainly written, or not of the kind that
// VitePress wants there.
func (p *project) unreadable(v literal.Value, name any) {
	why := diagnostic.Message("it is not what VitePress wants there")
	if v.Kind == literal.Opaque {
		why = diagnostic.Say("it is %s", v.What)
	}
	p.skip(v.Place, name, why)
}

// readLocales finds the languages: those of `locales`, else the one of `lang`.
func (p *project) readLocales() {
	locales, ok := p.config.Get("locales")
	if !ok || locales.Kind != literal.Object {
		if ok {
			p.unreadable(locales, "locales")
		}
		tag := p.text(p.config, "lang", "lang")
		p.locales = []locale{{code: CodeOf(tag, p.guess()), folder: ".", values: p.config}}
		return
	}
	for _, f := range locales.Fields {
		if f.Value.Kind != literal.Object {
			p.unreadable(f.Value, "locales."+f.Key)
			continue
		}
		p.addLocale(f)
	}
	if len(p.locales) == 0 {
		p.locales = []locale{{code: CodeOf(p.text(p.config, "lang", "lang"), p.guess()), folder: ".", values: p.config}}
	}
}

// guessedFrom is how much of the pages is read to guess a language, in octets.
const guessedFrom = 1 << 20

// guess is the code of the language that the pages outside of all locales' folders
// are most likely written in.
func (p *project) guess() string {
	var text []byte
	locales, _ := p.config.Get("locales")
	_ = fs.WalkDir(p.root.FS(), p.content, func(name string, d fs.DirEntry, err error) error {
		below := strings.TrimPrefix(strings.TrimPrefix(name, p.content), "/")
		switch _, isLocale := locales.Get(below); {
		case err != nil, len(text) > guessedFrom:
			return fs.SkipAll
		case d.IsDir() && name != p.content && (isLocale || strings.HasPrefix(d.Name(), ".") || d.Name() == "node_modules"):
			return fs.SkipDir
		case d.Type().IsRegular() && path.Ext(name) == ".md":
			page, _ := p.read(name)
			text = append(text, page...)
		}
		return nil
	})
	return page.GuessLanguage(text)
}

// addLocale adds a language. The one at the root comes first: the first
// language of a site has its pages at the root of the output.
func (p *project) addLocale(f literal.Field) {
	name := "locales." + f.Key
	tag := p.text(f.Value, "lang", name+".lang")
	l := locale{name: p.text(f.Value, "label", name+".label"), folder: strings.Trim(f.Key, "/"), values: f.Value}
	if f.Key == "root" {
		if tag == "" {
			tag = p.text(p.config, "lang", "lang")
		}
		l.folder, l.code = ".", CodeOf(tag, p.guess())
		p.locales = append([]locale{l}, p.locales...)
		return
	}
	if link := p.text(f.Value, "link", name+".link"); strings.Contains(link, "://") {
		p.elsewhere = append(p.elsewhere, &entry{titles: map[string]string{"": cmp.Or(l.name, f.Key)}, link: link})
		return
	}
	if info, err := p.root.Stat(path.Join(p.content, l.folder)); err != nil || !info.IsDir() {
		p.skip(f.Place, f.Key+"/", "it has no pages")
		return
	}
	l.code = CodeOf(tag, strings.ReplaceAll(l.folder, "_", "-"))
	p.locales = append(p.locales, l)
}

// CodeOf is our code for a language tag: zh for the Chinese of the mainland, the
// bare language for most, the whole tag where the region tells scripts apart.
func CodeOf(tag, otherwise string) string {
	language, region, _ := strings.Cut(tag, "-")
	switch {
	case tag == "":
		return otherwise
	case language == "zh" && (region == "TW" || region == "HK" || region == "MO" || strings.HasPrefix(region, "Hant")):
		return "zh-Hant"
	case language == "pt" && region == "BR":
		return tag
	}
	return strings.ToLower(language)
}
