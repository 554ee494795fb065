package search

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"
)

// postings are the units that a gram occurs in, ascending: in the title, the
// heading or the text of all, in the title or the heading of heads.
type postings struct{ all, heads []int }

// gramFiles writes the postings of every gram, spread over files by a hash.
func gramFiles(lang string, units []Unit) (files []File, shards int) {
	grams := collect(units)
	lines, size := make(map[string]string, len(grams)), 0
	for gram, p := range grams {
		lines[gram] = gram + "\t" + list(p.all, len(units)) + "\t" + list(p.heads, len(units)) + "\n"
		size += len(lines[gram])
	}
	shards = size/gramFile + 1
	texts := make([]strings.Builder, shards)
	for _, gram := range slices.Sorted(maps.Keys(lines)) {
		texts[hash(gram)%uint32(shards)].WriteString(lines[gram])
	}
	for i := range texts {
		name := fmt.Sprint("g", i)
		files = append(files, File{name + ".js", call(lang, name, "\n"+texts[i].String())})
	}
	return files, shards
}

func collect(units []Unit) map[string]*postings {
	grams := map[string]*postings{}
	of := func(gram string) *postings {
		p := grams[gram]
		if p == nil {
			p = &postings{}
			grams[gram] = p
		}
		return p
	}
	for i, u := range units {
		note := func(list *[]int) {
			if n := len(*list); n == 0 || (*list)[n-1] != i {
				*list = append(*list, i)
			}
		}
		Grams(u.Text, func(g string) { note(&of(g).all) })
		Grams(u.Title+"\n"+u.Heading, func(g string) {
			p := of(g)
			note(&p.all)
			note(&p.heads)
		})
	}
	return grams
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
