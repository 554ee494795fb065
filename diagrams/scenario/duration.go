package scenario

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

// MaxDuration is the longest duration a scenario may name, with a maximum
// segment lifetime of 2 minutes (RFC 9293 §3.4.2).
const MaxDuration = 24 * time.Hour

// The units, and their lengths as far as the bound goes; a run takes the
// length of the MSL from its profile.
var (
	durationUnits = []string{"us", "ms", "s", "min", "msl"}
	unitLengths   = []time.Duration{time.Microsecond, time.Millisecond, time.Second, time.Minute, 2 * time.Minute}
	decimal       = regexp.MustCompile(`^[0-9]+(\.[0-9]+)?$`)
)

// duration reads a DUR. Several ways to get it wrong are told apart, because
// durations are what authors vary most.
func (p *parser) duration() Duration {
	t := p.peek()
	if t.kind != word || t.text[0] < '0' || t.text[0] > '9' {
		p.expected("a duration such as 50ms", "")
	}
	p.next()
	number, unit := t.text, ""
	if i := strings.IndexFunc(t.text, func(c rune) bool { return c != '.' && (c < '0' || c > '9') }); i >= 0 {
		number, unit = t.text[:i], t.text[i:]
	}
	which := slices.Index(durationUnits, unit)
	switch {
	case !decimal.MatchString(number):
		p.failAt(t, CodeSyntax, words.Say("expected a duration such as 50ms, found %s", t.text), "")
	case unit == "" && slices.Contains(durationUnits, p.peek().text):
		p.failAt(t, CodeSyntax, words.Say("expected a unit right after %s", number), didYouMean(number+p.peek().text))
	case unit == "":
		p.failAt(t, CodeSyntax, words.Say("expected a unit after %s", number), hint("", durationUnits))
	case which < 0:
		p.failAt(t.from(len(number)), CodeUnknown, words.Say("unknown unit %s", unit), hint(unit, durationUnits))
	}
	if p.failed {
		return Duration{}
	}
	d, ok := newDuration(number, which)
	if !ok {
		p.failAt(t, CodeBounds, words.Say("%s is longer than 24 h", t.text), "")
	}
	d.Text = t.text
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

// from is t without its first n characters.
func (t token) from(n int) token {
	t.Col += n
	t.Width = max(t.Width-n, 1)
	return t
}
