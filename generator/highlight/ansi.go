package highlight

import (
	"regexp"
	"strings"
)

// ansiPattern finds what a terminal takes for orders: CSI and OSC sequences
// and the two-character ones. The group holds what sets colours.
var ansiPattern = regexp.MustCompile("\x1b(?:\\[([0-9;]*)m|\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b\n]*(?:\x07|\x1b\\\\)?|[ -/]*[0-~])?")

// ansiClasses are the classes of the colours of a terminal, those of tokens
// that look nearest; black and white are the colour of text.
var ansiClasses = map[string]byte{
	"31": 'd', "32": 's', "33": 'm', "34": 'f', "35": 't', "36": 'f',
	"90": 'c', "91": 'd', "92": 's', "93": 'm', "94": 'f', "95": 't', "96": 'f',
	"": 0, "0": 0, "30": 0, "37": 0, "39": 0, "97": 0,
}

// Text is code as a reader sees it: of what a terminal prints, without its orders.
func Text(code, lang string) string {
	if lang == "ansi" {
		return ansiPattern.ReplaceAllString(code, "")
	}
	return code
}

// highlightANSI returns what a terminal would print of a text.
func highlightANSI(code string) []byte {
	var f formatter
	class, last := byte(0), 0
	for _, m := range ansiPattern.FindAllStringSubmatchIndex(code, -1) {
		f.write(code[last:m[0]], class)
		last = m[1]
		if m[2] < 0 {
			continue
		}
		for order := range strings.SplitSeq(code[m[2]:m[3]], ";") {
			if order == "38" || order == "48" {
				break // what follows are no orders but shades
			}
			if c, ok := ansiClasses[order]; ok {
				class = c
			}
		}
	}
	f.write(code[last:], class)
	f.close()
	return []byte(f.out.String())
}
