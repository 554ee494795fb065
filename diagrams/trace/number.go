package trace

// StepNumbers are the numbers that figures and sentences give to the messages,
// by the index of each, from 1. A message is a step of its own, so that between
// two hosts it is numbered by its ID; but of a flight, what goes to several hosts
// under one name is one step.
func (t *Trace) StepNumbers() []int {
	type sending struct {
		flight, to int
		name       string
	}
	type step struct {
		flight, nth int // to each host
		name        string
	}
	sent, shared := map[sending]int{}, map[step]int{}
	numbers, last := make([]int, len(t.Messages)), 0
	for i, m := range t.Messages {
		if m.Flight > 0 {
			to := sending{m.Flight, m.To, m.Name}
			sent[to]++
			of := step{m.Flight, sent[to], m.Name}
			if numbers[i] = shared[of]; numbers[i] > 0 {
				continue
			}
			shared[of] = last + 1
		}
		last++
		numbers[i] = last
	}
	return numbers
}

// MessagesOfSteps are the IDs of the messages of each step, in the order of their
// numbers.
func (t *Trace) MessagesOfSteps() (ids [][]int) {
	for i, n := range t.StepNumbers() {
		if n > len(ids) {
			ids = append(ids, nil)
		}
		ids[n-1] = append(ids[n-1], t.Messages[i].ID)
	}
	return ids
}
