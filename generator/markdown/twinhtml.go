package markdown

import (
	"html"
	"strconv"

	"woshou/generator/markup"
	"woshou/generator/twin"
)

// tagInTwin is an element of an author's HTML that is open while a twin is
// written; element is what it began, or -1.
type tagInTwin struct {
	name    string
	element int
}

// kindsInTwin are the elements of HTML that plain Markdown has too.
var kindsInTwin = map[string]twin.Kind{
	"p": twin.Paragraph, "blockquote": twin.Quote, "li": twin.Item, "pre": twin.Pre, "table": twin.Table, "tr": twin.Row,
	"b": twin.Strong, "strong": twin.Strong, "i": twin.Emphasis, "em": twin.Emphasis, "s": twin.Deleted, "del": twin.Deleted,
	"code": twin.Code, "kbd": twin.Code, "samp": twin.Code, "tt": twin.Code, "var": twin.Code,
	"div": twin.Group, "section": twin.Group, "article": twin.Group, "aside": twin.Group, "details": twin.Group, "figure": twin.Group,
	"figcaption": twin.Group, "center": twin.Group, "address": twin.Group, "header": twin.Group, "footer": twin.Group, "main": twin.Group,
	"nav": twin.Group, "form": twin.Group,
}

// html writes what an author's HTML says. The tags of one element may stand in
// several nodes.
func (t *twinWriter) html(pieces []piece) {
	p := &printer{doc: t.doc, r: t.r.Renderer}
	printPieces(p, pieces)
	for rest := p.out.Bytes(); len(rest) > 0; {
		token := markup.Next(rest)
		rest = rest[len(token.Raw):]
		switch token.Kind {
		case markup.Text:
			t.text(html.UnescapeString(string(token.Raw)))
		case markup.Start:
			t.startTag(token)
		case markup.End:
			t.endTag(token.Name)
		}
	}
}

// startTag writes the begin of an element, or what has no end.
func (t *twinWriter) startTag(tag markup.Token) {
	if t.dropped != "" || t.single(tag) {
		return
	}
	element := t.begin(tag)
	if element < 0 || tag.Empty || markup.IsVoid(tag.Name) {
		return
	}
	for len(t.tags) > 0 && t.tags[len(t.tags)-1].element >= element { // it has ended them
		t.tags = t.tags[:len(t.tags)-1]
	}
	t.tags = append(t.tags, tagInTwin{tag.Name, element})
}

// single writes an element that holds nothing, or nothing for a twin, and reports
// whether the tag is that of one.
func (t *twinWriter) single(tag markup.Token) bool {
	switch tag.Name {
	case "br":
		t.Break()
	case "hr":
		t.Rule()
	case "img":
		t.Image(valueOf(tag, "alt"), valueOf(tag, "src"), valueOf(tag, "title"))
	case "input":
		t.checkBox(tag)
	case "script", "style", "svg", "template", "textarea":
		t.dropped = tag.Name
	default:
		return false
	}
	return true
}

// begin begins an element, and returns what it began, -1 for nothing.
func (t *twinWriter) begin(tag markup.Token) int {
	switch tag.Name {
	case "a":
		if href := valueOf(tag, "href"); href != "" {
			return t.Link(href, valueOf(tag, "title"))
		}
		return -1
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return t.Heading(int(tag.Name[1] - '0'))
	case "ul", "dl":
		return t.List(twin.List{})
	case "ol":
		start, err := strconv.Atoi(valueOf(tag, "start"))
		if err != nil {
			start = 1
		}
		return t.List(twin.List{Ordered: true, Start: start})
	case "td", "th":
		columns, _ := strconv.Atoi(valueOf(tag, "colspan"))
		rows, _ := strconv.Atoi(valueOf(tag, "rowspan"))
		t.closeTags("td", "th")
		return t.Cell(twin.Cell{Align: valueOf(tag, "align"), Columns: columns, Rows: rows})
	case "summary", "caption":
		element := t.Begin(twin.Paragraph)
		t.Begin(twin.Strong)
		return element
	case "dt":
		t.closeIn("dl")
		t.Begin(twin.Item)
		t.Begin(twin.Paragraph)
		return t.Begin(twin.Strong)
	case "dd":
		t.closeTags("dt")
		t.Text(t.r.Colon)
		return -1
	}
	return t.beginKind(tag.Name)
}

// beginKind begins an element that plain Markdown has too.
func (t *twinWriter) beginKind(name string) int {
	kind, known := kindsInTwin[name]
	if !known {
		return -1
	}
	switch kind { // those whose end tags may be missing
	case twin.Item, twin.Row:
		t.closeTags(name)
	}
	return t.Begin(kind)
}

// valueOf is the value of an attribute, "" if there is none.
func valueOf(tag markup.Token, name string) string {
	value, _ := tag.Attrs.Get(name)
	return value
}

// closeTags ends the innermost element if it has one of the names.
func (t *twinWriter) closeTags(names ...string) {
	for _, name := range names {
		if n := len(t.tags); n > 0 && t.tags[n-1].name == name {
			t.endTag(name)
		}
	}
}

// closeIn ends what is open in the innermost element of a name.
func (t *twinWriter) closeIn(name string) {
	for i := len(t.tags) - 1; i >= 0; i-- {
		if t.tags[i].name == name {
			t.End(t.tags[i].element + 1)
			t.tags = t.tags[:i+1]
			return
		}
	}
}

// endTag writes the end of an element, and of those that are open in it.
func (t *twinWriter) endTag(name string) {
	if t.dropped != "" {
		if name == t.dropped {
			t.dropped = ""
		}
		return
	}
	for i := len(t.tags) - 1; i >= 0; i-- {
		if t.tags[i].name == name {
			t.End(t.tags[i].element)
			t.tags = t.tags[:i]
			return
		}
	}
}

func (t *twinWriter) checkBox(tag markup.Token) {
	if valueOf(tag, "type") != "checkbox" {
		return
	}
	mark := "[ ] "
	if _, checked := tag.Attrs.Get("checked"); checked {
		mark = "[x] "
	}
	t.Mark(mark)
}
