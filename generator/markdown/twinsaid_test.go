package markdown

import (
	"bytes"
	"net/url"
	"strings"
	"testing"

	"woshou/generator/page"
	"woshou/generator/twin"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
)

// captionOf is all that is told of a figure, in a page and in its twin.
func captionOf(f page.Figure) string { return "Figure " + f.ID }

// saidByPage is what the HTML of a page says.
func saidByPage(t *testing.T, doc *Document) []string {
	body := doc.Render(Renderer{Figure: func(f page.Figure) []byte {
		return []byte("<p><strong>" + html.EscapeString(captionOf(f)) + "</strong></p>")
	}})
	return saidIn(t, body.HTML)
}

// saidByTwin is what plain goldmark makes of the twin. It makes no links of bare
// addresses, which a page has only where its author meant one.
func saidByTwin(t *testing.T, doc *Document) []string {
	text := twinOf(doc, TwinRenderer{Figure: func(f page.Figure) twin.Figure { return twin.Figure{Caption: captionOf(f)} }})
	var out bytes.Buffer
	plain := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote), goldmark.WithRendererOptions(gmhtml.WithUnsafe()))
	if err := plain.Convert([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	return saidIn(t, out.Bytes())
}

// saidIn lists what HTML says, each thing with its text, without the blanks in
// it; the text of all at the end.
func saidIn(t *testing.T, text []byte) []string {
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	var s said
	s.node(root)
	return append(s.things, "text "+textIn(root))
}

type said struct {
	things []string
	strong bool // something bold is around here
}

func (s *said) say(words ...string) { s.things = append(s.things, strings.Join(words, " ")) }

func (s *said) node(n *html.Node) {
	if leftOut(n) {
		return
	}
	has := func(name string) bool { _, ok := attrOf(n, name); return ok }
	switch name := nameOf(n); {
	case has("data-lang"):
		for _, part := range all(n) {
			if _, title := attrOf(part, "data-title"); title {
				s.say("strong", textIn(part))
			}
			if part.Data == "code" {
				lang, _ := attrOf(n, "data-lang")
				s.code(lang, part)
			}
		}
		return
	case name == "pre":
		lang := ""
		for _, c := range all(n) {
			if class, ok := attrOf(c, "class"); ok && c.Data == "code" {
				lang = strings.TrimPrefix(class, "language-")
			}
		}
		s.code(lang, n)
		return
	case name == "strong" || name == "b" || name == "dt" || has("data-title") || has("data-label") || name == "summary":
		if name == "dt" {
			s.say("li")
		}
		if !s.strong && textIn(n) != "" {
			s.say("strong", textIn(n))
		}
		around := s.strong
		s.strong = true
		defer func() { s.strong = around }()
	case name == "a" && !has("data-step") && !has("data-state"):
		if href, _ := attrOf(n, "href"); href != "" && textIn(n)+imagesIn(n) != "" {
			s.say("link", decoded(href), textIn(n))
		}
	case name == "img":
		src, _ := attrOf(n, "src")
		alt, _ := attrOf(n, "alt")
		s.say("image", decoded(src), strings.Join(strings.Fields(alt), " "))
	case name == "input" && !has("name"): // not a tab's
		_, checked := attrOf(n, "checked")
		s.say("task", map[bool]string{true: "done", false: "open"}[checked])
	case name == "blockquote" || has("data-container") && !has("data-glossary"):
		s.say("quote")
	case name == "li" || name == "hr":
		s.say(name)
	case textIn(n) == "":
	case name == "code" || name == "kbd" || name == "samp" || name == "var" || name == "tt":
		s.say("code", textIn(n))
		return
	case name == "h1" || name == "h2" || name == "h3" || name == "h4" || name == "h5" || name == "h6" ||
		name == "td" || name == "th":
		s.say(name, textIn(n))
	case name == "em" || name == "i":
		s.say("em", textIn(n))
	case name == "del" || name == "s":
		s.say("del", textIn(n))
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.node(c)
	}
}

// code says a block of code to the letter.
func (s *said) code(lang string, n *html.Node) {
	var b strings.Builder
	for _, c := range all(n) {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	for around := n; around != nil; around = around.Parent {
		if around.Data == "td" { // where a twin has no room for a block
			s.say("code", strings.Join(strings.Fields(b.String()), ""))
			return
		}
	}
	s.say("block of "+lang, strings.TrimSuffix(b.String(), "\n"))
}

// decoded is an address without the ways to spell its characters.
func decoded(address string) string {
	plain, err := url.PathUnescape(address)
	if err != nil {
		return address
	}
	return plain
}

// leftOut reports whether an element is the page's and not the text's.
func leftOut(n *html.Node) bool {
	for _, name := range []string{"data-chrome", "data-permalink", "data-footnote-ref", "data-footnote-backref", "data-toc"} {
		if _, is := attrOf(n, name); is {
			return true
		}
	}
	class, _ := attrOf(n, "class")
	id, _ := attrOf(n, "id")
	return class == "footnote-backref" || strings.HasPrefix(id, "fnref") ||
		nameOf(n) == "hr" && n.Parent != nil && func() bool { class, _ := attrOf(n.Parent, "class"); return class == "footnotes" }()
}

// textIn is what a reader sees of an element, without blanks. Between a term and
// its meaning a twin has a colon.
func textIn(n *html.Node) string {
	var b strings.Builder
	var walk func(at *html.Node)
	walk = func(at *html.Node) {
		if leftOut(at) {
			return
		}
		if at.Type == html.TextNode {
			b.WriteString(strings.Join(strings.Fields(at.Data), ""))
		}
		for c := at.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if next := at.NextSibling; nameOf(at) == "dt" && at != n {
			for next != nil && next.Type == html.TextNode {
				next = next.NextSibling
			}
			if next != nil && next.Data == "dd" {
				b.WriteString(":")
			}
		}
	}
	walk(n)
	return b.String()
}

// imagesIn is something if there is an image in an element.
func imagesIn(n *html.Node) string {
	for _, c := range all(n) {
		if c.Data == "img" {
			return c.Data
		}
	}
	return ""
}

func all(n *html.Node) (nodes []*html.Node) {
	for c := range n.Descendants() {
		nodes = append(nodes, c)
	}
	return nodes
}

func nameOf(n *html.Node) string {
	if n.Type == html.ElementNode {
		return n.Data
	}
	return ""
}

func attrOf(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}
