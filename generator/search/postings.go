package search

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
)

// postings are the units that a gram occurs in: in the title, the heading or
// the text of all, in the title or the heading of heads.
type postings struct{ all, heads list }

// gramFiles writes the postings of every gram, spread over files by a hash.
func gramFiles(lang string, units []Unit) (files []File, shards int) {
	c := collector{ids: map[string]int{}, words: map[string][]int{}}
	for i, u := range units {
		c.note(u.Text, i, false)
		c.note(u.Title+"\n"+u.Heading, i, true)
	}
	lines, size := make([]string, len(c.grams)), 0
	for id, gram := range c.grams {
		p := &c.postings[id]
		lines[id] = gram + "\t" + p.all.text(len(units)) + "\t" + p.heads.text(len(units)) + "\n"
		size += len(lines[id])
	}
	slices.Sort(lines)
	shards = size/gramFile + 1
	texts := make([]strings.Builder, shards)
	for _, line := range lines {
		gram, _, _ := strings.Cut(line, "\t")
		texts[hash(gram)%uint32(shards)].WriteString(line)
	}
	for i := range texts {
		name := fmt.Sprint("g", i)
		files = append(files, File{name + ".js", call(lang, name, "\n"+texts[i].String())})
	}
	return files, shards
}

// collector gathers the postings of all grams, each by a number.
type collector struct {
	ids      map[string]int
	grams    []string
	postings []postings
	words    map[string][]int // the grams of a word: most words come often
}

// note adds a unit to the postings of the grams of a text.
func (c *collector) note(text string, unit int, head bool) {
	for run, longest := range runs(Normal(text)) {
		if longest == longestCJK {
			gramsOf(run, longest, func(gram string) { c.add(c.id(gram), unit, head) })
			continue
		}
		for _, id := range c.word(run) {
			c.add(id, unit, head)
		}
	}
}

func (c *collector) word(run string) []int {
	ids, known := c.words[run]
	if !known {
		gramsOf(run, longestWord, func(gram string) { ids = append(ids, c.id(gram)) })
		c.words[strings.Clone(run)] = ids
	}
	return ids
}

// id is the number of a gram.
func (c *collector) id(gram string) int {
	id, known := c.ids[gram]
	if !known {
		id = len(c.grams)
		gram = strings.Clone(gram) // or it would hold the whole text
		c.ids[gram] = id
		c.grams, c.postings = append(c.grams, gram), append(c.postings, postings{})
	}
	return id
}

func (c *collector) add(id, unit int, head bool) {
	p := &c.postings[id]
	p.all.add(unit)
	if head {
		p.heads.add(unit)
	}
}

// hash is FNV-1a over UTF-16 code units, which is what a script sees.
func hash(gram string) uint32 {
	h := uint32(2166136261)
	for _, c := range utf16.Encode([]rune(gram)) {
		h = (h ^ uint32(c)) * 16777619
	}
	return h
}

// digits are the 64 characters that lists are written in.
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"

// list are ascending numbers, each as how many it skips. It is as long as the
// text of it, so that the index of a large site fits into memory.
type list struct {
	next int // the least number that is not in it yet
	gaps []byte
}

// add adds a number; but the last one again changes nothing.
func (l *list) add(id int) {
	if id >= l.next {
		l.gaps = number(l.gaps, id-l.next)
		l.next = id + 1
	}
}

// text writes numbers below n, in the shorter of two ways: as gaps, or as "!"
// and a map of bits.
func (l *list) text(n int) string {
	if len(l.gaps) <= n/6+2 {
		return string(l.gaps)
	}
	bits := make([]byte, (n+5)/6)
	id, gap, unit := -1, 0, 1
	for _, digit := range l.gaps {
		d := strings.IndexByte(digits, digit)
		gap += d % 32 * unit
		if unit *= 32; d < 32 {
			id += gap + 1
			bits[id/6] |= 1 << (id % 6)
			gap, unit = 0, 1
		}
	}
	for i, b := range bits {
		bits[i] = digits[b]
	}
	return "!" + string(bits)
}

// numbers writes numbers one after the other.
func numbers(all []int) string {
	var text []byte
	for _, n := range all {
		text = number(text, n)
	}
	return string(text)
}

// number appends a number in base 32, the low digit first; all but its last
// digit are raised by 32.
func number(text []byte, n int) []byte {
	for ; n >= 32; n /= 32 {
		text = append(text, digits[32+n%32])
	}
	return append(text, digits[n])
}
