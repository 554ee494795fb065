package conformance

import (
	"net/url"
	"path"
	"regexp"
	"strings"
)

// place says where a page stands, so that every spelling of a link to the
// same page reads the same: relative or from the root, with or without
// .html, .md or index, escaped or not.
type place struct {
	page string          // path of the page, as it lies in its tree, without suffix: en/guide/deploy
	root string          // folder published at the site root, or ""
	base string          // prefix of links from the root
	tops map[string]bool // top folders of the site

	// built marks a page that a generator made: there a link to a .md file or
	// a component that was not rendered is a fault, not a spelling.
	built bool
}

var scheme = regexp.MustCompile(`^([a-zA-Z][a-zA-Z0-9+.-]*:|//)`)

func (p place) href(s string) string {
	s = strings.TrimSpace(s)
	if scheme.MatchString(s) {
		return strings.TrimSuffix(unescape(s), "/")
	}
	rest, frag, _ := strings.Cut(s, "#")
	rest, query, hasQuery := strings.Cut(rest, "?")
	out := ""
	if rest != "" {
		out = p.resolve(unescape(rest))
		out = strings.TrimSuffix(out, ".html")
		if !p.built {
			out = strings.TrimSuffix(out, ".md")
		}
		if path.Base(out) == "index" || path.Base(out) == "README" {
			out = path.Dir(out)
		}
		if out == p.rooted(path.Clean("/"+strings.TrimSuffix("/"+p.page, "/index"))) {
			out = ""
		}
	}
	if hasQuery {
		out += "?" + query
	}
	if frag != "" {
		out += "#" + unescape(frag)
	}
	return out
}

// resolve returns a path from the root of the tree of sources.
func (p place) resolve(s string) string {
	if !strings.HasPrefix(s, "/") {
		return p.rooted(path.Join("/", path.Dir(p.page), s))
	}
	s = path.Clean(s)
	if b := strings.TrimSuffix(p.base, "/"); b != "" && (s == b || strings.HasPrefix(s, b+"/")) {
		s = path.Clean("/" + strings.TrimPrefix(s, b))
	}
	return p.rooted(s)
}

// rooted puts the root folder before a path that lies in no other top folder.
func (p place) rooted(s string) string {
	if first, _, _ := strings.Cut(s[1:], "/"); p.root != "" && !p.tops[first] {
		return path.Join("/", p.root, s)
	}
	return s
}

// hashed matches a content hash before the suffix of a file name: eight or
// more letters and digits with a digit among them, or Vite's eight characters.
var hashed = regexp.MustCompile(`([.-][0-9A-Za-z_]{8,}|\.[0-9A-Za-z_-]{8})(\.[a-z0-9]+)$`)

// src keeps the file name of a local image, without a content hash, since
// generators are free to move and rename assets.
func (p place) src(s string) string {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "data:") {
		return "data:"
	}
	if scheme.MatchString(s) {
		return s
	}
	s, _, _ = strings.Cut(s, "?")
	name := path.Base(unescape(s))
	for {
		m := hashed.FindStringSubmatch(name)
		if m == nil || m[1][0] == '-' && !strings.ContainsAny(m[1], "0123456789") {
			return name
		}
		name = strings.TrimSuffix(name, m[0]) + m[2]
	}
}

func unescape(s string) string {
	if u, err := url.PathUnescape(s); err == nil {
		return u
	}
	return s
}
