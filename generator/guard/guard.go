// Package guard stands before a development server: it answers only what a
// reader's own browser asks of these pages.
package guard

import (
	"net"
	"net/http"
	"strings"
)

// Handler hands on to next only such requests as a reader's own browser makes for
// these pages. A name that somebody else's DNS points at this machine is no
// Host of ours, and no other site's script may read what is served here. Addr is
// where the server was told to listen, HOST:PORT.
func Handler(addr string, next http.Handler) http.Handler {
	own, _, _ := net.SplitHostPort(addr)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			w.Header().Set("Allow", "GET, HEAD")
			http.Error(w, "only GET and HEAD are answered", http.StatusMethodNotAllowed)
		case !isOwnHost(r.Host, own):
			http.Error(w, "this host name is not served here", http.StatusForbidden)
		case !isOwnOrigin(r):
			http.Error(w, "pages of other sites are not answered", http.StatusForbidden)
		default:
			w.Header().Set("X-Content-Type-Options", "nosniff")
			w.Header().Set("Cache-Control", "no-store")
			w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
			next.ServeHTTP(w, r)
		}
	})
}

// isOwnHost accepts what cannot be another site's name: localhost, addresses
// in numbers, and the name that the server was told to listen on.
func isOwnHost(host, own string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	return name == "localhost" || net.ParseIP(name) != nil || name != "" && name == strings.ToLower(own)
}

// isOwnOrigin refuses requests that the script, image or frame of another site
// makes. To follow a link from there is well.
func isOwnOrigin(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host {
		return false
	}
	site := r.Header.Get("Sec-Fetch-Site")
	return site == "" || site == "same-origin" || site == "none" ||
		r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document"
}
