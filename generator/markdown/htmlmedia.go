package markdown

import (
	"net/url"
	"slices"
	"strings"

	"woshou/generator/markup"
)

// allowed reports whether an element of an author's HTML may stand in the page. An
// iframe may show pages of the hosts that the site names, over TLS.
func (h *rawHTML) allowed(t markup.Token) bool {
	if markup.AllowedTag(t.Name) {
		return true
	}
	if !h.opt.Media || !markup.IsMedia(t.Name) {
		return false
	}
	if t.Name != "iframe" {
		return true
	}
	src, _ := t.Attrs.Get("src")
	u, err := url.Parse(src)
	return err == nil && (u.Scheme == "https" || u.Scheme == "" && u.Host != "") && slices.Contains(h.opt.Hosts, strings.ToLower(u.Host))
}

// addMedia adds to a start tag what keeps an element from doing more than it shows: a
// control takes no input, a page of another site cannot lead the reader's away.
func addMedia(t markup.Token, out *[]piece) {
	switch {
	case markup.IsControl(t.Name):
		*out = append(*out, piece{html: " disabled"})
	case t.Name == "iframe":
		*out = append(*out, piece{html: ` loading="lazy" referrerpolicy="no-referrer" sandbox="allow-scripts allow-same-origin allow-popups allow-presentation"`})
	}
}

// imageDirective is the directive of images, whose origins the page's links tell.
const imageDirective = "img-src"

// directiveOf is the directive of Content-Security-Policy under which an address that
// an attribute of an element holds is loaded, "" for one that is only a link.
func directiveOf(tag, attribute string) string {
	switch tag + " " + attribute {
	case "iframe src", "frame src":
		return "frame-src"
	case "video src", "audio src", "source src", "track src":
		return "media-src"
	case "script src":
		return "script-src"
	case "link href":
		return "style-src"
	case "object data", "embed src":
		return "object-src"
	case "form action", "button formaction", "input formaction":
		return "form-action"
	case "img src", "video poster", "input src":
		return imageDirective
	}
	return ""
}

// allow has the page's policy allow what an address is loaded from.
func (r *reading) allow(directive, address string) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || directive == "" {
		return
	}
	source := "'self'"
	switch {
	case u.Host != "" && !isPlainHost(u.Host):
		return
	case u.Host != "" && u.Scheme != "":
		source = strings.ToLower(u.Scheme + "://" + u.Host)
	case u.Host != "": // it takes the scheme of the page
		source = strings.ToLower(u.Host)
	case u.Scheme != "":
		source = strings.ToLower(u.Scheme) + ":"
	}
	r.allowSource(directive, source)
}

// allowSource has the page's policy allow a source.
func (r *reading) allowSource(directive, source string) {
	line := directive + " " + source
	if at, found := slices.BinarySearch(r.doc.Allows, line); !found {
		r.doc.Allows = slices.Insert(r.doc.Allows, at, line)
	}
}

// isPlainHost guards the policy against a host that would end its directive.
func isPlainHost(host string) bool {
	return !strings.ContainsFunc(host, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune(".-:[]", r))
	})
}
