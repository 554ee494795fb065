package judge

import (
	"fmt"
	"slices"
	"time"
)

// punctual are the bounds within which a kernel's wait counts as the
// machine's: 20 ms or a twentieth, and what a kernel's timer is late by because
// it is kept in slots.
func punctual(kernel, machine time.Duration) bool {
	slack := max(20*time.Millisecond, machine/20)
	return kernel >= machine-slack && kernel <= machine+slack+slot(machine)
}

// jiffy is the least time that the judged kernels' timers know (CONFIG_HZ=250).
const jiffy = 4 * time.Millisecond

// slot is how late a timer may be that runs so long: the wheel has levels of 64
// slots, each eight times as coarse as the one below it, and a timer fires at
// the end of its slot.
func slot(wait time.Duration) time.Duration {
	grain := jiffy
	for wait >= 63*grain {
		grain *= 8
	}
	return grain
}

// compareWaits returns the segments that both have sent, but the kernel sooner
// or later after what came before them.
func compareWaits(kernel, machine Record, pairs [][2]int) (lines []string) {
	for _, p := range pairs {
		s := kernel.Segments[p[0]]
		if s.Copy || s.Fate == "forged" {
			continue
		}
		k, m := kernel.waits(p[0]), machine.waits(p[1])
		if k[1] < 0 && m[1] < 0 { // nothing came before
			continue
		}
		if slices.ContainsFunc([]int{0, 1, 2}, func(i int) bool { return k[i] >= 0 && m[i] >= 0 && punctual(k[i], m[i]) }) {
			continue
		}
		how := "sooner"
		if k[0] > m[0] {
			how = "later"
		}
		lines = append(lines, fmt.Sprintf("~ %v: %s than after %v", s, how, m[0].Round(time.Millisecond)))
	}
	return lines
}

// waits are the times since the last segment that has left or reached the host
// that sends segment i, since its user's last call, where that was later, and
// since the host sent the same number last; negative for never. A timer may run
// since any of them.
func (r Record) waits(i int) [3]time.Duration {
	s := r.Segments[i]
	segment, call, same := time.Duration(-1), time.Duration(-1), time.Duration(-1)
	for j, o := range r.Segments {
		switch {
		case o.From == s.From && o.Fate != "forged" && !o.Copy && j < i:
			segment = max(segment, o.Sent)
			if o.Seq == s.Seq && o.end() != o.Seq {
				same = o.Sent
			}
		case o.From != s.From && o.Arrived <= s.Sent:
			segment = max(segment, o.Arrived)
		}
	}
	for _, at := range r.Calls[s.From] {
		if at <= s.Sent {
			call = max(call, at)
		}
	}
	since := func(at time.Duration) time.Duration {
		if at < 0 {
			return at
		}
		return s.Sent - at
	}
	return [3]time.Duration{since(segment), since(max(call, segment)), since(same)}
}
