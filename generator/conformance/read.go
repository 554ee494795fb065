package conformance

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// read turns a page into the list of its blocks. It understands three kinds of
// markup: the hooks of README.md (also what it writes itself), VitePress', and
// for what neither marks, plain HTML.
func read(page string, at place) ([]*Node, error) {
	doc, err := html.Parse(strings.NewReader(page))
	if err != nil {
		return nil, err
	}
	r := reader{at}
	root := element("div", paragraphs(r.kids(article(doc)))...)
	tidy(root)
	return root.Kids, nil
}

// article finds the body of the article in a page.
func article(doc *html.Node) *html.Node {
	for _, match := range []func(*html.Node) bool{
		func(n *html.Node) bool { return hasAttr(n, "data-article") },
		func(n *html.Node) bool { return hasClass(n, "vp-doc") },
		func(n *html.Node) bool { return n.Data == "main" },
		func(n *html.Node) bool { return n.Data == "body" },
	} {
		if n := find(doc, match); n != nil {
			if k := onlyChild(n); k != nil && hasClass(n, "vp-doc") {
				return k
			}
			return n
		}
	}
	return doc
}

type reader struct{ at place }

func (r reader) kids(n *html.Node) []*Node {
	var out []*Node
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		out = append(out, r.node(k)...)
	}
	return out
}

var mustache = regexp.MustCompile(`(?s)\{\{(.*?)\}\}`)

func (r reader) node(n *html.Node) []*Node {
	if n.Type == html.TextNode {
		return readText(n)
	}
	if n.Type != html.ElementNode || chrome(n) {
		return nil
	}
	for _, f := range []func(*html.Node) *Node{
		r.code, r.codeGroup, r.container, r.footnote, r.badge, r.math, r.toc, r.heading, r.table, r.item, r.image,
	} {
		if out := f(n); out != nil {
			return []*Node{out}
		}
	}
	if transparent(n) {
		return r.kids(n)
	}
	return []*Node{r.plain(n, n.Data)}
}

// readText keeps an interpolation that nobody evaluated as code, which is how
// our generator shows it.
func readText(n *html.Node) []*Node {
	if !strings.Contains(n.Data, "{{") || within(n, "code", "pre") {
		return []*Node{text(n.Data)}
	}
	var out []*Node
	rest := n.Data
	for {
		m := mustache.FindStringSubmatchIndex(rest)
		if m == nil {
			return append(out, text(rest))
		}
		inner := strings.Join(strings.Fields(rest[m[2]:m[3]]), " ")
		out = append(out, text(rest[:m[0]]), element("code", text("{{ "+inner+" }}")))
		rest = rest[m[1]:]
	}
}

// chrome reports whether n belongs to the page, not to the article.
func chrome(n *html.Node) bool {
	switch n.Data {
	case "script", "style", "noscript", "link", "meta", "wbr":
		return true
	case "button":
		return hasClass(n, "copy")
	}
	if hasAttr(n, "data-chrome") || hasAttr(n, "data-permalink") || hasAttr(n, "data-footnote-backref") {
		return true
	}
	for _, c := range []string{"header-anchor", "footnote-backref", "footnote-anchor", "footnotes-sep"} {
		if hasClass(n, c) {
			return true
		}
	}
	return false
}

var known = set(`a abbr address area article aside audio b bdi bdo blockquote br button caption cite code col colgroup
	data dd del details dfn div dl dt em embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr i
	iframe img input ins kbd label legend li main map mark nav object ol optgroup option output p picture pre
	progress q rp rt ruby s samp section select small source span strong sub summary sup svg table tbody td
	textarea tfoot th thead time tr track u ul var video`)

