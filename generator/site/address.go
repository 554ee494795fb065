package site

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/media"
	"woshou/generator/page"
)

// reserved are the folders that the build fills itself. What it writes into
// assets/ beside the search index is named by its content, so that files of a
// site may lie there too.
var reserved = []string{SearchFolder, BothFolder, FigureFolder}

// SearchFolder holds the search index.
const SearchFolder = "assets/search"

// FigureFolder holds the figures as files of their own, and their scripts.
const FigureFolder = "figures"

// BothFolder holds the pages that show two languages side by side.
const BothFolder = "both"

// written are the files that the build writes beside the pages. Two more, which
// talk to robots, it leaves to an author who has something to tell them:
// robots.txt and llms.txt.
var written = []string{"404.html", "sitemap.xml"}

// FeedName is the name of the feed of a language, among its pages.
const FeedName = "feed.xml"

// CoverageName is the name of the page that tells how far the site is
// translated, among the pages of each language.
const CoverageName = "translations.html"

// claimAddresses gives every page and file its address and reports those that
// two want, or that are not theirs to take. Addresses that differ only in case
// are one, because on many machines they are one file.
func (s loader) claimAddresses() []diagnostic.Problem {
	c := claims{owner: make(map[string]string, 3*len(s.Pages)), site: s.Site}
	for _, name := range written {
		c.owner[name] = theBuild
	}
	for _, lang := range s.Config.Languages {
		c.owner[strings.ToLower(lang.Prefix)+FeedName] = theBuild
	}
	for _, lang := range s.Config.Languages {
		if len(s.Config.Languages) > 1 {
			c.owner[strings.ToLower(lang.Prefix)+CoverageName] = theBuild
		}
	}
	s.index(len(s.Pages))
	for _, p := range s.Pages {
		if !p.Untranslated && !p.Listing {
			c.portable(p.Source.Path, p.Address)
		}
		c.claim(p.Address, p.Source.Path, p.Lang)
		c.twin(p)
		s.enter(p)
	}
	s.files = map[string]File{}
	for _, source := range s.Sources {
		if address, lang, ok := s.addressOfFile(source.Path); ok && c.copies(source.Path) {
			c.portable(source.Path, address)
			c.claim(address, source.Path, lang)
			file := File{source, address}
			s.Files = append(s.Files, file)
			s.files[source.Path] = file
		}
	}
	return c.problems
}

// addressOfFile is where a file that is no page goes, if it is published:
// those of a language beside its pages, those of public/ at the root.
// Scenarios and captures are drawn, not copied.
func (s loader) addressOfFile(source string) (string, *Language, bool) {
	if rest, ok := strings.CutPrefix(source, publicFolder+"/"); ok {
		if s.languageOf(source) == nil {
			return rest, &s.Config.Languages[0], true
		}
	}
	lang := s.languageOf(source)
	if lang == nil || isMarkdown(source) || path.Ext(source) == ".scenario" || page.IsCapture(source) {
		return "", nil, false
	}
	if lang.Folder != "." {
		source = strings.TrimPrefix(source, lang.Folder+"/")
	}
	return lang.Prefix + source, lang, true
}

// copies reports whether a file is published as it is. Content is not trusted:
// beside pages, nothing lies that a browser or a host would run.
func (c *claims) copies(source string) bool {
	if c.site.Trusts(source) || !media.IsActive(source) {
		return true
	}
	c.problems = append(c.problems, diagnostic.Problem{
		Place: diagnostic.File(source), Severity: diagnostic.Warning, Code: codeActive,
		Message: "not copied: what stands in such a file runs where it is opened",
		Hint:    "move it to public/, which is the site's own, or write `html: trusted` in site.yaml",
	})
	return false
}

// trusted is what site.yaml says of content that may hold scripts.
const trusted = "trusted"

// codeActive is the code of files that would run something.
const codeActive = "file-active"

// Trusts reports whether a file may hold scripts: it lies in public/, or the site
// trusts its content.
func (s *Site) Trusts(source string) bool {
	return s.Config.HTML == trusted || strings.HasPrefix(source, publicFolder+"/") && s.languageOf(source) == nil
}

// TwinAddress is the address of a page's twin in Markdown, beside it.
func TwinAddress(page string) string { return strings.TrimSuffix(page, ".html") + ".md" }

// theBuild owns what it writes itself.
const theBuild = "the build itself"

// HasFile reports whether an author's own file stands at an address.
func (s *Site) HasFile(address string) bool {
	_, found := s.File(address)
	return found
}

// File is the file that is copied to an address, and whether there is one.
func (s *Site) File(address string) (File, bool) {
	i := slices.IndexFunc(s.Files, func(f File) bool { return f.Address == address })
	if i < 0 {
		return File{}, false
	}
	return s.Files[i], true
}

type claims struct {
	site     *Site
	owner    map[string]string
	problems []diagnostic.Problem
}

func (c *claims) claim(address, source string, lang *Language) {
	folded := folded(address)
	if other, taken := c.owner[folded]; taken {
		var whose any = other
		if other == theBuild {
			whose = diagnostic.Message(theBuild)
		} else if how := alike(source, other); how != "" {
			c.report(source, how, "rename one of the two: on many machines they are one file")
			return
		}
		c.report(source, diagnostic.Say("the address %s belongs to %s", address, whose), "rename one of the two")
		return
	}
	c.owner[folded] = source
	top, _, below := strings.Cut(folded, "/")
	if !below || lang.Prefix != "" {
		return
	}
	isOwn := strings.HasPrefix(source, publicFolder+"/") // the site's, which may lie anywhere
	for _, name := range reserved {
		if strings.HasPrefix(folded, name+"/") {
			c.report(source, diagnostic.Say("the folder %s/ of the output is reserved", name), "move the file to another folder")
		}
	}
	for _, other := range c.site.Config.Languages {
		if !isOwn && other.Prefix != "" && top+"/" == strings.ToLower(other.Prefix) {
			c.report(source, diagnostic.Say("the folder %s of the output holds the pages in %s", other.Prefix, other.Name), "move the file to another folder")
		}
	}
}

// twin claims the address of a page's twin. Two pages that want one have been
// told so already.
func (c *claims) twin(p *Page) {
	address := folded(TwinAddress(p.Address))
	if _, taken := c.owner[address]; !taken && !p.Untranslated {
		c.owner[address] = p.Source.Path
	}
}

func (c *claims) report(source string, message, hint diagnostic.Message) {
	c.problems = append(c.problems, diagnostic.Problem{
		Place: diagnostic.Place{File: source}, Severity: diagnostic.Error, Code: "address", Message: message, Hint: hint,
	})
}

// Href is page.Rel as it is printed in a link: escaped.
func Href(from, to string) string {
	return (&url.URL{Path: page.Rel(from, to)}).String()
}

// FigureFile is the address of a figure as a file of its own; name is the path
// of its scenario from the site's folder, without its ending. A figure that
// prints its numbers otherwise than its scenario says is another figure.
func FigureFile(name, numbers string, lang *Language) string {
	if numbers != "" {
		name += "-" + numbers
	}
	return fmt.Sprintf("%s/%s.%s.svg", FigureFolder, name, lang.Code)
}
