package page

import (
	"path"
	"strings"
)

// schemes are those that a link may have; anything else could run something.
var schemes = map[string]bool{"http": true, "https": true, "mailto": true, "tel": true}

// Scheme returns the scheme of an address in lower case, or "" for a relative
// one. Like a browser it overlooks blanks and controls, which could hide one.
func Scheme(dest string) string {
	dest = strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7F {
			return -1
		}
		return r
	}, dest)
	i := strings.IndexAny(dest, ":/?#")
	if i < 0 || dest[i] != ':' {
		return ""
	}
	return strings.ToLower(dest[:i])
}

// AllowedLink reports whether dest may stand in href: a relative address, or one
// with a scheme that runs nothing.
func AllowedLink(dest string) bool {
	s := Scheme(dest)
	return s == "" && !strings.HasPrefix(strings.TrimSpace(dest), ":") || schemes[s]
}

// AllowedImage reports whether dest may stand in src.
func AllowedImage(dest string) bool {
	return AllowedLink(dest) && Scheme(dest) != "mailto" && Scheme(dest) != "tel"
}

// IsExternal reports whether dest leaves the site.
func IsExternal(dest string) bool {
	return Scheme(dest) != "" || strings.HasPrefix(dest, "//")
}

// Rel is the relative address that leads from one address of the site to
// another: Rel("en/guide/tcp.html", "en/index.html") is "../index.html".
func Rel(from, to string) string {
	back := strings.Split(path.Dir(from), "/")
	if back[0] == "." {
		back = nil
	}
	ahead := strings.Split(to, "/")
	for len(back) > 0 && len(ahead) > 1 && back[0] == ahead[0] {
		back, ahead = back[1:], ahead[1:]
	}
	return strings.Repeat("../", len(back)) + strings.Join(ahead, "/")
}
