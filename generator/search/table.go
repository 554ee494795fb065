package search

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"
)

// table is the sorted lines of an index, cut into files: a gram and what is
// said of it. A file that is half as long as it should be ends where the next
// gram happens to be a good one to start a file with, or else when it is twice
// as long. So a change moves the cuts near it, but a few files on they are where
// they were.
type table struct {
	prefix byte // of its files' names
	target int  // about how large they are, in octets
}

// line is a gram and its posting; "" for a word of the vocabulary.
type line struct{ gram, posting string }

func (l line) size() int { return len(l.gram) + len(l.posting) + 2 }

// tables are the dictionary and the vocabulary of an index of so many pages.
// Those of large sites have larger files, and so fewer.
func tables(pages int) (dictionary, vocabulary table) {
	size := 9 << 10
	for n := 256; n < pages; n *= 2 {
		if size += size / 4; n >= 2048 {
			size += size / 5 // half as much again
		}
	}
	return table{'g', size}, table{'v', 24 << 10}
}

// isCommon reports whether a gram of such a posting is in about.js, of an index
// of so many pages: all postings are longer in an index of more. In larger ones
// those of a few grams would be too much for a start.
func isCommon(posting string, pages int) bool {
	return pages <= 32 && len(posting) >= 60 || pages <= 64 && len(posting) >= 80
}

// ends reports whether a file of so many octets ends before a gram.
func (t table) ends(size int, next string) bool {
	const goodOnes = 1 << 32 / 8 // one gram of eight
	return size >= t.target/2 && mixed(next) < goodOnes || size >= 2*t.target
}

// name is that of the file that starts at a gram, "" for the first.
func (t table) name(first string) string {
	a, b := hash(first, 2166136261), hash(first, 3339675911)
	return fmt.Sprintf("%c%08x%04x", t.prefix, a, b>>16)
}

// cut is how many of the lines the file has that starts with the first of them.
func (t table) cut(lines []line) int {
	size := 0
	for i, l := range lines {
		if i > 0 && t.ends(size, l.gram) {
			return i
		}
		size += l.size()
	}
	return len(lines)
}

// file is the file of lines that starts at first.
func (t table) file(lang, first string, lines []line) (name string, content []byte) {
	name = t.name(first)
	return name + ".js", call(lang, name, join(lines))
}

// join are lines as a file has them, with a comma before and after each.
func join(lines []line) string {
	var text strings.Builder
	text.WriteByte(',')
	for _, l := range lines {
		text.WriteString(l.gram)
		if l.posting != "" {
			text.WriteByte(' ')
			text.WriteString(l.posting)
		}
		text.WriteByte(',')
	}
	return text.String()
}

// parse reads a file.
func parse(script []byte) (lines []line, err error) {
	var text string
	if err := called(script, &text); err != nil {
		return nil, err
	}
	return split(text), nil
}

// split are the lines of a text that join made.
func split(text string) (lines []line) {
	for part := range strings.SplitSeq(strings.Trim(text, ","), ",") {
		if gram, posting, _ := strings.Cut(part, " "); gram != "" {
			lines = append(lines, line{gram, posting})
		}
	}
	return lines
}

// compare orders grams as a script does, by UTF-16: characters beyond the first
// plane come before the last ones in it.
func compare(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	if n < len(a) && n < len(b) && a[n] >= 0xEE && b[n] >= 0xEE && (a[n] >= 0xF0) != (b[n] >= 0xF0) {
		return cmp.Compare(b[n], a[n])
	}
	return cmp.Compare(a[n:], b[n:])
}

// hash is FNV-1a over characters, from a start of its own.
func hash(gram string, start uint32) uint32 {
	h := start
	for _, r := range gram {
		h = (h ^ uint32(r)) * 16777619
	}
	return h
}

// mixed is a hash all of whose digits depend on all of the gram, as the top ones
// of FNV do not.
func mixed(gram string) uint32 {
	h := hash(gram, 2166136261)
	h = (h ^ h>>16) * 0x85EBCA6B
	h = (h ^ h>>13) * 0xC2B2AE35
	return h ^ h>>16
}

// isWord reports whether a gram is in the vocabulary: a word or a number.
func isWord(gram string) bool {
	first, _ := utf8.DecodeRuneInString(gram)
	return classOf(first) != cjk
}
