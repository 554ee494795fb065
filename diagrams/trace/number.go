package trace

// StepNumbers are the numbers that figures and sentences give to the messages,
// by the index of each, from 1. A message is a step of its own, so that between
// two hosts it is numbered by its ID; but what a host sends at once to several
// others, to each of them once, is one step.
func (t *Trace) StepNumbers() []int {
	numbers, last := make([]int, len(t.Messages)), 0
	for i := range t.Messages {
		if first := t.flightOf(i); first < i {
			numbers[i] = numbers[first]
			continue
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

// flightOf is the index of the first message that the one at index i left
// together with: its own if there is none.
func (t *Trace) flightOf(i int) int {
	m := t.Messages[i]
	if len(t.Hosts) == 2 || m.CopyOf > 0 || m.Fate == Forged {
		return i
	}
	first := i
	for j := i - 1; j >= 0 && t.Messages[j].SentUS == m.SentUS; j-- {
		o := t.Messages[j]
		if o.From != m.From || o.Name != m.Name || o.CopyOf > 0 || o.Fate == Forged {
			continue
		}
		if o.To == m.To || t.CauseOf(o.ID).N != t.CauseOf(m.ID).N {
			break
		}
		first = j
	}
	return first
}
