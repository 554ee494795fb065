package lines

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"woshou/diagrams/words"
)

// Duration is a length of time as the author wrote it. MSL is kept apart
// because its length depends on the profile.
type Duration struct {
	Fixed time.Duration // in whole microseconds, the tick of a run's clock
	MSL   float64       // multiples of the maximum segment lifetime
	Text  string        // as written: "1.5s", "2msl"; "" for a default
}

// Of is the duration, given the length of the maximum segment lifetime.
func (d Duration) Of(msl time.Duration) time.Duration {
	return d.Fixed + time.Duration(d.MSL*float64(msl))
}

// MaxDuration is the longest duration a text may name, with a maximum
// segment lifetime of 2 minutes (RFC 9293 §3.4.2).
const MaxDuration = 24 * time.Hour

// The units, and their lengths as far as the bound goes; a run takes the
// length of the MSL from its profile.
var (
	durationUnits = []string{"us", "ms", "s", "min", "msl"}
	unitLengths   = []time.Duration{time.Microsecond, time.Millisecond, time.Second, time.Minute, 2 * time.Minute}
	decimal       = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?$`)
)

// Duration reads a DUR. Several ways to get it wrong are told apart, because
// durations are what authors vary most.
func (r *Reader) Duration() Duration {
	t := r.Peek()
	if t.Kind != Word || t.Text[0] < '0' || t.Text[0] > '9' {
		r.Expected("a duration such as 50ms", "")
	}
	r.Next()
	number, unit := t.Text, ""
	if i := strings.IndexFunc(t.Text, func(c rune) bool { return c != '.' && (c < '0' || c > '9') }); i >= 0 {
		number, unit = t.Text[:i], t.Text[i:]
	}
	which := slices.Index(durationUnits, unit)
	if !slices.Contains(r.Units, unit) {
		which = -1
	}
	switch {
	case !decimal.MatchString(number):
		r.FailAt(t, Syntax, words.Say("expected a duration such as 50ms, found %s", t.Text), "")
	case unit == "" && slices.Contains(r.Units, r.Peek().Text):
		r.FailAt(t, Syntax, words.Say("expected a unit right after %s", number), DidYouMean(number+r.Peek().Text))
	case unit == "":
		r.FailAt(t, Syntax, words.Say("expected a unit after %s", number), r.HintFor("", r.Units))
	case which < 0:
		r.FailAt(t.From(len(number)), Unknown, words.Say("unknown unit %s", unit), r.HintFor(unit, r.Units))
	}
	if r.Failed {
		return Duration{}
	}
	d, ok := newDuration(number, which)
	if !ok {
		r.FailAt(t, Bounds, words.Say("%s is longer than 24 h", t.Text), "")
	}
	d.Text = t.Text
	return d
}

// newDuration is that many of the unit, and whether it is within bounds.
func newDuration(number string, unit int) (Duration, bool) {
	n, err := strconv.ParseFloat(number, 64)
	length := n * float64(unitLengths[unit])
	if err != nil || length > float64(MaxDuration) {
		return Duration{}, false
	}
	if durationUnits[unit] == "msl" {
		return Duration{MSL: n}, true
	}
	ticks := math.Round(length / float64(time.Microsecond))
	return Duration{Fixed: time.Duration(ticks) * time.Microsecond}, true
}

// From is t without its first n characters.
func (t Token) From(n int) Token {
	t.Col += n
	t.Width = max(t.Width-n, 1)
	return t
}
