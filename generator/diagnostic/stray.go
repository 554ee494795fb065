package diagnostic

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// codeStray is the code of a character that nobody sees.
const codeStray = "control-character"

// bidi are the characters that turn the order of what follows around, so that
// a line shows something else than a program reads in it.
var bidi = map[rune]Message{
	0x202A: "left-to-right embedding", 0x202B: "right-to-left embedding", 0x202C: "end of a direction",
	0x202D: "left-to-right override", 0x202E: "right-to-left override",
	0x2066: "left-to-right isolate", 0x2067: "right-to-left isolate", 0x2068: "isolate", 0x2069: "end of an isolate",
}

// invisible are characters without width, which hide in words: a search for
// the word does not find it, a command copied with one fails.
var invisible = map[rune]Message{
	0x00AD: "soft hyphen", 0x180E: "vowel separator", 0x200B: "zero-width space", 0x200C: "zero-width non-joiner",
	0x200D: "zero-width joiner", 0x2060: "word joiner", 0x2064: "invisible plus", 0xFEFF: "byte order mark",
}

// Strays reports the characters of a text that nobody sees, each once a line, by
// their offset; what it reports lacks only the place.
func Strays(text []byte, report func(at int, p Problem)) {
	last := rune(0)
	for at, size := 0, 0; at < len(text); at += size {
		if size = 1; ' ' <= text[at] && text[at] < 0x7F { // nearly all of many texts
			continue
		}
		var r rune
		r, size = utf8.DecodeRune(text[at:])
		switch {
		case r == '\n':
			last = 0
		case r == '\r' && bytes.HasPrefix(text[at+1:], []byte{'\n'}):
		case r == 0x1B && bytes.HasPrefix(text[at+1:], []byte{'['}): // colours, in a block of a terminal's output
		case isUnseen(r):
			if p, ok := stray(text, at, r, size); ok && r != last {
				report(at, p)
			}
			last = r
		}
	}
}

// StraysOf are the strays of a text that stands at o. A byte order mark at its
// beginning is none.
func StraysOf(o Origin, text string) (list []Problem) {
	known, at := 0, Place{Line: 1, Col: 1, Width: 1}
	if bytes.HasPrefix([]byte(text), []byte("\uFEFF")) {
		known = len("\uFEFF")
	}
	start := known
	Strays([]byte(text[start:]), func(offset int, p Problem) {
		for _, r := range text[known : start+offset] {
			if at.Col++; r == '\n' {
				at.Line, at.Col = at.Line+1, 1
			}
		}
		known = start + offset
		p.Place = o.Place(at)
		list = append(list, p)
	})
	return list
}

// isUnseen reports whether nobody sees a character. Most of those that are no
// ASCII stand behind all that are in the maps but one, and are not looked up.
func isUnseen(r rune) bool {
	switch {
	case r < 0x20 && r != '\t' || 0x7F <= r && r < 0xA0 || r == utf8.RuneError:
		return true
	case r < 0x2070 || r == 0xFEFF:
		return bidi[r] != "" || invisible[r] != ""
	}
	return false
}

// stray is the problem of an unseen character. Joiners are at home in emoji and in
// many scripts, but not between Han or Latin letters.
func stray(text []byte, at int, r rune, size int) (p Problem, ok bool) {
	p = Problem{Severity: Warning, Code: codeStray, Hint: "delete it"}
	name := bidi[r]
	switch {
	case r == utf8.RuneError && size == 1:
		p.Message, p.Hint = LostByte(text[at]), ""
		return p, true
	case r == utf8.RuneError:
		p.Message, p.Hint = "a character that was lost: the file is not UTF-8 here, or holds NUL or U+FFFD", ""
		return p, true
	case name == "" && invisible[r] != "":
		p.Severity, name = Hint, invisible[r]
		before, _ := utf8.DecodeLastRune(text[:at])
		after, _ := utf8.DecodeRune(text[at+size:])
		if (r == 0x200C || r == 0x200D) && !isPlainLetter(before) && !isPlainLetter(after) {
			return p, false
		}
	case name == "":
		name = "control character"
	}
	p.Message = Say("U+%04X (%s), which nobody sees, stands here", r, name)
	return p, true
}

// LostByte says that a byte belongs to no character.
func LostByte(b byte) Message {
	return Say(`the byte \x%02x stands here, and is no character: the file is not UTF-8`, b)
}

func isPlainLetter(r rune) bool { return unicode.In(r, unicode.Latin, unicode.Han) }
