package judge

import (
	"fmt"
	"strings"
)

// Compare returns in what the machine's run differs from the kernel's, one
// line each: a segment that only one of them has sent ("+" the kernel, "-" the
// machine), one that both have sent but with another window, another timestamp
// echoed or after another wait ("~"), and paths through the states. The order is
// that of each host: which of two that leave both hosts at about the same time
// is the first says nothing, and what follows from what the waits tell.
func Compare(kernel, machine Record, windows Windows) []string {
	var lines []string
	var pairs [][2]int
	for from := range hostNames {
		k, m := kernel.of(from), machine.of(from)
		differ, same := align(k.words(kernel), m.words(machine))
		lines = append(lines, differ...)
		for _, p := range same {
			pairs = append(pairs, [2]int{k[p[0]], m[p[1]]})
		}
	}
	lines = append(lines, compareWindows(kernel, machine, pairs, windows)...)
	lines = append(lines, compareEchoes(kernel, machine, pairs)...)
	lines = append(lines, compareWaits(kernel, machine, pairs)...)
	for i, name := range hostNames {
		if k, m := kernel.Paths[i], machine.Paths[i]; !sameWay(k, m) {
			lines = append(lines, "+ path "+name+" "+way(k), "- path "+name+" "+way(m))
		}
	}
	return lines
}

// Windows is how closely the windows of two runs are compared.
type Windows uint8

const (
	// Exact has every window be the same.
	Exact Windows = iota
	// Rough has the first window of each host and whether one is closed be the
	// same: how far a kernel's window moves within a buffer that is never full
	// depends on how its memory is laid out.
	Rough
)

// compareWindows compares the windows of the segments that both have sent.
func compareWindows(kernel, machine Record, pairs [][2]int, windows Windows) (lines []string) {
	for _, p := range pairs {
		k, m := kernel.Segments[p[0]], machine.Segments[p[1]]
		exact := windows == Exact || k.Has("SYN")
		if k.Fate == "forged" || k.Window == m.Window || !exact && (k.Window == 0) == (m.Window == 0) {
			continue
		}
		lines = append(lines, fmt.Sprintf("~ %v: window %d, not %d", k, k.Window, m.Window))
	}
	return lines
}

// compareEchoes compares whose timestamp the segments echo that both have sent.
func compareEchoes(kernel, machine Record, pairs [][2]int) (lines []string) {
	theirs := map[int]int{}
	for _, p := range pairs {
		theirs[p[0]] = p[1]
	}
	for _, p := range pairs {
		k, m := kernel.Segments[p[0]], machine.Segments[p[1]]
		if k.stamps == nil || m.stamps == nil || k.Fate == "forged" {
			continue
		}
		same := (k.stamps[1] == 0) == (m.stamps[1] == 0)
		if same && k.stamps[1] != 0 {
			same = false
			for i, s := range kernel.Segments[:p[0]] {
				j, common := theirs[i]
				same = same || common && s.echoedBy(k, 2) && machine.Segments[j].echoedBy(m, 0)
			}
		}
		if !same {
			lines = append(lines, fmt.Sprintf("~ %v: echoes another timestamp", k))
		}
	}
	return lines
}

// echoedBy reports whether the timestamp that o echoes is that of s, give or
// take so many milliseconds.
func (s Segment) echoedBy(o Segment, slack int32) bool {
	if s.stamps == nil || s.From == o.From && s.Fate != "forged" {
		return false
	}
	d := int32(s.stamps[0] - o.stamps[1])
	return -slack <= d && d <= slack
}

// sameWay reports whether a host that went the way m may have been seen to go
// the way k: all of it, but for states that lasted no time.
func sameWay(k, m []Stay) bool {
	for _, stay := range m {
		if len(k) > 0 && k[0].State == stay.State {
			k = k[1:]
		} else if !stay.Brief {
			return false
		}
	}
	return len(k) == 0
}

func way(path []Stay) string {
	var states []string
	for _, stay := range path {
		states = append(states, stay.State)
	}
	return strings.Join(states, " > ")
}

// indices are places in a record's list of segments.
type indices []int

// of are the segments of one host.
func (r Record) of(from int) (list indices) {
	for i, s := range r.Segments {
		if s.From == from {
			list = append(list, i)
		}
	}
	return list
}

func (list indices) words(r Record) (lines []string) {
	for _, i := range list {
		lines = append(lines, r.Segments[i].String())
	}
	return lines
}

// align is the shortest list of lines to add to b ("+") and to take from it
// ("-") that makes it a, and the pairs of lines that are the same.
func align(a, b []string) (lines []string, pairs [][2]int) {
	common := commonLengths(a, b)
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			lines = append(lines, "+ "+a[i])
			i++
		default:
			lines = append(lines, "- "+b[j])
			j++
		}
	}
	return lines, pairs
}

// commonLengths holds the length of the longest common subsequence of a[i:]
// and b[j:] at [i][j].
func commonLengths(a, b []string) [][]int {
	n := make([][]int, len(a)+1)
	for i := range n {
		n[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			n[i][j] = max(n[i+1][j], n[i][j+1])
			if a[i] == b[j] {
				n[i][j] = n[i+1][j+1] + 1
			}
		}
	}
	return n
}
