package twin

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// finishText ends a paragraph or a heading. What depends on what stands around
// it in its line is put right only now.
func (w *Writer) finishText(e *element) {
	end := len(w.out)
	for end > e.start && (w.out[end-1] == ' ' || w.out[end-1] == '\n') {
		end--
	}
	w.out = w.out[:end]
	var all edits
	if end > e.start {
		all = w.tags(all, e.start)
		if len(w.marks.tildes) > 1 { // they could pair up
			for _, at := range w.marks.tildes {
				all = append(all, edit{at: at, put: `\`})
			}
		}
		if e.kind == heading {
			all = w.closingMarks(all, e.start)
		} else {
			all = w.blockMarks(all, e.start)
		}
		w.out = append(all.apply(w.out, e.start), '\n')
	}
	w.marks = positions{tildes: w.marks.tildes[:0], spans: w.marks.spans[:0]}
}

// edit puts something into a text in the place of some bytes.
type edit struct {
	at, cut int
	put     string
}

type edits []edit

// apply puts the edits into the end of a text, from a place on.
func (all edits) apply(text []byte, from int) []byte {
	if len(all) == 0 {
		return text
	}
	slices.SortStableFunc(all, func(a, b edit) int { return a.at - b.at })
	rest := slices.Clone(text[from:])
	text = text[:from]
	for _, e := range all {
		text = append(append(text, rest[:e.at-from]...), e.put...)
		rest, from = rest[e.at-from+e.cut:], e.at+e.cut
	}
	return append(text, rest...)
}

// tags adds the places where stars and tildes would be text, because of what
// stands beside them: mostly Chinese, which has no blanks, beside punctuation.
// There the elements of HTML say the same.
//
// CommonMark 0.31, §6.2.
func (w *Writer) tags(all edits, start int) edits {
	for _, s := range w.marks.spans {
		mark := delimiter(s.kind)
		opens, _ := flanks(w.out[start:], s.open-start)
		_, closes := flanks(w.out[start:], s.close-start)
		if opens && closes {
			continue
		}
		name := map[Kind]string{Strong: "strong", Emphasis: "em", Deleted: "del"}[s.kind]
		all = append(all, edit{s.open, len(mark), "<" + name + ">"}, edit{s.close, len(mark), "</" + name + ">"})
	}
	return all
}

// flanks reports whether the run of marks around a place may open and close.
func flanks(text []byte, at int) (opens, closes bool) {
	from, to := at, at
	for from > 0 && text[from-1] == text[at] {
		from--
	}
	for to < len(text) && text[to] == text[at] {
		to++
	}
	before, after := ' ', ' '
	if from > 0 {
		before, _ = utf8.DecodeLastRune(text[:from])
	}
	if to < len(text) {
		after, _ = utf8.DecodeRune(text[to:])
	}
	isMark := func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }
	opens = !unicode.IsSpace(after) && (!isMark(after) || unicode.IsSpace(before) || isMark(before))
	closes = !unicode.IsSpace(before) && (!isMark(before) || unicode.IsSpace(after) || isMark(after))
	return opens, closes
}

// closingMarks adds the number signs at the end of a heading, which would be no
// text.
func (w *Writer) closingMarks(all edits, start int) edits {
	text := w.out[start:]
	if rest := bytes.TrimRight(text, "#"); len(rest) < len(text) && (len(rest) == 0 || rest[len(rest)-1] == ' ') {
		all = append(all, edit{at: len(w.out) - 1, put: `\`})
	}
	return all
}

// blockMarks adds where a line of a paragraph begins like a block.
func (w *Writer) blockMarks(all edits, from int) edits {
	if isDefinition(w.out[from:]) {
		all = append(all, edit{at: from, put: `\`})
	}
	for first := true; from < len(w.out); first = false {
		line, _, _ := bytes.Cut(w.out[from:], []byte{'\n'})
		if i := blockMark(line, first); i >= 0 {
			all = append(all, edit{at: from + i, put: `\`})
		}
		from += len(line) + 1
	}
	return all
}

// blockMark is where the first character of a line needs a backslash for the
// line to be text, -1 if it is.
func blockMark(line []byte, first bool) int {
	if len(line) == 0 {
		return -1
	}
	switch c := line[0]; c {
	case '>':
		return 0
	case '#':
		if rest := bytes.TrimLeft(line, "#"); len(line)-len(rest) <= 6 && (len(rest) == 0 || rest[0] == ' ') {
			return 0
		}
	case '=':
		if !first && len(bytes.Trim(line, "= ")) == 0 {
			return 0
		}
	case '-', '+', '*', ':', '|':
		isItem := c != ':' && c != '|' && (len(line) == 1 || line[1] == ' ')
		isRow := len(bytes.Trim(line, "-:| ")) == 0 && bytes.IndexByte(line, '-') >= 0
		if isItem || isRow {
			return 0
		}
	}
	if c := line[0]; '0' <= c && c <= '9' {
		i := len(line) - len(bytes.TrimLeft(line, "0123456789"))
		if i <= 9 && i < len(line) && (line[i] == '.' || line[i] == ')') && (i+1 == len(line) || line[i+1] == ' ') {
			return i
		}
	}
	return -1
}

// isDefinition reports whether a paragraph begins like the definition of a link.
func isDefinition(text []byte) bool {
	if text[0] != '[' {
		return false
	}
	for i := 1; i < len(text)-1; i++ {
		switch {
		case text[i] == '\\':
			i++
		case text[i] == ']':
			return text[i+1] == ':'
		}
	}
	return false
}

// longestRun is the length of the longest run of backticks.
func longestRun(s string) (longest int) {
	for run := 0; ; run = 0 {
		i := strings.IndexByte(s, '`')
		if i < 0 {
			return longest
		}
		for s = s[i:]; run < len(s) && s[run] == '`'; {
			run++
		}
		longest = max(longest, run)
		s = s[run:]
	}
}

func ticks(n int) string {
	if n <= 3 {
		return "```"[:n]
	}
	return strings.Repeat("`", n)
}

// plainInfo is what may stand behind a fence.
func plainInfo(lang string) string {
	return strings.Map(func(r rune) rune {
		if r == '`' || r == '\n' {
			return -1
		}
		return r
	}, lang)
}
