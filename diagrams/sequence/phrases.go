package sequence

import (
	"cmp"
	"fmt"
	"strconv"

	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// phrases are what a figure itself says.
type phrases struct{ *words.Sequence }

// link returns the words for the moment at which the network begins or ends to
// lose everything, or the clock stops.
func (p phrases) link(k trace.Kind) string {
	switch k {
	case trace.Cut:
		return p.Cut
	case trace.Mend:
		return p.Mend
	}
	return p.End
}

// timer returns a timer's name with its length.
func (p phrases) timer(name string, us int64) string {
	format, ok := p.Timers[name]
	if !ok {
		format = name + " %s"
	}
	return fmt.Sprintf(format, duration(us))
}

// wait returns the length of a folded wait, rounded where the exact length is
// no round number: what a reader takes from it is the order of magnitude.
func (p phrases) wait(us int64) string {
	if round := rounded(us); round != us {
		return fmt.Sprintf(p.About, duration(round))
	}
	return duration(us)
}

// rounded returns the nearest length with one significant digit, in the unit
// that it is printed in, if that is within six per cent, else with two.
func rounded(us int64) int64 {
	digit := unitOf(us).us
	for us/digit >= 10 {
		digit *= 10
	}
	if one := (us + digit/2) / digit * digit; (max(one, us)-min(one, us))*100 <= 6*us || digit < 10 {
		return one
	}
	digit /= 10
	return (us + digit/2) / digit * digit
}

// unit is a unit of time, with the least length that is printed in it.
type unit struct {
	name     string
	us, from int64
}

// unitOf is the largest unit that suits a length: seconds up to ten minutes, so
// that 2 MSL is "240 s".
func unitOf(us int64) unit {
	for _, u := range []unit{{"h", 3600e6, 7200e6}, {"min", 60e6, 600e6}, {"s", 1e6, 1e6}, {"ms", 1e3, 1e3}} {
		if us >= u.from {
			return u
		}
	}
	return unit{"us", 1, 0}
}

// duration prints a length of time in the unit that suits it.
func duration(us int64) string {
	if us == 0 {
		return "0 s"
	}
	u := unitOf(us)
	thousandths := (us*1000 + u.us/2) / u.us
	return strconv.FormatFloat(float64(thousandths)/1000, 'f', -1, 64) + " " + u.name
}

// errorText is an error as a user is told of it.
func (f *figure) errorText(name string) string {
	return cmp.Or(f.opt.Words.Errors()[name], name)
}

// call prints a user call as programs write it.
func (p phrases) call(e trace.Event) string {
	switch {
	case e.Call == "crash":
		return p.Crash
	case e.Call == "close both":
		return "close(both)"
	case e.Urgent:
		return fmt.Sprintf("%s(%d, urgent)", e.Call, e.Len)
	case e.Len > 0:
		return fmt.Sprintf("%s(%d)", e.Call, e.Len)
	}
	return e.Call + "()"
}
