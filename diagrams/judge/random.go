package judge

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Random is the text of a scenario that two kernels can carry out as the
// machine does: options, faults, and calls at rest. Equal seeds have equal
// texts.
func Random(seed uint64) string {
	g := &generator{rand.New(rand.NewPCG(seed, 16)), &strings.Builder{}}
	g.say("profile linux")
	g.say("path latency %dms", 8+5*g.IntN(12)) // two or more of them are no wait of a timer: which comes first would be chance
	g.options()
	if g.IntN(4) == 0 {
		g.fault([]string{"SYN", "SYN+ACK"})
	}
	g.say("server listen")
	g.say("client connect")
	for range 1 + g.IntN(4) {
		g.step()
	}
	g.end()
	return g.String()
}

// generator writes a scenario.
type generator struct {
	*rand.Rand
	*strings.Builder
}

func (g *generator) say(format string, a ...any) { fmt.Fprintf(g, format+"\n", a...) }

func (g *generator) either() string { return [2]string{"client", "server"}[g.IntN(2)] }

// options are set on both hosts, so that they are used, or on one.
func (g *generator) options() {
	for _, o := range []string{"sack on", "timestamps on", "window-scale on", "nagle off"} {
		switch g.IntN(5) {
		case 0, 1:
			g.say("client set %s", o)
			g.say("server set %s", o)
		case 2:
			g.say("%s set %s", g.either(), o)
		}
	}
	for _, h := range []string{"client", "server"} {
		g.say("%s set mss %d", h, g.segment())
	}
}

// largestSegment is the largest that is used. With larger ones, of which more than
// half of a packet's memory is data, a kernel learns that its window may grow, and
// acknowledges at once as long as it does: which ACKs wait depends on memory then.
const largestSegment = 1100

// segment is a size of segments.
func (g *generator) segment() int {
	if g.IntN(3) == 0 {
		return 536 + g.IntN(largestSegment-536)
	}
	return largestSegment
}

// fault arms one for what either host sends.
func (g *generator) fault(what []string) {
	segment, from := what[g.IntN(len(what))], g.either()
	switch segment {
	case "SYN":
		from = "client"
	case "SYN+ACK":
		from = "server"
	}
	nth := ""
	if segment == "DATA" && g.IntN(2) == 0 {
		nth = fmt.Sprintf(" nth %d", 2+g.IntN(3))
	}
	how := g.IntN(4)
	if segment == "SYN+ACK" {
		// If it is lost, the timers of both ends run out at the same time, and which of
		// them comes first is chance: see open/syn-ack-lost in known.txtar.
		how = 2 + how%2
	}
	switch how {
	case 0, 1:
		g.say("lose %s from %s%s", segment, from, nth)
	case 2:
		g.say("delay %s from %s%s by %dms", segment, from, nth, 7+g.IntN(60))
	case 3:
		g.say("duplicate %s from %s%s by %dms", segment, from, nth, 7+g.IntN(60))
	}
}

// step is some data, perhaps with faults, one way or both.
func (g *generator) step() {
	for range g.IntN(3) {
		g.fault([]string{"DATA", "DATA", "ACK"})
	}
	switch g.IntN(6) {
	case 0:
		g.say("together {\n  client send %d\n  server send %d\n}", g.octets(), g.octets())
	case 1:
		h := g.either()
		g.say("together {\n  %s send %d\n  %s send %d\n}", h, g.octets(), h, g.octets())
	case 2:
		g.say("wait %dms", 50+g.IntN(900))
		fallthrough
	default:
		g.say("%s send %d", g.either(), g.octets())
	}
}

// octets is a little, or several segments.
func (g *generator) octets() int {
	switch g.IntN(3) {
	case 0:
		return 1 + g.IntN(200)
	case 1:
		return 1000 + g.IntN(3000)
	}
	return 4000 + g.IntN(12000)
}

// end closes the connection, in one of the ways there are.
func (g *generator) end() {
	if g.IntN(3) == 0 {
		g.fault([]string{"FIN", "ACK"})
	}
	first, second := "client", "server"
	if g.IntN(2) == 0 {
		first, second = second, first
	}
	switch g.IntN(5) {
	case 0:
		g.say("together {\n  client close\n  server close\n}")
	case 1:
		g.say("%s abort", first)
	case 2:
		g.say("%s close both", first)
		g.say("%s close", second)
	default:
		g.say("%s close", first)
		g.say("%s close", second)
	}
}
