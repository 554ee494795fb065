package scenario

import (
	"fmt"
	"slices"
	"strings"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/words"
)

// Show is what the figure mentions.
type Show struct {
	Numbers Numbers
	// Calls and Timers are shown unless a `show` line lists other things.
	Time, Window, Options, Calls, Timers, Congestion bool
	// Fields are those of a protocol's messages, shown as Calls are.
	Fields bool
	// Order tells that the author has said in which order the hosts stand.
	Order bool
}

// Numbers is how sequence numbers are printed.
type Numbers string

// The ways to print sequence numbers.
const (
	Relative Numbers = "relative" // from each host's initial number: 0, 1
	Absolute Numbers = "absolute" // as in the header
	Symbolic Numbers = "symbolic" // x, x+1, y
)

// ShowLine is `show ITEM, …`. Numbers is "" when the line does not settle it,
// and Things is empty when it lists none.
type ShowLine struct {
	place.Place
	Numbers Numbers
	Things  []string // "time", "window", "options", "calls", "timers", "congestion", "fields"
}

// showWords are the items of a `show` line.
var showWords = []string{"numbers", "time", "window", "options", "calls", "timers", "congestion"}

// showProtocol are those where a protocol is used.
var showProtocol = []string{"fields", "time", "calls", "timers"}

// defaultShow is what a figure mentions when no line says.
func defaultShow() Show { return Show{Numbers: Relative, Calls: true, Timers: true, Fields: true} }

// apply settles what l says. A line that lists things drops all others.
func (s *Show) apply(l ShowLine) {
	if l.Numbers != "" {
		s.Numbers = l.Numbers
	}
	if len(l.Things) == 0 {
		return
	}
	listed := func(thing string) bool { return slices.Contains(l.Things, thing) }
	*s = Show{
		Numbers:    s.Numbers,
		Time:       listed("time"),
		Window:     listed("window"),
		Options:    listed("options"),
		Calls:      listed("calls"),
		Timers:     listed("timers"),
		Congestion: listed("congestion"),
		Fields:     listed("fields"),
		Order:      s.Order,
	}
}

// show reads `show ITEM, …`.
func (p *parser) show() Header {
	line := ShowLine{Place: p.Next().Place}
	known := showWords
	if p.vocabulary != nil {
		known = showProtocol
	}
	for more := true; more; more = p.Got(",") {
		t := p.Peek()
		thing := p.OneOf("thing to show", "a thing to show", known)
		twice := slices.Contains(line.Things, thing) || thing == "numbers" && line.Numbers != ""
		switch {
		case twice:
			p.FailAt(t, lines.Duplicate, words.Say("%s stands here twice", thing), "")
		case thing == "numbers":
			ways := []string{string(Relative), string(Absolute), string(Symbolic)}
			line.Numbers = Numbers(p.OneOf("way to print numbers", "a way to print numbers", ways))
		default:
			line.Things = append(line.Things, thing)
		}
	}
	return line
}

// subjects names what l settles: the numbers, the things, or both.
func (l ShowLine) subjects() (subjects []string) {
	if l.Numbers != "" {
		subjects = append(subjects, "show numbers")
	}
	if len(l.Things) > 0 {
		subjects = append(subjects, "what to show")
	}
	return subjects
}

// String is the line in canonical spelling.
func (l ShowLine) String() string {
	items := slices.Clone(l.Things)
	if l.Numbers != "" {
		items = slices.Insert(items, 0, fmt.Sprintf("numbers %s", l.Numbers))
	}
	return "show " + strings.Join(items, ", ")
}
