package markdown

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"unicode"

	"woshou/generator/markup"
)

// trusted is HTML that passes as it is, whose ids are taken, and for which the policy
// of the page makes room: for the origins that it names, and for the very scripts and
// styles that stand in it. Components are ours here too.
func (h *rawHTML) trusted(c chunk, out *[]piece, s *scope) {
	for at := 0; at < len(c.text); {
		t := markup.Next(c.text[at:])
		place := c.place(at)
		at += len(t.Raw)
		switch {
		case t.Kind == markup.Start && isComponent(t):
			h.startTag(t, place, out, s)
		case t.Kind == markup.End && isComponent(t):
			h.endTag(t, place, out, s)
		case t.Kind == markup.Start:
			h.trustedTag(t, out)
			if markup.IsDropped(t.Name) { // what is in it is no HTML
				end := markup.LengthThroughEnd(c.text[at:], t.Name)
				whole := string(c.text[at : at+end])
				h.allowInline(t.Name, whole)
				*out = append(*out, piece{html: whole, open: -1})
				at += end
			}
		case t.Kind == markup.End:
			*out = append(*out, piece{html: string(t.Raw), open: -1})
		default:
			*out = append(*out, piece{html: string(t.Raw)})
		}
	}
}

// isComponent reports whether a tag is one that only Vue would know: its name has
// capitals and small letters, which that of no element has.
func isComponent(t markup.Token) bool {
	name := t.Written()
	return t.Name == "badge" || name != "" && unicode.IsUpper(rune(name[0])) && strings.ContainsFunc(name, unicode.IsLower)
}

// trustedTag writes a start tag as it stands, but for attributes that name ids, which
// may become others.
func (h *rawHTML) trustedTag(t markup.Token, out *[]piece) {
	p := piece{}
	if !t.Empty && !markup.IsVoid(t.Name) {
		p.open++
	}
	if id, ok := t.Attrs.Get("id"); ok {
		h.ids.take(id)
	}
	from := 0
	for i, a := range t.Attrs {
		h.allowAttribute(t, a)
		if !namesIDs(a.Name) {
			continue
		}
		start, end := t.Spans[i][0], t.Spans[i][1]
		if markup.IsSpace(t.Raw[start-1]) {
			start-- // as it is written before an attribute
		}
		p.html += string(t.Raw[from:start])
		*out = append(*out, p, piece{html: string(t.Raw[start:end]), attr: a.Name, value: a.Value})
		p, from = piece{}, end
	}
	p.html += string(t.Raw[from:])
	*out = append(*out, p)
}

// allowAttribute makes room for what an attribute loads or runs.
func (h *rawHTML) allowAttribute(t markup.Token, a markup.Attr) {
	switch directive := directiveOf(t.Name, a.Name); {
	case t.Name == "link" && directive != "":
		if rel, _ := t.Attrs.Get("rel"); strings.EqualFold(strings.TrimSpace(rel), "stylesheet") {
			h.allow(directive, a.Value)
		}
	case directive != "":
		h.allow(directive, a.Value)
	case a.Name == "srcset":
		for candidate := range strings.SplitSeq(a.Value, ",") {
			address, _, _ := strings.Cut(strings.TrimSpace(candidate), " ")
			h.allow(imageDirective, address)
		}
	case a.Name == "style":
		h.allowHash("style-src", a.Value, true)
	case strings.HasPrefix(a.Name, "on"):
		h.allowHash("script-src", a.Value, true)
	}
}

// allowInline makes room for a script or a style that stands in the page, given with
// its end tag.
func (h *rawHTML) allowInline(tag, whole string) {
	content := whole
	if i := strings.LastIndex(whole, "</"); i >= 0 {
		content = whole[:i]
	}
	if strings.TrimSpace(content) != "" {
		h.allowHash(tag+"-src", content, false)
	}
}

// allowHash makes room for this very text, as an element, or as an attribute.
func (h *rawHTML) allowHash(directive, text string, attribute bool) {
	sum := sha256.Sum256([]byte(text))
	h.allowSource(directive, "'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'")
	if attribute {
		h.allowSource(directive, "'unsafe-hashes'")
	}
}
