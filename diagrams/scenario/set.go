package scenario

import (
	"fmt"
	"slices"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
)

// Set changes one of a host's options. Which of the values are set depends on
// the key.
type Set struct {
	place.Place
	Host   string
	Key    string           // one of Options
	On     bool             // of a switch
	N      int              // octets of mss and window; retries; segments of initial-window; keepalive's count
	Choice string           // of congestion: one of Controls; of overflow: one of overflows
	For    []lines.Duration // of user-timeout; of keepalive: how long idle, the interval
}

// Options are the keys of Set: first those with a number or a duration, then
// the switches.
var Options = []string{
	"mss", "window", "retries", "initial-window", "user-timeout", "keepalive",
	"auto-read", "delayed-ack", "nagle", "sack", "timestamps", "window-scale", "cork",
	"syncookies", "congestion", "overflow",
}

// overflows are what a full queue of connections does with the third segment
// of a handshake.
var overflows = []string{"drop", "reset"}

// Controls are the ways of congestion control: RFC 5681, RFC 9438, none.
var Controls = []string{"reno", "cubic", "off"}

// The bounds of the numbers. A segment of fewer than 8 octets is no use to
// anybody, and 65495 are what IPv4 leaves of 64 KB; a scaled window ends at
// 1 GiB (RFC 7323).
const (
	minMSS, maxMSS = 8, 65495
	maxWindow      = 1 << 30
	maxRetries     = 100

	maxInitialWindow = 1000
)

// set reads what follows `HOST set`.
func (p *parser) set(at place.Place, host string) Statement {
	s := Set{Place: at, Host: host, Key: p.OneOf("option", "an option", Options)}
	switch s.Key {
	case "mss":
		s.N = int(p.Number("a number of octets", minMSS, maxMSS))
	case "window":
		s.N = int(p.Number("a number of octets", 0, maxWindow))
	case "retries":
		s.N = int(p.Number("a number of repeats", 0, maxRetries))
	case "initial-window":
		s.N = int(p.Number("a number of segments", 1, maxInitialWindow))
	case "congestion":
		s.Choice = p.OneOf("way of congestion control", "a way of congestion control", Controls)
	case "overflow":
		s.Choice = p.OneOf("way with a full queue", "a way with a full queue", overflows)
	case "user-timeout":
		s.For = []lines.Duration{p.Duration()}
	case "keepalive":
		s.For = []lines.Duration{p.Duration()}
		if p.Peek().Kind == lines.Word {
			s.For = append(s.For, p.Duration())
			s.N = int(p.Number("a number of probes", 1, maxRetries))
		}
	default:
		s.On = p.OneOf("value", "a value", []string{"on", "off"}) == "on"
	}
	return s
}

// String is s in canonical spelling.
func (s Set) String() string {
	text := s.Host + " set " + s.Key
	for _, d := range s.For {
		text += " " + d.Text
	}
	switch {
	case slices.Index(Options, s.Key) < slices.Index(Options, "user-timeout"), s.Key == "keepalive" && len(s.For) > 1:
		text += fmt.Sprintf(" %d", s.N)
	case len(s.For) > 0:
	case s.Choice != "":
		text += " " + s.Choice
	case s.On:
		text += " on"
	default:
		text += " off"
	}
	return text
}
