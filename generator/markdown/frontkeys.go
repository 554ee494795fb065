package markdown

import (
	"bytes"
	"fmt"
	"slices"

	"woshou/generator/diagnostic"

	"github.com/goccy/go-yaml/ast"
)

// frontKeys are the keys of front matter that mean something to us, then those
// that mean something to VitePress or are a custom of many sites.
var frontKeys = []string{
	"title", "description", "layout", "date", "order", "draft", "protocol", "source", "hero", "features",
	"titleTemplate", "head", "navbar", "sidebar", "aside", "outline", "lastUpdated", "editLink", "footer",
	"pageClass", "isHome", "search", "prev", "next", "markdownStyles", "externalLinkIcon", "lang", "params",
	"author", "authors", "tags", "category", "categories", "keywords", "image", "cover", "updated", "permalink",
	"sidebarDepth", "sticky", "top", "icon", "index", "comments", "gitInfo", "publish", "created",
}

// unknownKeys reports the keys of front matter that nobody knows: a warning
// for one that was most likely misspelt, a hint for others, which do nothing.
func (v *visit) unknownKeys(matter ast.Node) {
	m, ok := plainNode(matter).(ast.MapNode)
	if !ok {
		return
	}
	for it := m.MapRange(); it.Next(); {
		key := scalar(it.Key())
		if key == "" || slices.Contains(frontKeys, key) || it.Key().GetToken() == nil {
			continue
		}
		if bytes.Contains(v.doc.source, []byte("$frontmatter")) { // the page prints keys of its own
			continue
		}
		severity, hint := diagnostic.Hint, "it has no effect"
		if near := diagnostic.DidYouMean(key, frontKeys); near != "" {
			severity, hint = diagnostic.Warning, near
		}
		place := v.tokenPlace(it.Key().GetToken())
		v.report(severity, "front-matter-key", place, place+len(key), fmt.Sprintf("unknown key `%s` in front matter", key), hint)
	}
}
