package build

import (
	"bytes"
	"slices"
	"strings"

	"woshou/generator/site"
	"woshou/themes"
)

// sheetHooks tell by the body of a page which further style sheets it needs.
// Between the quotes of an attribute they would be escaped, so they are found
// only where the reader of Markdown, or the author's HTML, put an element.
var sheetHooks = []struct {
	sheet string
	hooks []string
}{
	{themes.CodeSheet, []string{
		" data-hl=\"", " data-focus=\"", " data-add=\"", " data-del=\"", " data-error=\"", " data-warn=\"",
		" data-n=\"", "<div data-title>", "<label data-label>",
	}},
	{themes.MarkSheet, []string{" data-badge=\"", " data-math=\"", " data-toc ", "<img data-thumbnail ", " data-stale>", " data-untranslated"}},
}

// sheetsIn reports which of the style sheets some HTML needs. It looks at what
// follows each "data-", which every hook has in it.
func sheetsIn(body []byte) map[string]bool {
	needed := map[string]bool{}
	for at := 0; ; at += len("data-") {
		n := bytes.Index(body[at:], []byte("data-"))
		if n < 0 {
			return needed
		}
		at += n
		for _, s := range sheetHooks {
			for _, hook := range s.hooks {
				from := at - strings.Index(hook, "data-")
				if from >= 0 && bytes.HasPrefix(body[from:], []byte(hook)) {
					needed[s.sheet] = true
				}
			}
		}
	}
}

// sheets are the addresses, from a page, of the further style sheets.
func (p *Press) sheets(page *site.Page, shell *themes.Page, body []byte) []string {
	var needed []string
	if hasPictures(shell.Hero) || shell.Notice != "" {
		needed = append(needed, site.Href(page.Address, p.theme.Sheet(themes.MarkSheet).Name))
	}
	inBody := sheetsIn(body)
	for _, s := range sheetHooks {
		href := site.Href(page.Address, p.theme.Sheet(s.sheet).Name)
		if inBody[s.sheet] && !slices.Contains(needed, href) {
			needed = append(needed, href)
		}
	}
	return needed
}
