package conformance

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// container reads ::: blocks and alerts: <div data-container="tip">, whose
// title is <p data-title>. A title that the author did not write is only
// marked "default": its words depend on configuration.
func (r reader) container(n *html.Node) *Node {
	kind := attr(n, "data-container")
	if hasClass(n, "custom-block") {
		kind = customBlock(n)
	}
	if kind == "" {
		return nil
	}
	out := element("div")
	out.Attr["data-container"] = kind
	if id := attr(n, "id"); id != "" {
		out.Attr["id"] = id
	}
	if c := authored(strings.ReplaceAll(" "+attr(n, "class")+" ", " "+kind+" ", " ")); c != "" {
		out.Attr["class"] = c
	}
	if hasAttr(n, "open") || hasAttr(n, "data-open") {
		out.Attr["data-open"] = ""
	}
	title := find(n, func(k *html.Node) bool {
		return k != n && (hasAttr(k, "data-title") || hasClass(k, "custom-block-title") || k.Data == "summary") && owner(k) == n
	})
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k != title {
			out.Kids = append(out.Kids, r.node(k)...)
		}
	}
	out.Kids = paragraphs(out.Kids)
	if title != nil {
		out.Kids = append([]*Node{r.title(title, kind)}, drop(out.Kids, "data-title")...)
	}
	return out
}

// customBlock returns the type of VitePress' div, the class before custom-block.
func customBlock(n *html.Node) string {
	prev := ""
	for _, c := range strings.Fields(attr(n, "class")) {
		if c == "custom-block" && prev != "" {
			return prev
		}
		prev = c
	}
	if hasClass(n, "details") {
		return "details"
	}
	return ""
}

func (r reader) title(n *html.Node, kind string) *Node {
	out := element("p", r.kids(n)...)
	out.Attr["data-title"] = ""
	words := strings.TrimSpace(out.content())
	if attr(n, "data-title") == "default" || hasClass(n, "custom-block-title-default") ||
		words == strings.ToUpper(kind) || kind == "details" && words == "Details" {
		out.Attr["data-title"], out.Kids = "default", nil
	}
	return out
}

// owner is the nearest container around n.
func owner(n *html.Node) *html.Node {
	for n = n.Parent; n != nil; n = n.Parent {
		if hasAttr(n, "data-container") || hasClass(n, "custom-block") {
			return n
		}
	}
	return nil
}

// drop removes the nodes, at any depth, that carry the attribute.
func drop(kids []*Node, attr string) []*Node {
	var out []*Node
	for _, k := range kids {
		if k.Kind == "p" && k.has(attr) {
			continue
		}
		out = append(out, k)
	}
	return out
}

// heading reads h1 to h6; the id counts, the permalink has gone as chrome.
func (r reader) heading(n *html.Node) *Node {
	if len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
		return nil
	}
	return r.plain(n, n.Data)
}

// table flattens row groups and keeps the alignment of cells.
func (r reader) table(n *html.Node) *Node {
	if n.Data != "th" && n.Data != "td" {
		return nil
	}
	out := r.plain(n, n.Data)
	align := attr(n, "align")
	for _, decl := range strings.Split(attr(n, "style"), ";") {
		if name, v, ok := strings.Cut(decl, ":"); ok && strings.TrimSpace(name) == "text-align" {
			align = strings.TrimSpace(v)
		}
	}
	if align != "" && align != "start" {
		out.Attr["align"] = align
	}
	return out
}

// item reads a list item; a leading check box makes it a task.
func (r reader) item(n *html.Node) *Node {
	if n.Data != "li" {
		return nil
	}
	box := find(n, func(k *html.Node) bool { return k.Data == "input" && attr(k, "type") == "checkbox" })
	if box != nil && (firstElement(n) == box || hasClass(n, "task-list-item") || box.Parent.Data == "p" && firstElement(n) == box.Parent) {
		state := "open"
		if hasAttr(box, "checked") {
			state = "done"
		}
		box.Parent.RemoveChild(box)
		n.Attr = append(n.Attr, html.Attribute{Key: "data-task", Val: state})
	}
	out := r.plain(n, "li")
	delete(out.Attr, "value")
	return out
}

