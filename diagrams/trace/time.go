package trace

import "strconv"

// FormatTime prints a time of the run, given in microseconds: "50 ms",
// "1.2 s", "240 s". At most three digits follow the point.
func FormatTime(us int64) string {
	if us >= 1_000_000 {
		return decimal(us/1000) + " s"
	}
	return decimal(us) + " ms"
}

// decimal prints thousandths without trailing zeros.
func decimal(thousandths int64) string {
	return strconv.FormatFloat(float64(thousandths)/1000, 'f', -1, 64)
}

// RanFor is how long the timer ran that fires at event n, in microseconds.
func (t *Trace) RanFor(n int) int64 {
	fired := t.Events[n-1]
	for i := n - 2; i >= 0; i-- {
		e := t.Events[i]
		if e.Kind == Timer && e.Host == fired.Host && e.Timer == fired.Timer && e.Action == Start {
			return fired.AtUS - e.AtUS
		}
	}
	return 0
}
