package judge

import (
	"fmt"
	"time"
)

// punctual are the bounds within which a kernel's wait counts as the
// machine's: its timers never fire early but for rounding, and late by up to
// an eighth, since they are kept in coarser and coarser slots the longer they
// run.
func punctual(kernel, machine time.Duration) bool {
	const slack = 20 * time.Millisecond
	return kernel >= machine-slack && kernel <= machine+machine/8+slack
}

// CompareWaits returns the repetitions before which the kernel waited longer
// or shorter than the machine. It compares runs that consist of the same
// segments; of others it says nothing.
func CompareWaits(kernel, machine Record) (lines []string) {
	if len(difference(words(kernel.Segments), words(machine.Segments))) > 0 {
		return nil
	}
	k, m := waits(kernel.Segments), waits(machine.Segments)
	for i, s := range kernel.Segments {
		if !s.Again || punctual(k[i], m[i]) {
			continue
		}
		how := "sooner"
		if k[i] > m[i] {
			how = "later"
		}
		lines = append(lines, fmt.Sprintf("~ %v %s than after %v", s, how, m[i].Round(time.Millisecond)))
	}
	return lines
}

// waits are, for each segment that repeats, the times since its sender has
// sent its number before.
func waits(segs []Segment) []time.Duration {
	type number struct {
		from int
		seq  Number
	}
	last := map[number]time.Duration{}
	waits := make([]time.Duration, len(segs))
	for i, s := range segs {
		if s.Copy || s.Fate == "forged" || s.end() == s.Seq {
			continue
		}
		at := number{s.From, s.Seq}
		waits[i] = s.Sent - last[at]
		last[at] = s.Sent
	}
	return waits
}
