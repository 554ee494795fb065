package front

import (
	"path"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/page"

	"github.com/goccy/go-yaml/ast"
)

// aliases reads the old addresses of a page, one or a list of them.
func (r *reader) aliases(into *[]page.Alias) func(ast.Node) {
	one := func(n ast.Node) {
		var text string
		r.str(&text)(n)
		if text == "" || n.GetToken() == nil {
			return
		}
		address, ok := aliasOf(text)
		if !ok {
			r.warn(n, diagnostic.Say("`%s` is no address of a page of this site; write it from the site's root, such as /old/page.html", text))
			return
		}
		at := r.offset(n.GetToken())
		*into = append(*into, page.Alias{Address: address, Place: r.text.Span(at, at+1)})
	}
	return func(n ast.Node) {
		if isScalar(n) {
			one(n)
			return
		}
		r.list(n, one)
	}
}

// aliasOf is the file that answers an old address, which is spelled from the
// site's root: /old/ is old/index.html, /old is old.html.
func aliasOf(text string) (address string, ok bool) {
	if page.Scheme(text) != "" || strings.HasPrefix(text, "//") || strings.ContainsAny(text, `?#\`) {
		return "", false
	}
	folder := strings.HasSuffix(text, "/")
	address = strings.TrimPrefix(text, "/")
	if address != path.Clean(address) && address != path.Clean(address)+"/" || strings.HasPrefix(address, ".") {
		return "", false
	}
	switch {
	case folder:
		address += "index.html"
	case path.Ext(address) == "" || isNumbered(path.Ext(address)):
		address += ".html"
	}
	return address, path.Ext(address) == ".html" || path.Ext(address) == ".htm"
}

// isNumbered reports whether what looks like an ending is the end of a number, as in
// /v1.2: no kind of file is called so.
func isNumbered(ending string) bool {
	return len(ending) > 1 && '0' <= ending[1] && ending[1] <= '9'
}
