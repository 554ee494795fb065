// Package markdown turns Markdown with our extensions into a goldmark tree
// plus what was found in it. It finds scenario blocks; it knows no TCP.
//
// A page takes two steps. Parse reads a source into a Document: the tree, the
// headings with their ids, every link, every scenario, every problem with its
// place. Render writes a Document as HTML, the Body; what only a site knows,
// such as the address behind a link, it asks a Renderer.
//
//	text := source.Read("zh/tcp.md", src, source.Files{})
//	doc := markdown.Parse(text, markdown.Options{Lang: "zh"})
//	body := doc.Render(markdown.Renderer{Link: resolve})
//
// Each construct lives in one file: how it is parsed, what Parse learns from
// it, and how it is written. The constructs meet in four tables: blockParsers
// and inlineParsers (parser.go), the visit of the tree (visit.go), the passes
// that follow it (passes.go), and the printing of a node (print.go).
//
// It is a large package because a construct is parsed, visited and printed in one
// place, and constructs meet in each other: an attribute, an address, a name of a
// state may stand in all of them. What knows no tree is elsewhere: source, front,
// markup, listing, emoji, highlight, mathml.
//
// # Which file holds what
//
// The way through: parse.go, parser.go, passes.go, visit.go, print.go, body.go.
// reading.go has what all passes have at hand, writer.go how tags are written.
//
//	blocks      headings ids toc · lists · tables · footnotes · math
//	            containers alerts codegroup · html htmlfilter
//	            components (Vue's) mustache
//	inline      emphasis cjk breaks · paragraphs links autolink · emoji · brackets
//	            attributed
//	code        code snippet
//	runs        figures figureoptions · steps · states names chips (names of states in
//	            prose) · glossary glossarylist glossaryfence terms · story (the
//	            speakers of an analogy)
//	warnings    leftovers (marks that mark nothing) · invisible
//	for others  blocks sections normal (translations) · prose (claims) · text
//	            found (search) · outline (includes) · twin twinhtml (plain Markdown)
package markdown

import (
	"woshou/generator/diagnostic"
	"woshou/generator/markup"
	"woshou/generator/page"
	"woshou/generator/source"

	"github.com/yuin/goldmark/ast"
)

// Options are the settings of a site that change how Markdown is read.
type Options struct {
	Lang       string     // language of the page: "zh", "en"
	Math       bool       // formulas between dollar signs
	Attributes [2]string  // delimiters of attributes; "{" and "}" when empty
	Containers []string   // further container names
	Trusted    bool       // raw HTML passes as it is
	Media      bool       // raw HTML may play, and hold inert parts of forms
	Hosts      []string   // of pages that iframes may show, where Media is allowed
	States     StateNames // the states to find in prose; none when zero
	// Flavour is whose spelling the pages have, and whose ids of headings: a name of
	// package flavour.
	Flavour string
	// LineNumbers says that code blocks have them unless they say otherwise.
	LineNumbers bool
	// Protocol is the machine that the page says it is about, or "".
	Protocol string
	// Value returns what stands at a path in the page's front matter, for
	// expressions such as {{ $frontmatter.title }}. Nil has none.
	Value func(path string) (value string, ok bool)
}

// Document is one page after parsing. It is not modified afterwards and may be
// rendered from several goroutines.
type Document struct {
	File     string // for messages: slash-separated, from the site's folder
	Headings []page.Heading
	IDs      []string      // of every element that an address may end in, sorted
	Links    []page.Link   // every link and image, in order; not scenarios
	Figures  []page.Figure // every scenario and state diagram, in order
	Steps    []page.Step   // every link to a step of a figure
	Terms    []page.Term   // every entry of a glossary, in order
	Problems []diagnostic.Problem
	// Includes are the paths, from the site's folder, of all files that were
	// asked for, missing ones too, each once: the page depends on them.
	Includes []string
	// HasHTML says that there is raw HTML in it: only that can open an element
	// in one block and close it in another.
	HasHTML bool
	// Allows are what an author's HTML loads or runs that the policy of the page must
	// allow: each a directive and a source of Content-Security-Policy, sorted.
	Allows []string

	lang     string
	numbered bool // Options.LineNumbers
	braces   markup.Delimiters
	source   []byte // with the files it includes
	text     *source.Text
	states   StateNames
	chart    string // id of the first state diagram that addresses lead to, or ""
	tree     ast.Node
}
