package search

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
)

// postings are the units that a gram occurs in, ascending: in the title, the
// heading or the text of all, in the title or the heading of heads.
type postings struct{ all, heads []int }

// gramFiles writes the postings of every gram, spread over files by a hash.
func gramFiles(lang string, units []Unit) (files []File, shards int) {
	c := collector{ids: map[[longestWord]rune]int{}, words: map[string][]int{}}
	for i, u := range units {
		c.note(u.Text, i, false)
		c.note(u.Title+"\n"+u.Heading, i, true)
	}
	lines, size := make([]string, len(c.grams)), 0
	for id, gram := range c.grams {
		p := c.postings[id]
		lines[id] = gram + "\t" + list(p.all, len(units)) + "\t" + list(p.heads, len(units)) + "\n"
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
	ids      map[[longestWord]rune]int
	grams    []string
	postings []postings
	words    map[string][]int // the grams of a word: most words come often
}

// note adds a unit to the postings of the grams of a text.
func (c *collector) note(text string, unit int, head bool) {
	for _, run := range runs(Normal(text)) {
		if isCJK(run[0]) {
			gramsOf(run, func(gram []rune) { c.add(c.id(gram), unit, head) })
			continue
		}
		for _, id := range c.word(run) {
			c.add(id, unit, head)
		}
	}
}

func (c *collector) word(run []rune) []int {
	ids, known := c.words[string(run)]
	if !known {
		gramsOf(run, func(gram []rune) { ids = append(ids, c.id(gram)) })
		c.words[string(run)] = ids
	}
	return ids
}

// id is the number of a gram.
func (c *collector) id(gram []rune) int {
	var key [longestWord]rune
	copy(key[:], gram)
	id, known := c.ids[key]
	if !known {
		id = len(c.grams)
		c.ids[key] = id
		c.grams, c.postings = append(c.grams, string(gram)), append(c.postings, postings{})
	}
	return id
}

func (c *collector) add(id, unit int, head bool) {
	p := &c.postings[id]
	if n := len(p.all); n == 0 || p.all[n-1] != unit {
		p.all = append(p.all, unit)
	}
	if n := len(p.heads); head && (n == 0 || p.heads[n-1] != unit) {
		p.heads = append(p.heads, unit)
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

// list writes ascending numbers below n, in the shorter of two ways: as gaps,
// or as "!" and a map of bits.
func list(ids []int, n int) string {
	gaps := make([]int, len(ids))
	last := -1
	for i, id := range ids {
		gaps[i], last = id-last-1, id
	}
	short := numbers(gaps)
	if len(short) <= n/6+2 {
		return short
	}
	bits := make([]byte, (n+5)/6)
	for _, id := range ids {
		bits[id/6] |= 1 << (id % 6)
	}
	for i, b := range bits {
		bits[i] = digits[b]
	}
	return "!" + string(bits)
}

// numbers writes numbers in base 32, the low digit first; all but the last
// digit of a number are raised by 32.
func numbers(all []int) string {
	var b strings.Builder
	for _, n := range all {
		for ; n >= 32; n /= 32 {
			b.WriteByte(digits[32+n%32])
		}
		b.WriteByte(digits[n])
	}
	return b.String()
}
