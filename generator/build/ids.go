package build

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// fragment is the end of an address that leads to an id, "" for none.
func fragment(id string) string {
	if id == "" {
		return ""
	}
	return "#" + (&url.URL{Fragment: id}).EscapedFragment()
}

// references are the attributes that name an id of the same page.
var references = map[string]bool{
	"for": true, "aria-labelledby": true, "aria-describedby": true, "aria-controls": true, "name": true,
}

// renameIDs gives the ids that clash with others of a page a suffix, and has
// what refers to them follow.
func renameIDs(page []byte, clashes func(id string) bool, suffix string) []byte {
	var out bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(page))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		raw := bytes.Clone(z.Raw())
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			out.Write(raw)
			continue
		}
		t := z.Token()
		if !renameIn(t.Attr, clashes, suffix) {
			out.Write(raw)
			continue
		}
		out.WriteString(t.String())
	}
	return out.Bytes()
}

// renameIn reports whether it changed an attribute.
func renameIn(attributes []html.Attribute, clashes func(id string) bool, suffix string) (changed bool) {
	for i := range attributes {
		a := &attributes[i]
		target, isLink := strings.CutPrefix(a.Val, "#")
		if id, err := url.PathUnescape(target); isLink && a.Key == "href" && err == nil && clashes(id) ||
			(a.Key == "id" || references[a.Key]) && clashes(a.Val) {
			a.Val += suffix
			changed = true
		}
	}
	return changed
}
