package markdown

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// isCJK reports whether r is East Asian for the purposes of emphasis and line
// breaks: East Asian Width wide, full or half, or Hangul, and not shown as an
// emoji by default. Curly quotes, dashes and the ellipsis have no width of
// their own (ambiguous) and are not.
func isCJK(r rune) bool {
	if r < 0x1100 {
		return false
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianHalfwidth:
		return !isEmoji(r)
	}
	return unicode.Is(unicode.Hangul, r)
}

// isEmoji reports whether r, a wide character, is shown in colour by default
// (Unicode's Emoji_Presentation). Among the wide ones that is every character
// of the symbol blocks but the few named here.
func isEmoji(r rune) bool {
	switch {
	case r < 0x231A, 0x2B55 < r && r < 0x1F000:
		return false
	case r <= 0x2B55:
		brackets := r == 0x2329 || r == 0x232A
		trigrams := 0x2630 <= r && r <= 0x2637 || 0x268A <= r && r <= 0x268F
		return !brackets && !trigrams && r < 0x2E80
	case r < 0x1F200:
		return true
	case r < 0x1F300: // squared ideographs, of which some are emoji
		return r == 0x1F201 || r == 0x1F21A || r == 0x1F22F ||
			0x1F232 <= r && r <= 0x1F236 || 0x1F238 <= r && r <= 0x1F23A ||
			r == 0x1F250 || r == 0x1F251
	}
	return r < 0x20000
}

// isChineseMark reports whether r is a mark that Chinese shares with Latin
// scripts: only the language of the page tells to which it belongs.
func isChineseMark(r rune) bool {
	switch r {
	case '“', '”', '‘', '’', '—', '…':
		return true
	}
	return false
}

// hasCJK reports whether s holds an East Asian character.
func hasCJK(s string) bool {
	for _, r := range s {
		if isCJK(r) {
			return true
		}
	}
	return false
}

// isChinese reports whether a language code is one of Chinese.
func isChinese(lang string) bool { return lang == "zh" || strings.HasPrefix(lang, "zh-") }
