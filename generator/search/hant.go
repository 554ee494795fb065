package search

import (
	_ "embed"
	"strings"
)

// simplified has a line for each traditional character that is written otherwise
// in simplified Chinese, with that: those of Big5 that GB 2312 lacks, by the
// transform Traditional-Simplified of Unicode's CLDR.
//
//go:embed simplified.txt
var simplified string

// isChinese reports whether an index has use for the table: hant.js, which a
// query loads that has pairs of characters that no page has.
func (a About) isChinese(lang string) bool { return strings.HasPrefix(a.Languages[lang].Lang, "zh") }

func hantFile(lang string) []byte {
	return call(lang, "hant", strings.ReplaceAll(strings.TrimSpace(simplified), "\n", ""))
}
