package site

import (
	"path"
	"strings"
	"unicode/utf8"

	"woshou/generator/diagnostic"
	"woshou/generator/page"

	"golang.org/x/text/unicode/norm"
)

// longestName is how many octets an element of an address may have, so that what
// is made of it fits into the 255 that file systems take: twins, drawings.
const longestName = 230

// longestAddress is how many octets an address may have.
const longestAddress = 1000

// codeName is the code of problems of a file's name.
const codeName = "file-name"

// folded is an address as the least discerning file system knows it: without
// regard to case, and to how accents are composed.
func folded(address string) string { return strings.ToLower(norm.NFC.String(address)) }

// portable reports what in a file's name keeps its address from being published:
// anywhere, which is an error, or on some systems, which is a warning.
func (c *claims) portable(source, address string) {
	report := func(severity diagnostic.Severity, message, hint diagnostic.Message) {
		c.problems = append(c.problems, diagnostic.Problem{
			Place: diagnostic.File(source), Severity: severity, Code: codeName, Message: message, Hint: hint,
		})
	}
	const rename = "rename the file, or the folder"
	if !utf8.ValidString(source) {
		report(diagnostic.Error, "the name is no UTF-8, which addresses are written in", rename)
		return
	}
	if len(address) > longestAddress {
		report(diagnostic.Error, diagnostic.Say("the address has more than %d octets", longestAddress), "use shorter names")
	}
	for name := range strings.SplitSeq(source, "/") {
		control := strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f })
		foreign := strings.IndexAny(name, `<>:"\|?*`)
		stem, _, _ := strings.Cut(name, ".")
		switch {
		case control:
			report(diagnostic.Error, "the name has a control character, such as the end of a line", rename)
		case len(name) > longestName:
			report(diagnostic.Error, diagnostic.Say("a name of more than %d octets", longestName), "use a shorter name")
		case foreign >= 0:
			report(diagnostic.Warning, diagnostic.Say("Windows has no names with %s", name[foreign:foreign+1]), rename)
		case page.IsDevice(strings.TrimRight(stem, " ")):
			report(diagnostic.Warning, diagnostic.Say("to Windows, %s is a device, whatever stands behind the dot", stem), rename)
		case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " "):
			report(diagnostic.Warning, "Windows drops the dot or the blank at the end of the name", rename)
		}
	}
}

// alike tells in what alone two names differ that one file system or another
// takes for the same.
func alike(source, other string) diagnostic.Message {
	one, two := path.Base(source), path.Base(other)
	switch {
	case one == two:
		return ""
	case norm.NFC.String(one) == norm.NFC.String(two):
		return diagnostic.Say("the name differs from that of %s only in how its characters are composed", other)
	case folded(one) == folded(two):
		return diagnostic.Say("the name differs from that of %s only in upper and lower case", other)
	}
	return ""
}
