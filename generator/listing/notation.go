package listing

import (
	"math/bits"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// notationStart begins a note to the renderer in a comment of some code:
//
//	a() // [!code ++]
//	# [!code focus:2]
//
// It marks its line, or with a number that many from there on, and is not
// shown. In a line that holds nothing else it marks those that follow, and the
// line goes. `[!!code` is shown as it is.
const notationStart = "[!code "

var notationPattern = regexp.MustCompile(`[ \t]*\[!code (\+\+|--|highlight|hl|focus|error|warning|info)(?::(\d{1,6}))?\]`)

var notationMarks = map[string]lineMark{
	"++": added, "--": removed, "highlight": marked, "hl": marked, "info": marked,
	"focus": focused, "error": wrong, "warning": doubtful,
}

// commentStarts are the signs that begin a comment in one language or another,
// longer ones before those they begin with. Strings of some languages begin
// with what begins a comment of others; no harm comes of taking them for one.
var commentStarts = []string{"//", "/*", "<!--", "--", "#", ";", "%", `"`, "'"}

// commentPairs are comments with nothing left in them.
var commentPairs = regexp.MustCompile(`[ \t]*(?:\{\s*/\*\s*\*/\s*\}|/\*+\s*\*/|<!--\s*-->|(?://+|--|#|;+|%+|"|'|\*)[ \t]*$)[ \t]*$`)

// readNotation takes the notation out of lines, and returns the lines that are
// left with their marks.
func readNotation(lines []string, marks []lineMark, lang string) ([]string, []lineMark) {
	keptLines, keptMarks := lines[:0], marks[:0]
	var until [len(lineMarks)]int // by kind, the line before which it ends
	for i, line := range lines {
		rest, notes := line, []note(nil)
		if strings.Contains(line, notationStart) {
			rest, notes = cutNotation(line, lang)
		}
		alone := len(notes) > 0 && strings.TrimSpace(rest) == ""
		for _, n := range notes {
			end := i + n.lines
			if alone {
				end++
			}
			k := bits.TrailingZeros8(uint8(n.mark))
			until[k] = max(until[k], end)
		}
		for k, m := range lineMarks {
			if i < until[k] {
				marks[i] |= m.mark
			}
		}
		if !alone {
			keptLines, keptMarks = append(keptLines, rest), append(keptMarks, marks[i])
		}
	}
	return keptLines, keptMarks
}

// note is one notation.
type note struct {
	mark  lineMark
	lines int
}

// cutNotation takes the notation out of a line, and the comment that held it
// if nothing else is in that.
func cutNotation(line, lang string) (rest string, notes []note) {
	found := notationPattern.FindAllStringSubmatchIndex(line, -1)
	if len(found) == 0 || !inComment(line[:found[0][1]], lang) {
		return line, nil
	}
	var b strings.Builder
	last := 0
	for _, m := range found {
		n := note{notationMarks[line[m[2]:m[3]]], 1}
		if m[4] >= 0 {
			n.lines, _ = strconv.Atoi(line[m[4]:m[5]]) // digits, few enough
		}
		notes = append(notes, n)
		b.WriteString(line[last:m[0]])
		last = m[1]
	}
	b.WriteString(line[last:])
	rest = b.String()
	if at := commentPairs.FindStringIndex(rest); at != nil {
		rest = rest[:at[0]]
	}
	return strings.TrimRight(rest, " \t"), notes
}

// inComment reports whether a comment begins in s. In plain text, where
// nothing says what a comment is, it must begin the line.
func inComment(s, lang string) bool {
	trimmed := strings.TrimLeft(s, " \t")
	starts := func(sign string) bool { return strings.HasPrefix(trimmed, sign) }
	if slices.ContainsFunc(commentStarts, starts) || starts("*") {
		return true
	}
	switch lang {
	case "", "text", "txt", "plain", "plaintext", "ansi":
		return false
	}
	return slices.ContainsFunc(commentStarts, func(sign string) bool { return strings.Contains(s, sign) })
}
