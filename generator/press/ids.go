package press

import (
	"bytes"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"woshou/generator/markdown"
	"woshou/generator/page"

	"golang.org/x/net/html"
)

// fragment is the end of an address that leads to an id, "" for none.
func fragment(id string) string {
	if id == "" {
		return ""
	}
	return "#" + (&url.URL{Fragment: id}).EscapedFragment()
}

// idSet are the ids that some HTML gives to its elements.
type idSet map[string]bool

// idsIn collects ids.
func idsIn(pieces ...[]byte) idSet {
	ids := idSet{}
	for _, piece := range pieces {
		if !sets(piece, "id") {
			continue
		}
		z := html.NewTokenizer(bytes.NewReader(piece))
		for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
			if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
				continue
			}
			for _, a := range z.Token().Attr {
				if a.Key == "id" {
					ids[a.Val] = true
				}
			}
		}
	}
	return ids
}

// sets reports whether HTML may give a value to one of some attributes. It sees
// every "=" after such a name, which is far quicker than to read the HTML; in
// most of it there is none.
func sets(piece []byte, attributes ...string) bool {
	for i := 0; ; i++ {
		n := bytes.IndexByte(piece[i:], '=')
		if n < 0 {
			return false
		}
		i += n
		before := bytes.TrimRight(piece[:i], " \t\r\n\f")
		for _, name := range attributes {
			if from := len(before) - len(name); from > 0 && bytes.EqualFold(before[from:], []byte(name)) {
				return true
			}
		}
	}
}

// shared are the ids that a page has too: those that its Markdown gives, and
// those of its drawings.
func (s idSet) shared(doc *markdown.Document) idSet {
	both := idSet{}
	for id := range s {
		_, taken := slices.BinarySearch(doc.IDs, id)
		both[id] = taken || slices.ContainsFunc(doc.Figures, func(f page.Figure) bool {
			return strings.HasPrefix(id, page.FigureIDs+f.ID)
		})
	}
	return both
}

// rename gives elements whose ids are in the set other ids, by a suffix, and
// has what refers to them in the same HTML follow.
func (s idSet) rename(piece []byte, suffix string) []byte {
	if len(s) == 0 || !sets(piece, naming...) && !bytes.Contains(piece, []byte("url(#")) {
		return piece
	}
	var out bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(piece))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		raw := bytes.Clone(z.Raw())
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			if t := z.Token(); s.renameIn(t.Attr, suffix) {
				raw = []byte(t.String())
			}
		}
		out.Write(raw)
	}
	return out.Bytes()
}

// renameIn reports whether it changed an attribute.
func (s idSet) renameIn(attributes []html.Attribute, suffix string) (changed bool) {
	for i := range attributes {
		a := &attributes[i]
		before := a.Val
		switch a.Key {
		case "id", "for", "name":
			if s[a.Val] {
				a.Val += suffix
			}
		case "href":
			if id, err := url.PathUnescape(strings.TrimPrefix(a.Val, "#")); err == nil && strings.HasPrefix(a.Val, "#") && s[id] {
				a.Val += suffix
			}
		case "aria-labelledby", "aria-describedby", "aria-controls":
			ids := strings.Fields(a.Val)
			for j, id := range ids {
				if s[id] {
					ids[j] += suffix
				}
			}
			a.Val = strings.Join(ids, " ")
		default:
			a.Val = paint.ReplaceAllStringFunc(a.Val, func(ref string) string {
				if id := ref[len("url(#") : len(ref)-1]; s[id] {
					return "url(#" + id + suffix + ")"
				}
				return ref
			})
		}
		changed = changed || a.Val != before
	}
	return changed
}

// naming are the attributes that give or name an id.
var naming = []string{"id", "for", "name", "href", "aria-labelledby", "aria-describedby", "aria-controls"}

// paint is how an attribute of a drawing names a pattern or a mask.
var paint = regexp.MustCompile(`url\(#[^)]*\)`)
