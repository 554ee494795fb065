package markdown

import (
	"regexp"
	"strings"
)

// ansiPattern finds what a terminal takes for orders: CSI and OSC sequences
// and the two-character ones.
var ansiPattern = regexp.MustCompile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)?|[ -/]*[0-~])")

// plainANSI is what a terminal would print of a text, without its colours.
func plainANSI(text string) string {
	return strings.ReplaceAll(ansiPattern.ReplaceAllString(text, ""), "\x1b", "")
}
