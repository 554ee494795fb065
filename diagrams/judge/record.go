package judge

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// Record is what was seen of one run, whoever ran it: the segments in order of
// departure and the states of both hosts. Hosts are 0 and 1, in the order of
// the scenario.
type Record struct {
	Segments []Segment
	// Paths are the states that each host was in, one after another.
	Paths [2][]Stay
	// Calls are the instants at which each host's user did something.
	Calls [2][]time.Duration
	// Late is how long the link of a live run stood still at worst. Where it
	// was long, the order of things may not be the kernel's doing.
	Late time.Duration
}

// Stay is a state that a host was in. One that lasted no time may escape
// those who look from outside.
type Stay struct {
	State string
	Brief bool
}

// Segment is one segment on the wire, with its numbers made comparable.
type Segment struct {
	From     int
	Flags    string // as a trace has them: "SYN,ACK"
	Seq, Ack Number // Ack is meaningful with the ACK flag
	Len      int
	Window   int    // the header's field
	Urgent   int    // the urgent pointer, with the URG flag
	Options  string // as divergences name them: "mss 1460 ts"
	Port     int    // of another connection than the one between the hosts
	Fate     string // "" when it arrived; "lost", "forged"
	Again    bool   // it repeats what its sender has sent before
	Copy     bool   // made by the network
	Sent     time.Duration
	Arrived  time.Duration // neverArrived for one that did not
	stamps   *[2]uint32    // TSval and TSecr
}

// neverArrived stands for the time of arrival of what was lost.
const neverArrived = time.Duration(math.MaxInt64)

// Number is a sequence number relative to an initial one. Of several initial
// numbers of a host, ISN says which, from 1; ISN 0 is an absolute number.
type Number struct{ ISN, Offset int }

// String is the number alone for the first ISN; "2:0" is the second ISN.
func (n Number) String() string {
	switch n.ISN {
	case 0:
		return fmt.Sprintf("raw:%d", n.Offset)
	case 1:
		return fmt.Sprint(n.Offset)
	}
	return fmt.Sprintf("%d:%d", n.ISN, n.Offset)
}

// Add is the number k octets on.
func (n Number) Add(k int) Number { return Number{n.ISN, n.Offset + k} }

// Has reports whether the segment carries a flag.
func (s Segment) Has(flag string) bool { return slices.Contains(strings.Split(s.Flags, ","), flag) }

// end is the number after the segment's last.
func (s Segment) end() Number {
	n := s.Len
	for _, f := range []string{"SYN", "FIN"} {
		if s.Has(f) {
			n++
		}
	}
	return s.Seq.Add(n)
}

// String is the segment as divergences name it; it does not tell the time.
func (s Segment) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s seq %v", hostNames[s.From], s.Flags, s.Seq)
	if s.Has("ACK") {
		fmt.Fprintf(&b, " ack %v", s.Ack)
	}
	fmt.Fprintf(&b, " len %d", s.Len)
	if s.Has("URG") {
		fmt.Fprintf(&b, " urgent %d", s.Urgent)
	}
	if s.Options != "" {
		fmt.Fprintf(&b, " <%s>", s.Options)
	}
	if s.Port > 0 {
		fmt.Fprintf(&b, " port %d", s.Port)
	}
	for _, word := range []struct {
		on   bool
		text string
	}{{s.Again, "again"}, {s.Copy, "copy"}, {s.Fate != "", s.Fate}} {
		if word.on {
			b.WriteString(" " + word.text)
		}
	}
	return b.String()
}

// hostNames are the hosts in divergences, whatever the scenario calls them.
var hostNames = [2]string{"client", "server"}

// closeBy is how close two departures from different hosts may be to count as
// simultaneous: less than any latency or timer of a judged run, more than a
// busy computer's unpunctuality.
const closeBy = 4 * time.Millisecond

// settle puts the segments into an order that can be compared: by departure,
// and of those that left both hosts at about the same time, host 0's first.
func (r *Record) settle() {
	slices.SortStableFunc(r.Segments, func(a, b Segment) int { return cmp.Compare(a.Sent, b.Sent) })
	for from := 0; from < len(r.Segments); {
		to := from + 1
		for to < len(r.Segments) && r.Segments[to].Sent-r.Segments[to-1].Sent < closeBy {
			to++
		}
		slices.SortStableFunc(r.Segments[from:to], func(a, b Segment) int { return a.From - b.From })
		from = to
	}
}

// markRepeats finds out from the numbers alone which segments repeat. The
// SYN,ACK of a simultaneous open has the number of the SYN before it, but is
// no repetition.
func (r *Record) markRepeats() {
	type side struct{ from, port, isn int }
	sent := map[side]int{}
	answered := map[side]bool{}
	for i := range r.Segments {
		s := &r.Segments[i]
		if s.Fate == "forged" || s.Copy || s.end() == s.Seq || s.Has("RST") {
			continue
		}
		at := side{s.From, s.Port, s.Seq.ISN}
		high, before := sent[at]
		firstAnswer := s.Has("SYN") && s.Has("ACK") && !answered[at]
		s.Again = before && s.Seq.Offset < high && !firstAnswer
		answered[at] = answered[at] || firstAnswer
		sent[at] = max(high, s.end().Offset)
	}
}