// transparent reports whether only the content of n counts: a Vue component,
// a wrapper, a span that carries nothing.
func transparent(n *html.Node) bool {
	switch {
	case !known[n.Data], hasAttr(n, "data-wrap"), hasAttr(n, "v-pre") && n.Data == "div", hasClass(n, "vp-raw"):
		return true
	case n.Data == "span", n.Data == "label", n.Data == "picture":
		return attr(n, "id") == ""
	}
	return n.Data == "tbody" || n.Data == "thead" || n.Data == "tfoot" || n.Data == "colgroup"
}

func (r reader) plain(n *html.Node, kind string) *Node {
	if kind == "s" || kind == "strike" {
		kind = "del"
	}
	out := element(kind)
	for _, a := range n.Attr {
		if v, ok := r.keep(n, a); ok {
			out.Attr[a.Key] = v
		}
	}
	if n.Data != "svg" {
		out.Kids = r.kids(n)
	}
	if kind == "blockquote" {
		out.Kids = paragraphs(out.Kids)
	}
	return out
}

// paragraphs puts bare phrasing among blocks into paragraphs: once a component
// is gone, whether its text was a paragraph is nobody's concern.
func paragraphs(kids []*Node) []*Node {
	var out []*Node
	var p *Node
	for _, k := range kids {
		if k.block() {
			p = nil
			out = append(out, k)
			continue
		}
		if p == nil {
			p = element("p")
			out = append(out, p)
		}
		p.Kids = append(p.Kids, k)
	}
	return out
}

var dropped = set(`style tabindex rel target loading decoding width height role srcset sizes fetchpriority
	xmlns viewbox fill key ref slot disabled align translate`)

func (r reader) keep(n *html.Node, a html.Attribute) (string, bool) {
	switch {
	case a.Key == "href":
		return r.at.href(a.Val), true
	case a.Key == "src":
		return r.at.src(a.Val), true
	case a.Key == "class":
		c := authored(a.Val)
		return c, c != ""
	case a.Key == "data-title" || a.Key == "data-task" || a.Key == "start" && n.Data == "ol":
		return a.Val, true
	case dropped[a.Key], strings.ContainsAny(a.Key[:1], ":@#"), strings.HasPrefix(a.Key, "v-"),
		strings.HasPrefix(a.Key, "aria-"), strings.HasPrefix(a.Key, "on"), strings.HasPrefix(a.Key, "data-v-"),
		a.Key == "title" && a.Val == "":
		return "", false
	}
	return a.Val, true
}

var vitepressClass = regexp.MustCompile(`^(vp-.*|VP.*|language-.*|custom-block.*|github-alert|header-anchor|shiki.*|line|lang|` +
	`task-list.*|contains-task-list|footnote.*|table-of-contents|tabs|blocks|active|vue-.*|tip|info|warning|danger|note|important|caution|details)$`)

// authored returns the classes that an author may have written.
func authored(classes string) string {
	var out []string
	for _, c := range strings.Fields(classes) {
		if !vitepressClass.MatchString(c) {
			out = append(out, c)
		}
	}
	return strings.Join(out, " ")
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}

func hasClass(n *html.Node, class string) bool {
	for _, c := range strings.Fields(attr(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}

func within(n *html.Node, tags ...string) bool {
	for n = n.Parent; n != nil; n = n.Parent {
		for _, t := range tags {
			if n.Data == t {
				return true
			}
		}
	}
	return false
}

// find returns the first element, in document order, that matches.
func find(n *html.Node, match func(*html.Node) bool) *html.Node {
	if n.Type == html.ElementNode && match(n) {
		return n
	}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if m := find(k, match); m != nil {
			return m
		}
	}
	return nil
}

func findAll(n *html.Node, match func(*html.Node) bool) (out []*html.Node) {
	find(n, func(n *html.Node) bool {
		if match(n) {
			out = append(out, n)
		}
		return false
	})
	return out
}

func onlyChild(n *html.Node) *html.Node {
	var only *html.Node
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.Type != html.ElementNode {
			continue
		}
		if only != nil || k.Data != "div" {
			return nil
		}
		only = k
	}
	return only
}
