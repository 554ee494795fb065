package judge

import "strings"

// Compare returns in what the machine's run differs from the kernel's, one
// line each, in the order of the run: a segment that only one of them has sent
// ("+" the kernel, "-" the machine), and paths through the states.
func Compare(kernel, machine Record) []string {
	lines := difference(words(kernel.Segments), words(machine.Segments))
	for i, name := range hostNames {
		if k, m := kernel.Paths[i], machine.Paths[i]; !sameWay(k, m) {
			lines = append(lines, "+ path "+name+" "+way(k), "- path "+name+" "+way(m))
		}
	}
	return lines
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

func words(segs []Segment) (lines []string) {
	for _, s := range segs {
		lines = append(lines, s.String())
	}
	return lines
}

// difference is the shortest list of lines to add to b ("+") and to take from
// it ("-") that makes it a.
func difference(a, b []string) (lines []string) {
	common := commonLengths(a, b)
	i, j := 0, 0
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			lines = append(lines, "+ "+a[i])
			i++
		default:
			lines = append(lines, "- "+b[j])
			j++
		}
	}
	return lines
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
