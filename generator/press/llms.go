package press

import (
	"cmp"
	"fmt"
	"strings"

	"woshou/generator/site"
)

// llms is llms.txt, as llmstxt.org proposes it: the site's name, what it is
// about, and lists of links to the pages in Markdown, for language models. A
// section is a language, or a part of the site in one:
//
//	# 握手 · Woshou
//
//	> 协议图是运行出来的。
//	>
//	> Protocol diagrams, run.
//
//	## English: Guide
//
//	- [Start](en/guide/start.md): Install, preview, build.
//
// Links are relative, as everywhere: the file stands at the root of the site.
func llms(a addresses) []byte {
	var titles, abouts []string
	var sections strings.Builder
	for i := range a.site.Config.Languages {
		lang := &a.site.Config.Languages[i]
		titles = appendNew(titles, a.site.Title(lang))
		abouts = appendNew(abouts, about(a.site, lang))
		l := &llmsList{addresses: a, lang: lang, listed: map[*site.Page]bool{}}
		sections.WriteString(l.sections())
	}
	return []byte("# " + oneLine(strings.Join(titles, " · ")) + "\n" + quoted(abouts) + sections.String())
}

// about is what a site says of itself in a language.
func about(s *site.Site, lang *site.Language) string {
	text := s.Config.Description.In(lang.Code)
	if home := s.Home(lang); home != nil {
		text = cmp.Or(text, home.Meta.Description)
		if home.Meta.Hero != nil {
			text = cmp.Or(text, home.Meta.Hero.Tagline)
		}
	}
	return text
}

func appendNew(all []string, s string) []string {
	for _, other := range all {
		if other == s {
			return all
		}
	}
	if s == "" {
		return all
	}
	return append(all, s)
}

func quoted(paragraphs []string) string {
	if len(paragraphs) == 0 {
		return ""
	}
	for i := range paragraphs {
		paragraphs[i] = "> " + oneLine(paragraphs[i]) + "\n"
	}
	return "\n" + strings.Join(paragraphs, ">\n")
}

// llmsList lists the pages of one language, each once.
type llmsList struct {
	addresses
	lang   *site.Language
	listed map[*site.Page]bool
}

// sections are the pages at the top, those of each part of the site in the
// order of the navigation, and those that the navigation does not name.
func (l *llmsList) sections() string {
	var top, parts strings.Builder
	if home := l.site.Home(l.lang); home != nil && !home.Listing {
		l.item(&top, home)
	}
	for _, branch := range l.site.Nav(l.lang) {
		if len(branch.Children) == 0 {
			l.item(&top, branch.Page)
			continue
		}
		var part strings.Builder
		l.branch(&part, branch)
		l.section(&parts, l.lang.Name+l.lang.Colon()+branch.Title, part.String())
	}
	for _, page := range l.site.Pages {
		if page.Lang == l.lang {
			l.item(&top, page)
		}
	}
	var all strings.Builder
	l.section(&all, l.lang.Name, top.String())
	all.WriteString(parts.String())
	return all.String()
}

func (l *llmsList) section(b *strings.Builder, title, items string) {
	if items != "" {
		fmt.Fprintf(b, "\n## %s\n\n%s", oneLine(title), items)
	}
}

func (l *llmsList) branch(b *strings.Builder, branch *site.Branch) {
	l.item(b, branch.Page)
	for _, child := range branch.Children {
		l.branch(b, child)
	}
}

// inBrackets escapes the text of a link.
var inBrackets = strings.NewReplacer(`\`, `\\`, "[", `\[`, "]", `\]`)

// item lists a page that somebody wrote.
func (l *llmsList) item(b *strings.Builder, page *site.Page) {
	if page == nil || !page.IsWritten() || l.listed[page] {
		return
	}
	l.listed[page] = true
	title := inBrackets.Replace(oneLine(l.titleOf(page)))
	fmt.Fprintf(b, "- [%s](%s)", title, site.Href("llms.txt", twinAddress(page)))
	if about := oneLine(page.Meta.Description); about != "" {
		fmt.Fprintf(b, ": %s", about)
	}
	b.WriteString("\n")
}

// oneLine is a text without line breaks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
