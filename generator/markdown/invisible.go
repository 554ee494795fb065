package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"woshou/generator/diagnostic"
)

// bidi are the characters that turn the order of what follows around, so that
// a line shows something else than a program reads in it.
var bidi = map[rune]diagnostic.Message{
	0x202A: "left-to-right embedding", 0x202B: "right-to-left embedding", 0x202C: "end of a direction",
	0x202D: "left-to-right override", 0x202E: "right-to-left override",
	0x2066: "left-to-right isolate", 0x2067: "right-to-left isolate", 0x2068: "isolate", 0x2069: "end of an isolate",
}

// invisible are characters without width, which hide in words: a search for
// the word does not find it, a command copied with one fails.
var invisible = map[rune]diagnostic.Message{
	0x00AD: "soft hyphen", 0x180E: "vowel separator", 0x200B: "zero-width space", 0x200C: "zero-width non-joiner",
	0x200D: "zero-width joiner", 0x2060: "word joiner", 0x2064: "invisible plus", 0xFEFF: "byte order mark",
}

// strays looks for characters that nobody sees.
type strays struct{ *reading }

// walk reports characters that nobody sees, code included, each once a line.
func (s *strays) walk() {
	src, last := s.doc.source, rune(0)
	for at, size := 0, 0; at < len(src); at += size {
		if size = 1; ' ' <= src[at] && src[at] < 0x7F { // nearly all of many texts
			continue
		}
		var r rune
		r, size = utf8.DecodeRune(src[at:])
		switch {
		case r == '\n':
			last = 0
		case r == 0x1B && bytes.HasPrefix(src[at+1:], []byte{'['}): // colours, in a block of a terminal's output
		case isUnseen(r):
			if r != last {
				s.stray(r, at)
			}
			last = r
		}
	}
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

// stray reports one of them. Joiners are at home in emoji and in many scripts,
// but not between Han or Latin letters.
func (s *strays) stray(r rune, at int) {
	src := s.doc.source
	severity, name := diagnostic.Warning, bidi[r]
	switch {
	case r == utf8.RuneError:
		s.report(severity, "control-character", at, at, "a character that was lost: the file is not UTF-8 here, or holds NUL or U+FFFD", "")
		return
	case name == "" && invisible[r] != "":
		severity, name = diagnostic.Hint, invisible[r]
		before, _ := utf8.DecodeLastRune(src[:at])
		after, _ := utf8.DecodeRune(src[at+utf8.RuneLen(r):])
		if (r == 0x200C || r == 0x200D) && !isPlainLetter(before) && !isPlainLetter(after) {
			return
		}
	case name == "":
		name = "control character"
	}
	s.report(severity, "control-character", at, at, diagnostic.Say("U+%04X (%s), which nobody sees, stands here", r, name), "delete it")
}

func isPlainLetter(r rune) bool { return unicode.In(r, unicode.Latin, unicode.Han) }
