package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// speakers marks the items of the lists in an analogy with who speaks: A or B,
// written `A:`, `A：` or in bold at the start of the item.
func (v *visit) speakers(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		list, ok := c.(*ast.List)
		if !ok {
			continue
		}
		for item := list.FirstChild(); item != nil; item = item.NextSibling() {
			if name := speaker(item, v.doc.source); name != "" {
				item.SetAttributeString("data-speaker", name)
			}
		}
	}
}

// speaker returns the name an item begins with, or "".
func speaker(item ast.Node, source []byte) string {
	text := item.FirstChild()
	if text == nil || text.FirstChild() == nil {
		return ""
	}
	said := plainText(text, source)
	strong := text.FirstChild().Kind() == ast.KindEmphasis
	if strong {
		said = strings.TrimRight(plainText(text.FirstChild(), source), ":：") + ":"
	}
	for _, name := range []string{"A", "B"} {
		if strings.HasPrefix(said, name+":") || strings.HasPrefix(said, name+"：") {
			return name
		}
	}
	return ""
}
