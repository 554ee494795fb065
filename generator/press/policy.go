package press

import (
	"net/url"
	"slices"
	"strings"

	"woshou/generator/page"
)

// policy is the Content-Security-Policy of a page: the site's own files, and
// images from the origins that the page's own Markdown names. Its own
// scripts may fetch its files (connect-src): the preview's do, as do auditors
// who ask for robots.txt from within the page.
func policy(images []string) string {
	return strings.Join([]string{
		"default-src 'none'",
		"style-src 'self'",
		"script-src 'self'",
		strings.Join(append([]string{"img-src 'self'"}, images...), " "),
		"connect-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
	}, "; ")
}

// imageOrigins are the origins of a page's images elsewhere, sorted.
func imageOrigins(links []page.Link) []string {
	var origins []string
	for _, link := range links {
		if !link.Image {
			continue
		}
		u, err := url.Parse(link.Dest)
		if err != nil || u.Host == "" || !isHost(u.Host) {
			continue
		}
		switch strings.ToLower(u.Scheme) {
		case "http", "https":
			origins = append(origins, strings.ToLower(u.Scheme+"://"+u.Host))
		case "": // //host/path takes the scheme of the page
			origins = append(origins, strings.ToLower(u.Host))
		}
	}
	slices.Sort(origins)
	return slices.Compact(origins)
}

// isHost guards the policy against a host that would end its directive.
func isHost(host string) bool {
	return !strings.ContainsFunc(host, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune(".-:[]", r))
	})
}
