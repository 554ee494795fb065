package press

import (
	"bytes"
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

// sheets are the addresses, from a page, of the further style sheets. The one
// sheet of a home page has all of these in it.
func (p *Press) sheets(page *site.Page, shell *themes.Page, body []byte) []string {
	if shell.Kind == themes.Home {
		return nil
	}
	var needed []string
	inBody := sheetsIn(body)
	inBody[themes.MarkSheet] = inBody[themes.MarkSheet] || shell.Notice != ""
	for _, s := range sheetHooks {
		if inBody[s.sheet] {
			needed = append(needed, site.Href(page.Address, p.theme.Sheet(s.sheet).Name))
		}
	}
	return needed
}
