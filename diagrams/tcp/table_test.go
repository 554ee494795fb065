package tcp

import "testing"

// TestTableIsAFunction holds that an event leads from a state to one state
// only, and that every state can be entered and left.
func TestTableIsAFunction(t *testing.T) {
	seen := map[cause]bool{}
	entered, left := map[State]bool{}, map[State]bool{}
	for _, r := range Table {
		c := cause{r.From, r.Event}
		if seen[c] {
			t.Errorf("two rows for %v on %q", r.From, r.Event)
		}
		seen[c] = true
		entered[r.To], left[r.From] = true, true
	}
	for s := Closed; s <= TimeWait; s++ {
		if !entered[s] || !left[s] {
			t.Errorf("%v: entered %v, left %v", s, entered[s], left[s])
		}
	}
}

// TestSequenceNumbersWrap compares numbers on both sides of 2^32.
func TestSequenceNumbersWrap(t *testing.T) {
	last := Seq(1<<32 - 1)
	next := last.Add(2)
	if next != 1 || !last.Less(next) || next.Less(last) || next.Sub(last) != 2 || last.Sub(next) != -2 {
		t.Errorf("%d and %d: Less %v, Sub %d", last, next, last.Less(next), next.Sub(last))
	}
	if !next.In(last, 3) || next.In(last, 2) || last.In(next, 3) {
		t.Error("In does not wrap")
	}
}
