package conformance

import (
	"regexp"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// lineHooks are the attributes of a code block that name sets of lines, with
// the classes VitePress puts on such a line.
var lineHooks = []struct{ hook, class string }{
	{"data-hl", "highlighted"},
	{"data-focus", "has-focus"},
	{"data-add", "add"},
	{"data-del", "remove"},
	{"data-error", "error"},
	{"data-warn", "warning"},
}

var plainLang = regexp.MustCompile(`^[A-Za-z0-9_-]*`)

// cleanLang returns a language as VitePress names it.
func cleanLang(s string) string {
	switch s = plainLang.FindString(s); s {
	case "vue-html":
		return "template"
	case "ansi":
		return ""
	}
	return s
}

// code reads a code block: the element with data-lang, VitePress'
// div.language-x, or a bare pre. Only the text, the language and the marked
// lines count; a file name shown above a block does not.
func (r reader) code(n *html.Node) *Node {
	lang, ok := language(n)
	if !ok {
		return nil
	}
	out := element("pre")
	out.Attr["data-lang"] = cleanLang(lang)
	pre := find(n, func(k *html.Node) bool { return k.Data == "pre" })
	if pre == nil {
		pre = n
	}
	if c := find(pre, func(k *html.Node) bool { return k.Data == "code" }); c != nil {
		pre = c
	}
	out.Text = codeText(pre)
	for _, h := range lineHooks {
		set := parseRanges(attr(n, h.hook))
		for i, line := range vitepressLines(pre) {
			marked := hasClass(line, h.class)
			if h.hook == "data-hl" && (hasClass(line, "error") || hasClass(line, "warning")) {
				marked = false
			}
			if marked {
				set = append(set, i+1)
			}
		}
		if len(set) > 0 {
			out.Attr[h.hook] = ranges(set)
		}
	}
	if start := attr(n, "data-line-start"); start != "" {
		out.Attr["data-line-start"] = start
	} else if hasClass(n, "line-numbers-mode") {
		out.Attr["data-line-start"] = "1"
		if f := find(n, func(k *html.Node) bool { return hasClass(k, "line-number") }); f != nil && f.FirstChild != nil {
			out.Attr["data-line-start"] = f.FirstChild.Data
		}
	}
	return out
}

func language(n *html.Node) (string, bool) {
	if hasAttr(n, "data-lang") {
		return attr(n, "data-lang"), true
	}
	if n.Data != "div" && n.Data != "pre" {
		return "", false
	}
	if lang, ok := languageClass(n); ok {
		return lang, true
	}
	if n.Data != "pre" {
		return "", false
	}
	if c := find(n, func(k *html.Node) bool { return k.Data == "code" }); c != nil {
		lang, _ := languageClass(c)
		return lang, true
	}
	return "", true
}

func languageClass(n *html.Node) (string, bool) {
	for _, c := range strings.Fields(attr(n, "class")) {
		if lang, ok := strings.CutPrefix(c, "language-"); ok {
			return lang, true
		}
	}
	return "", false
}

func vitepressLines(code *html.Node) []*html.Node {
	return findAll(code, func(k *html.Node) bool { return k.Data == "span" && hasClass(k, "line") })
}

func codeText(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		if n.Type == html.ElementNode && (chrome(n) || hasClass(n, "line-numbers-wrapper")) {
			return
		}
		if n.Data == "br" {
			b.WriteString("\n")
		}
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			walk(k)
		}
	}
	walk(n)
	lines := strings.Split(strings.ReplaceAll(b.String(), "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n")
}

// codeGroup reads tabs of code: <div data-code-group> with the labels in
// elements marked data-label and the blocks in the same order.
func (r reader) codeGroup(n *html.Node) *Node {
	ours := hasAttr(n, "data-code-group")
	if !ours && !hasClass(n, "vp-code-group") {
		return nil
	}
	out := element("div")
	out.Attr["data-code-group"] = ""
	for _, k := range findAll(n, func(k *html.Node) bool {
		return hasAttr(k, "data-label") || !ours && k.Data == "label"
	}) {
		label := attr(k, "data-title")
		if label == "" {
			label = element("", r.kids(k)...).content()
		}
		p := element("p", text(strings.TrimSpace(label)))
		p.Attr["data-label"] = ""
		out.Kids = append(out.Kids, p)
	}
	r.groupBlocks(n, out)
	return out
}

// groupBlocks adds the blocks of a code group to out, whatever wraps them.
func (r reader) groupBlocks(n *html.Node, out *Node) {
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		switch {
		case k.Type != html.ElementNode || chrome(k):
		case k.Data == "label" || k.Data == "input" || hasAttr(k, "data-label") || hasClass(k, "tabs"):
		case r.code(k) != nil:
			out.Kids = append(out.Kids, r.code(k))
		case k.Data == "p":
			out.Kids = append(out.Kids, r.node(k)...)
		default:
			r.groupBlocks(k, out)
		}
	}
}

func parseRanges(s string) []int {
	var out []int
	for _, part := range strings.Split(s, ",") {
		lo, hi, isRange := strings.Cut(strings.TrimSpace(part), "-")
		a, err := strconv.Atoi(lo)
		if err != nil {
			continue
		}
		b := a
		if isRange {
			b, _ = strconv.Atoi(hi)
		}
		for i := a; i <= b && i-a < 10000; i++ {
			out = append(out, i)
		}
	}
	sort.Ints(out)
	return out
}