func firstElement(n *html.Node) *html.Node {
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if k.Type == html.ElementNode {
			return k
		}
		if strings.TrimSpace(k.Data) != "" {
			return nil
		}
	}
	return nil
}

func (r reader) image(n *html.Node) *Node {
	if n.Data != "img" {
		return nil
	}
	out := r.plain(n, "img")
	if !out.has("alt") {
		out.Attr["alt"] = ""
	}
	return out
}

func (r reader) toc(n *html.Node) *Node {
	if !hasAttr(n, "data-toc") && !hasClass(n, "table-of-contents") {
		return nil
	}
	out := element("nav", r.kids(n)...)
	out.Attr["data-toc"] = ""
	return out
}

// footnote reads references and the list of notes, in the markup of the
// hooks, VitePress or goldmark.
func (r reader) footnote(n *html.Node) *Node {
	ref := func(number string) *Node {
		out := element("sup")
		number, _, _ = strings.Cut(strings.Trim(number, "[]"), ":")
		out.Attr["data-footnote-ref"] = number
		return out
	}
	switch {
	case n.Data == "sup" && hasAttr(n, "data-footnote-ref"):
		if v := attr(n, "data-footnote-ref"); v != "" {
			return ref(v)
		}
		return ref(strings.TrimSpace(element("sup", r.kids(n)...).content()))
	case n.Data == "sup" && (hasClass(n, "footnote-ref") || find(n, func(k *html.Node) bool { return hasClass(k, "footnote-ref") }) != nil):
		return ref(strings.TrimSpace(element("sup", r.kids(n)...).content()))
	case hasAttr(n, "data-footnotes") || hasClass(n, "footnotes"):
		list := find(n, func(k *html.Node) bool { return k.Data == "ol" })
		if list == nil {
			return nil
		}
		out := element("section")
		out.Attr["data-footnotes"] = ""
		for k := list.FirstChild; k != nil; k = k.NextSibling {
			if k.Data == "li" {
				out.Kids = append(out.Kids, element("li", r.kids(k)...))
			}
		}
		out.Kids = []*Node{element("ol", out.Kids...)}
		return out
	}
	return nil
}

func (r reader) badge(n *html.Node) *Node {
	if (n.Data != "badge" || r.at.built) && !hasAttr(n, "data-badge") && !hasClass(n, "VPBadge") {
		return nil
	}
	kind := attr(n, "data-badge")
	for _, c := range strings.Fields("tip info warning danger") {
		if attr(n, "type") == c || hasClass(n, c) {
			kind = c
		}
	}
	if kind == "" {
		kind = "tip"
	}
	out := element("span", r.kids(n)...)
	out.Attr["data-badge"] = kind
	if t := attr(n, "text"); t != "" {
		out.Kids = []*Node{text(t)}
	}
	return out
}

// math keeps the TeX source: <span data-math="inline">a^2</span>.
func (r reader) math(n *html.Node) *Node {
	if !hasAttr(n, "data-math") {
		return nil
	}
	kind := "span"
	if attr(n, "data-math") == "block" {
		kind = "div"
	}
	source := attr(n, "data-tex")
	if source == "" {
		source = element("", r.kids(n)...).content()
	}
	out := element(kind, text(strings.Join(strings.Fields(source), " ")))
	out.Attr["data-math"] = attr(n, "data-math")
	return out
}

// ranges prints line numbers as 1,3-4.
func ranges(lines []int) string {
	var parts []string
	for i := 0; i < len(lines); {
		j := i
		for j+1 < len(lines) && lines[j+1] == lines[j]+1 {
			j++
		}
		s := strconv.Itoa(lines[i])
		if j > i {
			s += "-" + strconv.Itoa(lines[j])
		}
		parts = append(parts, s)
		i = j + 1
	}
	return strings.Join(parts, ",")
}
