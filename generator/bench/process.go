package main

import (
	"fmt"
	"math"
	"os/exec"
	"slices"
	"time"
)

// usage is what a process took: time on the clock, time of all processors, and
// the most memory that it held at once, in octets, 0 where the system does not
// tell.
type usage struct {
	wall, cpu time.Duration
	peak      int64
}

// process runs a program to its end.
func process(name string, args ...string) (usage, error) {
	cmd := exec.Command(name, args...)
	start := time.Now()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return usage{}, fmt.Errorf("%s %q: %w\n%s", name, args, err, out)
	}
	s := cmd.ProcessState
	return usage{time.Since(start), s.UserTime() + s.SystemTime(), peakOf(s)}, nil
}

// median is the middle one of some runs, each of its figures by itself.
func median(runs []usage) usage {
	return usage{
		wall: middle(runs, func(u usage) time.Duration { return u.wall }),
		cpu:  middle(runs, func(u usage) time.Duration { return u.cpu }),
		peak: middle(runs, func(u usage) int64 { return u.peak }),
	}
}

func middle[T any, N time.Duration | int64](all []T, of func(T) N) N {
	values := make([]N, len(all))
	for i, one := range all {
		values[i] = of(one)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// exponent is that of the power by which a figure grows from one size to
// another: 1 is in proportion.
func exponent(small, large float64, pages, more int) float64 {
	return math.Log(large/small) / math.Log(float64(more)/float64(pages))
}
