package press

import (
	"net/url"
	"slices"
	"strings"

	"woshou/generator/page"
)

// policy is the Content-Security-Policy of a page: the site's own files, images from
// the origins that the page's own Markdown names, and what its author's HTML needs
// where the site lets that in. Its own scripts may fetch its files (connect-src): the
// preview's do, as do auditors who ask for robots.txt from within the page.
func policy(images, allows []string) string {
	directives := [][]string{
		{"default-src", "'none'"}, {"style-src", "'self'"}, {"script-src", "'self'"},
		append([]string{"img-src", "'self'"}, images...), {"connect-src", "'self'"}, {"base-uri", "'none'"}, {"form-action", "'none'"},
	}
	for _, line := range allows {
		name, source, _ := strings.Cut(line, " ")
		i := slices.IndexFunc(directives, func(d []string) bool { return d[0] == name })
		switch {
		case i < 0:
			directives = append(directives, []string{name, source})
		case directives[i][1] == "'none'":
			directives[i][1] = source
		case !slices.Contains(directives[i], source):
			directives[i] = append(directives[i], source)
		}
	}
	var all []string
	for _, d := range directives {
		all = append(all, strings.Join(d, " "))
	}
	return strings.Join(all, "; ")
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
