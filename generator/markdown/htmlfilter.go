package markdown

import (
	"html"
	"slices"
	"sort"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/markup"
	"woshou/generator/page"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// scope is where tags must pair up: the children of one node. A tag that is
// left open is closed at the end, an end tag without a start is left out; so
// an author's HTML never closes what it did not open.
type scope struct {
	parent ast.Node
	open   []openTag
}

// inBadge reports whether the innermost open element is a badge.
func (s *scope) inBadge() bool { return len(s.open) > 0 && s.open[len(s.open)-1].name == "badge" }

// openTag is a start tag that waits for its end.
type openTag struct {
	name string
	end  string // end tag; "" of an unknown element
	pre  bool   // v-pre: braces inside are text
	// Of an unknown element, pieces[at] shows the tag as text if no end comes.
	pieces  *[]piece
	at      int
	raw     string
	written string // its name as its author wrote it
	place   int
}

// chunk is raw HTML whose lines may lie apart in the source, as in a quote.
type chunk struct {
	text  []byte
	lines []text.Segment
	ends  []int // of each line, in the text
}

// rawHTML filters an author's HTML, and fills in the expressions of Vue, which may
// stand in it.
type rawHTML struct {
	*reading
	literal int       // how many elements around here want {{ }} left alone
	tags    int       // how many of the author's elements are open here
	dropped []dropped // components, in the order of the first of each name
	// droppedAt finds each of them by its name.
	droppedAt map[string]int
}

// chunk joins the lines of raw HTML.
func (r *reading) chunk(segments ...text.Segment) chunk {
	c := chunk{lines: segments}
	for _, s := range segments {
		c.text = append(c.text, s.Value(r.doc.source)...)
		c.ends = append(c.ends, len(c.text))
	}
	return c
}

// place is the offset in the source of an offset in the chunk; past its end,
// that of the end.
func (c chunk) place(at int) int {
	line := sort.SearchInts(c.ends, at+1)
	switch {
	case len(c.lines) == 0:
		return 0
	case line == len(c.lines):
		return c.lines[line-1].Stop
	}
	s := c.lines[line]
	start := c.ends[line] - s.Len() - s.Padding
	return s.Start + max(0, at-start-s.Padding)
}

// filter appends to out what may stand in a page.
func (h *rawHTML) filter(c chunk, out *[]piece, s *scope) {
	if h.opt.Trusted {
		h.trusted(c, out, s)
		return
	}
	for at := 0; at < len(c.text); {
		t := markup.Next(c.text[at:])
		place := c.place(at)
		at += len(t.Raw)
		switch {
		case t.Kind == markup.Text:
			add(out, escapeText([]byte(h.evaluateText(string(t.Raw)))))
		case t.Kind == markup.Start && markup.IsDropped(t.Name):
			h.warnOnce(t.Name, place, diagnostic.Say("element %s was left out with its content", t.Name), "scripts and styles do not belong in content")
			at += markup.LengthThroughEnd(c.text[at:], t.Name)
		case t.Kind == markup.Start:
			h.startTag(t, place, out, s)
		case t.Kind == markup.End:
			h.endTag(t, place, out, s)
		}
	}
}

// fullPiece is the length from which a piece is not made longer, as that copies it.
const fullPiece = 1 << 10

// add appends finished HTML, to the last piece where that is finished too.
func add(out *[]piece, html string) {
	if n := len(*out); n > 0 && (*out)[n-1].attr == "" && !(*out)[n-1].tag && (*out)[n-1].html != "" && len((*out)[n-1].html) < fullPiece {
		(*out)[n-1].html += html
		return
	}
	*out = append(*out, piece{html: html})
}

// addEnd appends an end tag.
func addEnd(out *[]piece, tag string) {
	add(out, tag)
	(*out)[len(*out)-1].open--
}

// escapeText escapes text and keeps its entities.
func escapeText(s []byte) string { return html.EscapeString(unentity(string(s))) }

// unentity resolves entities, so that escaping them again loses nothing.
func unentity(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	return string(resolve([]byte(s)))
}

// mostOpen bounds how deep an author's tags may nest, whatever is between them.
const mostOpen = 200

// push remembers that an element is open.
func (h *rawHTML) push(s *scope, t openTag) {
	s.open = append(s.open, t)
	h.tags++
}

// startTag writes a start tag and remembers that it needs an end.
func (h *rawHTML) startTag(t markup.Token, place int, out *[]piece, s *scope) {
	if h.tags >= mostOpen {
		add(out, html.EscapeString(string(t.Raw)))
		h.warnOnce("", place, "too many elements inside each other", "")
		return
	}
	known := h.allowed(t)
	void := known && markup.IsVoid(t.Name)
	_, pre := t.Attrs.Get("v-pre")
	if pre && !t.Empty && !void {
		h.literal++
	}
	if t.Name == "badge" {
		h.badgeTag(t, pre, place, out, s)
		return
	}
	if !known {
		h.unknownTag(t, pre, place, out, s)
		return
	}
	*out = append(*out, piece{html: "<" + t.Name, tag: true, open: 1})
	for _, a := range t.Attrs {
		h.tagAttribute(t.Name, a, place, out)
	}
	if h.opt.Media {
		addMedia(t, out)
	}
	if t.Name == "img" {
		src, _ := t.Attrs.Get("src")
		alt, described := t.Attrs.Get("alt")
		h.alternative(src, alt, described, place)
		*out = append(*out, piece{html: ` loading="lazy" decoding="async"`})
	}
	add(out, ">")
	switch {
	case void:
		(*out)[len(*out)-1].open-- // no end tag follows
	case t.Empty:
		addEnd(out, "</"+t.Name+">")
	default:
		h.push(s, openTag{name: t.Name, end: "</" + t.Name + ">", pre: pre, place: place})
	}
}

// badgeTag is startTag for VitePress's badge, which may end itself.
func (h *rawHTML) badgeTag(t markup.Token, pre bool, place int, out *[]piece, s *scope) {
	*out = append(*out, badge(t)...)
	if t.Empty {
		addEnd(out, "</span>")
		return
	}
	h.push(s, openTag{name: t.Name, end: "</span>", pre: pre, place: place})
}

// unknownTag is startTag for an element that is not let through: it leaves a piece
// to fill in should no end come.
func (h *rawHTML) unknownTag(t markup.Token, pre bool, place int, out *[]piece, s *scope) {
	if t.Name == "iframe" && h.opt.Media {
		src, _ := t.Attrs.Get("src")
		h.warnOnce("iframe "+src, place, diagnostic.Say("an iframe of `%s` was left out", src), "name its host under `media:` in site.yaml")
	}
	if t.Empty {
		h.drop(t.Written(), place)
		return
	}
	*out = append(*out, piece{})
	h.push(s, openTag{name: t.Name, pre: pre, pieces: out, at: len(*out) - 1, raw: string(t.Raw), written: t.Written(), place: place})
}

// tagAttribute writes an attribute that is allowed where it stands. Vue's
// directives, which only a browser with Vue would read, go without a word.
func (h *rawHTML) tagAttribute(tag string, a markup.Attr, place int, out *[]piece) {
	switch {
	case markup.IsDirective(a.Name):
	case a.Name == "loading" || a.Name == "decoding" || a.Name == "rel" || a.Name == "target":
	case !markup.AllowedAttribute(tag, a.Name) || !plainName(a.Name):
		h.warnOnce(tag+" "+a.Name, place, diagnostic.Say("attribute %s of %s was left out", a.Name, tag), "")
	case a.Name == "href" || a.Name == "src" || a.Name == "poster":
		h.tagAddress(tag, a, place, out)
	case a.Name == "id" && !h.claim(a.Value, place):
	default:
		*out = append(*out, piece{attr: a.Name, value: a.Value})
	}
}

// tagAddress leaves an address to the Renderer, and drops one that could run
// something.
func (h *rawHTML) tagAddress(tag string, a markup.Attr, place int, out *[]piece) {
	loads := a.Name != "href"
	if loads && !page.AllowedImage(a.Value) || !page.AllowedLink(a.Value) {
		h.refuse(a.Value, place)
		return
	}
	h.noteLink(a.Value, loads, place)
	if directive := directiveOf(tag, a.Name); loads && directive != imageDirective {
		h.allow(directive, a.Value)
	}
	*out = append(*out, piece{attr: a.Name, value: a.Value})
}

// plainName keeps names that HTML allows but that could end a tag out of pages.
func plainName(s string) bool {
	for i := range len(s) {
		if !isAlnum(s[i]) && s[i] != '-' {
			return false
		}
	}
	return s != ""
}

// endTag closes the nearest open element of that name and what is open in it.
func (h *rawHTML) endTag(t markup.Token, place int, out *[]piece, s *scope) {
	i := len(s.open) - 1
	for i >= 0 && s.open[i].name != t.Name {
		i--
	}
	if t.Name == "br" { // browsers take it for the start tag
		add(out, "<br>")
		return
	}
	if i < 0 {
		h.warn("html", place, place+len(t.Raw), diagnostic.Say("end tag of %s without a start was left out", t.Name), "")
		return
	}
	h.closeFrom(s, i+1, out)
	last := s.open[i]
	if last.end == "" {
		h.drop(last.written, last.place)
	} else {
		addEnd(out, last.end)
	}
	if last.pre {
		h.literal--
	}
	s.open = s.open[:i]
	h.tags--
}

// closeFrom closes the elements opened since the i-th, the last first. What
// is unknown and has no end was probably no tag at all: it turns into text.
func (h *rawHTML) closeFrom(s *scope, i int, out *[]piece) {
	for _, t := range slices.Backward(s.open[i:]) {
		if t.pre {
			h.literal--
		}
		if t.end != "" {
			addEnd(out, t.end)
			continue
		}
		(*t.pieces)[t.at].html = html.EscapeString(t.raw)
		h.warn("html", t.place, t.place+len(t.raw), diagnostic.Say("%s is no known element and was printed as text", t.raw),
			diagnostic.Say("write `%s` for code", t.raw))
	}
	h.tags -= len(s.open) - i
	s.open = s.open[:i]
}

// closeAll ends a scope: what is still open is closed behind its last child.
func (h *rawHTML) closeAll(s *scope) {
	if len(s.open) == 0 {
		return
	}
	var pieces []piece
	for _, t := range s.open {
		if t.end != "" && t.name != "p" && t.name != "li" {
			h.warn("html", t.place, t.place, diagnostic.Say("element %s is never closed", t.name), "")
		}
	}
	h.closeFrom(s, 0, &pieces)
	if len(pieces) == 0 {
		return
	}
	var n ast.Node = &rawInline{pieces: pieces}
	if last := s.parent.LastChild(); last != nil && last.Type() == ast.TypeBlock {
		n = &rawBlock{pieces: pieces}
	}
	s.parent.AppendChild(s.parent, n)
}

// warnOnce warns about an element, or an attribute of one, once a page.
func (r *reading) warnOnce(key string, place int, message, hint diagnostic.Message) {
	if !r.warned[key] {
		r.warning(key)
		r.warn("html", place, place, message, hint)
	}
}

// warning notes what was warned about.
func (r *reading) warning(key string) {
	if r.warned == nil {
		r.warned = map[string]bool{}
	}
	r.warned[key] = true
}
