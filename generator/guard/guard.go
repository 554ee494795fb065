// Package guard stands before a development server: it answers only what a
// reader's own browser asks of these pages, and holds no more connections than
// that needs.
package guard

import (
	"net"
	"net/http"
	"strings"
)

// longestTarget is how many octets a request target may have: RFC 9110 §4.1 asks
// for 8,000 at least.
const longestTarget = 8192

// Handler hands on to next only such requests as a reader's own browser makes for
// these pages. A name that somebody else's DNS points at this machine is no
// Host of ours, and no other site's script may read what is served here. Addr is
// where the server was told to listen, HOST:PORT.
func Handler(addr string, next http.Handler) http.Handler {
	own, _, _ := net.SplitHostPort(addr)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch status, reason := judge(r, own); status {
		case http.StatusOK:
			w.Header().Set("X-Content-Type-Options", "nosniff")
			w.Header().Set("Cache-Control", "no-store")
			w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
			next.ServeHTTP(w, r)
		case http.StatusMethodNotAllowed:
			w.Header().Set("Allow", "GET, HEAD")
			fallthrough
		default:
			w.Header().Set("Connection", "close") // who asks so asks no more
			http.Error(w, reason, status)
		}
	})
}

// judge is the status of a request, 200 for one that is answered, and the reason.
func judge(r *http.Request, own string) (status int, reason string) {
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		return http.StatusMethodNotAllowed, "only GET and HEAD are answered"
	case len(r.RequestURI) > longestTarget:
		return http.StatusRequestURITooLong, "this address is too long"
	case !isPath(r):
		return http.StatusBadRequest, "this is no address of a page"
	case r.ContentLength != 0:
		return http.StatusBadRequest, "a question has no body here"
	case !isOwnHost(r.Host, own):
		return http.StatusForbidden, "this host name is not served here"
	case !isOwnOrigin(r):
		return http.StatusForbidden, "pages of other sites are not answered"
	}
	return http.StatusOK, ""
}

// isPath reports whether the target names a path, in origin-form or, as proxies
// are asked, in absolute-form (RFC 9112 §3.2), and every character of it by
// itself: a slash that is written %2F separates nothing, and NUL is in no name.
func isPath(r *http.Request) bool {
	escaped := strings.ToLower(r.URL.EscapedPath())
	isRooted := strings.HasPrefix(r.URL.Path, "/") || r.URL.Path == "" && r.URL.Host != ""
	return isRooted && (r.URL.Scheme == "" || r.URL.Scheme == "http") &&
		!strings.Contains(escaped, "%2f") && !strings.Contains(escaped, "%5c") &&
		!strings.ContainsFunc(r.URL.Path, func(c rune) bool { return c < ' ' || c == 0x7f })
}

// isOwnHost accepts what cannot be another site's name: localhost and what is
// below it (RFC 6761 §6.3), addresses in numbers, and the name that the server was
// told to listen on.
func isOwnHost(host, own string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	if name == "" {
		return false
	}
	bare := strings.TrimSuffix(name, ".")
	return bare == "localhost" || strings.HasSuffix(bare, ".localhost") || net.ParseIP(name) != nil || name == strings.ToLower(own)
}

// isOwnOrigin refuses requests that the script, image or frame of another site
// makes. To follow a link from there is well.
func isOwnOrigin(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" && origin != originOf(r) {
		return false
	}
	site := r.Header.Get("Sec-Fetch-Site")
	return site == "" || site == "same-origin" || site == "none" ||
		r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
}

// IsSameOrigin reports whether a request says that a page from here makes it. At
// an address that is no secure context, such as that of this machine in a local
// network, browsers tell it by the Referer alone.
func IsSameOrigin(r *http.Request) bool {
	return r.Header.Get("Sec-Fetch-Site") == "same-origin" || r.Header.Get("Origin") == originOf(r) ||
		strings.HasPrefix(r.Header.Get("Referer"), originOf(r)+"/")
}

func originOf(r *http.Request) string { return "http://" + r.Host }
