package replay

// align finds the messages of a run that are those of a capture, in the same
// order: for each of the capture the place of the one in the run, or -1. Of all
// ways to pair them it is one with the most pairs.
func align(shown, run []sight) []int {
	pairs := make([]int, len(shown))
	for i := range pairs {
		pairs[i] = -1
	}
	begin := 0
	for begin < len(shown) && begin < len(run) && shown[begin].key == run[begin].key {
		pairs[begin] = begin
		begin++
	}
	pairRest(shown[begin:], run[begin:], func(i, j int) { pairs[begin+i] = begin + j })
	return pairs
}

// pairRest pairs the longest common sequence of two lists.
func pairRest(a, b []sight, pair func(i, j int)) {
	longest := make([][]int32, len(a)+1) // of a[i:] and b[j:]
	for i := range longest {
		longest[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i].key == b[j].key {
				longest[i][j] = longest[i+1][j+1] + 1
			} else {
				longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].key == b[j].key:
			pair(i, j)
			i, j = i+1, j+1
		case longest[i+1][j] >= longest[i][j+1]:
			i++
		default:
			j++
		}
	}
}
