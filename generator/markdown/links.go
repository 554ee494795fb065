package markdown

import (
	"fmt"
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"woshou/generator/diagnostic"
	"woshou/generator/page"

	"github.com/yuin/goldmark/ast"
)

// link resolves escapes in a link's destination once and notes it, or takes
// the link away from around its text if its scheme is not allowed.
func (v *visit) link(n *ast.Link) {
	dest := v.rebase(unescape(n.Destination), n.Pos())
	if !page.AllowedLink(dest) {
		v.refuse(dest, n.Pos())
		unwrap(n)
		return
	}
	n.Destination = []byte(dest)
	v.noteLink(dest, false, n.Pos())
}

// autoLink notes an address that is its own text, or leaves the text alone.
func (v *visit) autoLink(n *ast.AutoLink) {
	dest := string(n.URL(v.doc.source))
	place := n.Pos()
	if !page.AllowedLink(autoAddress(n, v.doc.source)) {
		v.refuse(dest, place)
		parent := n.Parent()
		parent.ReplaceChild(parent, n, ast.NewString(n.Label(v.doc.source)))
		return
	}
	v.noteLink(autoAddress(n, v.doc.source), false, place)
}

// image does the same for an image. One that is a figure waits for its
// paragraph to make it so; elsewhere there is no room for a figure.
func (v *visit) image(n *ast.Image) {
	dest := v.rebase(unescape(n.Destination), n.Pos())
	if !page.AllowedImage(dest) {
		v.refuse(dest, n.Pos())
		unwrap(n)
		return
	}
	n.Destination = []byte(dest)
	if !isFigure(dest) {
		v.noteLink(dest, true, n.Pos())
		alt := plainText(n, v.doc.source)
		v.alternative(dest, alt, alt != "", n.Pos())
		return
	}
	switch kind := n.Parent().Kind(); {
	case kind == ast.KindParagraph, kind == ast.KindTextBlock:
		return
	case kind == ast.KindLink && isScenario(dest): // its picture: the figure small, from the figure's own file
		v.noteLink(dest, true, n.Pos())
		return
	}
	v.report(diagnostic.Error, "figure-place", n.Pos(), n.Pos(),
		"a figure cannot stand inside a heading, a table or a phrase", "give it a paragraph of its own")
	unwrap(n)
}

// rebase makes an address that starts with a dot, written in an included file,
// count from the page.
func (r *reading) rebase(dest string, at int) string {
	in, _ := r.text.Find(at)
	if in == r.text.File || !strings.HasPrefix(dest, ".") {
		return dest
	}
	end := len(dest)
	if i := strings.IndexAny(dest, "?#"); i >= 0 {
		end = i
	}
	to := path.Join(path.Dir(in.Name), dest[:end])
	if strings.HasSuffix(dest[:end], "/") {
		to += "/"
	}
	if to != ".." && !strings.HasPrefix(to, "../") { // else it leaves the site
		to = page.Rel(r.doc.File, to)
	}
	if !strings.HasPrefix(to, ".") {
		to = "./" + to
	}
	return to + dest[end:]
}

// refuse warns about an address that is left out; its text stays.
func (r *reading) refuse(dest string, place int) {
	r.warn("link-scheme", place, place, diagnostic.Say("link with the scheme %s: was left out", page.Scheme(dest)),
		"allowed are http, https, mailto, tel and relative addresses")
}

// unwrap puts n's children in its place.
func unwrap(n ast.Node) {
	parent := n.Parent()
	for c := range children(n) {
		parent.InsertBefore(parent, n, c)
	}
	parent.RemoveChild(parent, n)
}

// autoAddress is the address of a link that is written as its own text.
func autoAddress(n *ast.AutoLink, source []byte) string {
	dest := string(n.URL(source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
		return "mailto:" + dest
	}
	return dest
}

func printLink(p *printer, n *ast.Link) {
	printAnchor(p, n, string(n.Destination), unescape(n.Title))
	p.inlines(n)
	p.close("a")
}

func printAutoLink(p *printer, n *ast.AutoLink) {
	printAnchor(p, n, autoAddress(n, p.doc.source), "")
	p.text(readable(string(n.Label(p.doc.source))))
	p.close("a")
}

// readable is an address as its reader sees it: with the characters that are no
// part of its syntax in the place of their codes, as VitePress prints it. An
// address with a code of something else than UTF-8 stays as it is.
func readable(address string) string {
	if !strings.Contains(address, "%") {
		return address
	}
	var b strings.Builder
	for at := 0; at < len(address); {
		n := codes(address[at:])
		if n == 0 {
			b.WriteByte(address[at])
			at++
			continue
		}
		decoded, _ := url.PathUnescape(address[at : at+n])
		if !utf8.ValidString(decoded) {
			return address
		}
		for _, r := range decoded {
			if unicode.IsSpace(r) || !unicode.IsPrint(r) || strings.ContainsRune(";/?:@&=+$,#%<>\"`", r) {
				b.WriteString(coded(r))
				continue
			}
			b.WriteRune(r)
		}
		at += n
	}
	return b.String()
}

// coded is a character as its codes.
func coded(r rune) string {
	var b strings.Builder
	for _, c := range []byte(string(r)) {
		fmt.Fprintf(&b, "%%%02X", c)
	}
	return b.String()
}

// codes is the length of the run of codes, as in "%E7%BF%BB", that an address
// starts with.
func codes(address string) int {
	n := 0
	for n+2 < len(address) && address[n] == '%' && isHex(address[n+1]) && isHex(address[n+2]) {
		n += 3
	}
	return n
}

func isHex(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f' }

// printAnchor writes the start tag of a link. One that leaves the site does not tell
// where the reader came from.
func printAnchor(p *printer, n ast.Node, dest, title string) {
	p.str("<a")
	p.address("href", p.r.Link(dest))
	if title != "" {
		p.attr("title", title)
	}
	if page.IsExternal(dest) {
		p.str(` rel="noreferrer"`)
	}
	p.attributes(n)
	p.str(">")
}

// printImage writes an image that is loaded when it comes into view.
func printImage(p *printer, n *ast.Image) {
	p.str("<img")
	if isScenario(string(n.Destination)) {
		p.part.Sheets.Gallery = true
		p.str(" data-thumbnail")
	}
	p.address("src", p.r.Image(string(n.Destination)))
	p.attr("alt", plainText(n, p.doc.source))
	if len(n.Title) > 0 {
		p.attr("title", unescape(n.Title))
	}
	p.str(` loading="lazy" decoding="async"`)
	p.attributes(n)
	p.str(">")
}

// alternative gives a hint about an image whose text for those who cannot see
// it is missing, or is the name of its file. described says that the author
// wrote one, be it empty: alt="" in HTML calls an image decoration.
func (r *reading) alternative(dest, alt string, described bool, place int) {
	name := path.Base(dest)
	switch stem := strings.TrimSuffix(name, path.Ext(name)); {
	case !described:
		r.report(diagnostic.Hint, "image-alt", place, place, "the image has no alternative text",
			"say what it shows, for those who cannot see it")
	case alt != "" && (alt == stem || alt == name):
		r.report(diagnostic.Hint, "image-alt", place, place, "the alternative text is only the name of the file",
			"say what the image shows, for those who cannot see it")
	}
}
