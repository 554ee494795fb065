// Package front reads the front matter of a page: the YAML between two lines of
// three hyphens at its start.
//
//	---
//	title: 三次握手
//	order: 2
//	---
//
// Types are taken as they come, "3" is a number and 2026-11-22 a string, and
// whatever is wrong is told at its place, all of it, while the rest still
// counts. That is why the tree of goccy/go-yaml is walked here and not decoded
// into structs by it: its strict decoder stops at the first fault, says it in
// words of its own, and knows no nearest key.
package front

import (
	"bytes"
	"maps"
	"slices"
	"unicode/utf8"

	"woshou/generator/diagnostic"
	"woshou/generator/flavour"
	"woshou/generator/page"
	"woshou/generator/source"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// Matter is what a page's front matter says.
type Matter struct {
	Meta     page.Meta
	Links    []page.Link // every link and image in it, in order
	Problems []diagnostic.Problem
	root     ast.Node // a map, or nil
}

// Read reads the front matter of a page in a flavour. Keys nobody knows are not ours
// to judge, unless one is most likely misspelt.
func Read(text *source.Text, in flavour.Flavour) *Matter {
	r := &reader{notes{&Matter{}, text}, in}
	switch matter := text.Matter(); {
	case len(bytes.TrimSpace(matter)) > 0:
		r.read(matter)
	case text.Body == 0:
		r.nearMiss()
	}
	return r.Matter
}

// reader reads keys and values.
type reader struct {
	notes
	in flavour.Flavour
}

// notes fills in what is found where.
type notes struct {
	*Matter
	text *source.Text
}

func (r *reader) read(matter []byte) {
	file, fault := r.parse(matter)
	if fault != nil {
		at := r.offsetOf(fault.Line, fault.Col)
		r.report(diagnostic.Error, "front-matter", at, at, diagnostic.Say("front matter: %s", fault.Message), "")
		return
	}
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if _, isMap := plainNode(doc.Body).(ast.MapNode); !isMap {
			r.warn(doc.Body, "front matter must be keys with values, such as title: …")
			continue
		}
		r.root = doc.Body
		m := &r.Meta
		readers := r.switches(m)
		maps.Copy(readers, map[string]func(ast.Node){
			"title": r.title(&m.Title), "description": r.str(&m.Description),
			"date": r.date(&m.Date), "protocol": r.str(&m.Protocol), "source": r.str(&m.Source),
			"aliases": r.aliases(&m.Aliases),
			"order":   r.integer(&m.Order), "draft": r.boolean(&m.Draft),
			"hero": r.hero, "features": r.features,
		})
		if r.in.Order != "" {
			readers[r.in.Order] = r.integer(&m.Order)
		}
		r.fields(doc.Body, readers)
		r.unknownKeys(doc.Body)
	}
}

// offset is where in the page a token of its front matter stands.
func (r notes) offset(t *token.Token) int { return r.offsetOf(t.Position.Line, t.Position.Column) }

// offsetOf is where in the page a place of its front matter is, which starts in
// the page's second line.
func (r notes) offsetOf(line, column int) int {
	at := r.text.Start(max(line, 1) + 1)
	rest := source.FirstLine(r.text.All[at:])
	for col := 1; col < column && len(rest) > 0; col++ {
		_, n := utf8.DecodeRune(rest)
		at, rest = at+n, rest[n:]
	}
	return at
}

// report adds a problem that stands at a stretch of the page.
func (r notes) report(s diagnostic.Severity, code string, start, stop int, message, hint diagnostic.Message) {
	r.Problems = append(r.Problems, diagnostic.Problem{
		Place: r.text.Span(start, stop), Severity: s, Code: code, Message: message, Hint: hint,
	})
}

// warn warns about a value at its place.
func (r notes) warn(n ast.Node, message diagnostic.Message) {
	at := r.text.Start(2)
	if t := n.GetToken(); t != nil {
		at = r.offset(t)
	}
	r.report(diagnostic.Warning, "front-matter", at, at, message, "")
}

// keys are the keys of front matter that mean something to us, then those
// that mean something to VitePress or are a custom of many sites.
var keys = []string{
	"title", "description", "layout", "date", "order", "draft", "protocol", "source", "hero", "features", "aliases",
	"titleTemplate", "head", "navbar", "sidebar", "aside", "outline", "lastUpdated", "editLink", "footer",
	"pageClass", "isHome", "search", "prev", "next", "markdownStyles", "externalLinkIcon", "lang", "params",
	"author", "authors", "tags", "category", "categories", "keywords", "image", "cover", "updated", "permalink",
	"sidebarDepth", "sticky", "top", "icon", "index", "comments", "gitInfo", "publish", "created",
}

// unknownKeys reports the keys of front matter that nobody knows: a warning
// for one that was most likely misspelt, a hint for others, which do nothing.
func (r *reader) unknownKeys(matter ast.Node) {
	m, ok := plainNode(matter).(ast.MapNode)
	if !ok {
		return
	}
	for it := m.MapRange(); it.Next(); {
		key := scalar(it.Key())
		if key == "" || slices.Contains(keys, key) || slices.Contains(r.in.Keys, key) || it.Key().GetToken() == nil {
			continue
		}
		if bytes.Contains(r.text.All, []byte("$frontmatter")) { // the page prints keys of its own
			continue
		}
		severity, hint := diagnostic.Hint, diagnostic.Message("it has no effect")
		if near := diagnostic.DidYouMean(key, keys); near != "" {
			severity, hint = diagnostic.Warning, near
		}
		at := r.offset(it.Key().GetToken())
		r.report(severity, "front-matter-key", at, at+len(key), diagnostic.Say("unknown key `%s` in front matter", key), hint)
	}
}
