package search

import "strings"

// digits are the 64 characters that numbers are written in.
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"

// posting is where a gram is, as text: for each page how many it skips, then
// a digit for each section, of three parts:
//
//	1        another section of the page follows
//	2…16     the level
//	…48      how many sections it skips, from 3 on with a number behind it
//
// Numbers are in base 32, the low digit first, all but the last raised by 32.
// It is kept as it will be written, so that an index fits into memory.
type posting struct {
	text []byte
	page int // the least that is not in it yet
	next int // the least section of the last page that is not in it yet
	last int // where the digit of the last section is
}

func (p *posting) add(page int, o occurrence) {
	if page >= p.page {
		p.text = appendNumber(p.text, page-p.page)
		p.page, p.next = page+1, 0
	} else {
		p.text[p.last] = digits[value(p.text[p.last])|1]
	}
	skip := o.section - p.next
	p.next, p.last = o.section+1, len(p.text)
	p.text = append(p.text, digits[min(skip, 3)<<4|o.level<<1])
	if skip >= 3 {
		p.text = appendNumber(p.text, skip-3)
	}
}

// join puts a posting of later pages behind.
func (p *posting) join(later posting) {
	first, rest := number(later.text)
	p.text = append(appendNumber(p.text, first-p.page), rest...)
	p.page = later.page
}

// String is the posting as an index has it.
func (p *posting) String() string { return string(p.text) }

// appendNumber appends a number in base 32.
func appendNumber(text []byte, n int) []byte {
	for ; n >= 32; n /= 32 {
		text = append(text, digits[32+n%32])
	}
	return append(text, digits[n])
}

func value(digit byte) int { return strings.IndexByte(digits, digit) }

// number reads a number at the start of a text, and returns what follows.
func number[T string | []byte](text T) (n int, rest T) {
	for i, unit := 0, 1; i < len(text); i, unit = i+1, unit*32 {
		d := value(text[i])
		n += d % 32 * unit
		if d < 32 {
			return n, text[i+1:]
		}
	}
	return n, text[len(text):]
}

// sections is how long the part of a posting is that has the sections of a page.
func sections(text string) int {
	rest := text
	for rest != "" {
		d := value(rest[0])
		rest = rest[1:]
		if d>>4 == 3 {
			_, rest = number(rest)
		}
		if d&1 == 0 {
			break
		}
	}
	return len(text) - len(rest)
}

// replaced is a posting with other sections for a page, "" for none.
func replaced(text string, page int, entry string) string {
	var out []byte
	next := 0 // the least page that was not written yet
	write := func(page int, entry string) {
		if entry != "" {
			out = append(appendNumber(out, page-next), entry...)
			next = page + 1
		}
	}
	done := false
	for at := -1; text != ""; {
		gap, rest := number(text)
		at += gap + 1
		if at >= page && !done {
			write(page, entry)
			done = true
		}
		n := sections(rest)
		if at != page {
			write(at, rest[:n])
		}
		text = rest[n:]
	}
	if !done {
		write(page, entry)
	}
	return string(out)
}
