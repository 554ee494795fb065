package protocol

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"woshou/diagrams/scenario/lines"
)

// Value is what a variable or a field holds: a number, a word (a value of some
// choice), a host or nobody, or a set of hosts. Equal values are equal.
type Value uint16

// Where the kinds of values begin.
const (
	words0 Value = 1 << 14 // and the number of the word
	nobody Value = 2 << 14 // and, of a host, its number from 1
	sets0  Value = 3 << 14 // and a bit for each host
)

// HostValue is the value that stands for a host, by its index.
func HostValue(i int) Value { return nobody + 1 + Value(i) }

// host is the index of the host that v stands for.
func (v Value) host() (i int, ok bool) {
	return int(v) - int(nobody) - 1, v > nobody && v < sets0
}

// has reports whether the set v has a host.
func (v Value) has(i int) bool { return v>>i&1 == 1 }

// Value is the value that a word stands for: a number, a value of some choice, a
// host or nobody.
func (p *Program) Value(word string) (v Value, ok bool) {
	if lines.IsDigits(word) {
		n, ok := lines.AtMost(word, MaxNumber)
		return Value(n), ok
	}
	if word == "nobody" {
		return nobody, true
	}
	if i := slices.Index(p.values, word); i >= 0 {
		return words0 + Value(i), true
	}
	i := p.Host(word)
	return HostValue(i), i >= 0
}

// Words are the values of all choices that are no numbers.
func (p *Program) Words() []string { return p.values }

// Say is v in words.
func (p *Program) Say(v Value) string {
	switch {
	case v < words0:
		return strconv.Itoa(int(v))
	case v < nobody:
		return p.values[v-words0]
	case v == nobody:
		return "nobody"
	case v < sets0:
		i, _ := v.host()
		return p.Hosts[i].Name
	}
	var names []string
	for set := v - sets0; set != 0; set &= set - 1 {
		names = append(names, p.Hosts[bits.TrailingZeros16(uint16(set))].Name)
	}
	return "{" + strings.Join(names, ", ") + "}"
}
