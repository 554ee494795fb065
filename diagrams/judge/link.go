package judge

import (
	"cmp"
	"slices"
	"time"

	"woshou/diagrams/scenario"
)

// Link is the path between two hosts: it carries packets with the latency and
// the faults of a scenario, and records each segment. It has no clock; every
// method is told the time since the start of the run.
type Link struct {
	names   [2]string        // of the hosts, in the scenario
	latency [2]time.Duration // from host 0, from host 1
	faults  []*armed
	cut     bool
	flying  []flight       // by arrival
	parties map[int]*party // by port: 0 for the connection between the hosts
	record  Record
	touched time.Duration // when a packet left or arrived last
}

// armed is a fault and how many segments it has seen.
type armed struct {
	scenario.Fault
	matched int
}

// party is what the path shows of one connection.
type party struct {
	numbers [2]numbering
	hosts   [2]variables
}

// of is what is known of a connection.
func (l *Link) of(port int) *party {
	if l.parties == nil {
		l.parties = map[int]*party{}
	}
	if l.parties[port] == nil {
		l.parties[port] = &party{}
	}
	return l.parties[port]
}

// portOf is the port of a connection of which one end is forged; 0 for the
// connection between the hosts.
func portOf(from int, s wireSegment) int {
	if port := s.ports[1]; port != addrs[1-from].Port {
		return int(port)
	}
	if port := s.ports[0]; port != addrs[from].Port {
		return int(port)
	}
	return 0
}

// flight is a packet under way, and where it stands in the record; strange is
// one to somebody who is not there.
type flight struct {
	from    int
	entry   int
	strange bool
	due     time.Duration
	raw     []byte
	seg     wireSegment
}

// variables are a host's, as far as its segments tell.
type variables struct {
	known                  bool
	iss, irs               uint32
	sndNxt, sndUna, rcvNxt uint32
}

// Depart puts on the path what the host from sends. What is not a TCP segment
// goes nowhere.
func (l *Link) Depart(now time.Duration, from int, raw []byte) {
	seg, ok := parsePacket(raw)
	if !ok {
		return
	}
	l.touched = now
	port := portOf(from, seg)
	p := l.of(port)
	p.hosts[from].sends(seg)
	lost, delay := l.cut, time.Duration(0)
	var copies []time.Duration
	for _, f := range l.faults {
		switch {
		case f.From != l.names[from] || !f.hits(seg):
		case f.Kind == scenario.Lose:
			lost = true
		case f.Kind == scenario.Delay:
			delay += f.By.Of(linuxMSL)
		case f.Kind == scenario.Duplicate:
			copies = append(copies, f.By.Of(linuxMSL))
		}
	}
	s := seg.relative(from, &p.numbers)
	s.Sent, s.Arrived, s.Port = now, neverArrived, port
	f := flight{from: from, due: now + l.latency[from] + delay, raw: raw, seg: seg, strange: port > 0}
	if lost {
		s.Fate = "lost"
		l.record.Segments = append(l.record.Segments, s)
	} else {
		l.travel(f, s)
	}
	s.Fate, s.Copy = "", true
	for _, behind := range copies {
		f := f
		f.due += behind
		l.travel(f, s)
	}
}

// linuxMSL is what a scenario's msl comes to under profile linux.
const linuxMSL = 30 * time.Second

// hits counts a departing segment and reports whether the fault strikes it.
func (f *armed) hits(s wireSegment) bool {
	if !s.matches(f.Segment) {
		return false
	}
	f.matched++
	return f.matched >= f.Nth && f.matched < f.Nth+f.Times
}

func (w wireSegment) matches(p scenario.Pattern) bool {
	return p.Matches(w.flags, w.len)
}

// Forge puts a packet on the path that the host from has not sent.
func (l *Link) Forge(now time.Duration, from int, raw []byte) {
	seg, _ := parsePacket(raw)
	port := portOf(from, seg)
	s := seg.relative(from, &l.of(port).numbers)
	s.Sent, s.Arrived, s.Fate, s.Port = now, neverArrived, "forged", port
	l.travel(flight{from: from, due: now + l.latency[from], raw: raw, seg: seg}, s)
}

// travel puts a packet on the path and into the record.
func (l *Link) travel(f flight, s Segment) {
	f.entry = len(l.record.Segments)
	l.record.Segments = append(l.record.Segments, s)
	l.flying = append(l.flying, f)
	slices.SortStableFunc(l.flying, func(a, b flight) int { return cmp.Compare(a.due, b.due) })
}

// Arrive takes the next packet off the path that is due by now.
func (l *Link) Arrive(now time.Duration) (flight, bool) {
	if len(l.flying) == 0 || l.flying[0].due > now {
		return flight{}, false
	}
	f := l.flying[0]
	l.flying = l.flying[1:]
	l.touched = now
	l.record.Segments[f.entry].Arrived = now
	l.of(portOf(f.from, f.seg)).hosts[1-f.from].hears(f.seg)
	return f, true
}

// Next is how long to wait for the next arrival, at most so long.
func (l *Link) Next(now, most time.Duration) time.Duration {
	if len(l.flying) == 0 {
		return most
	}
	return min(most, max(0, l.flying[0].due-now))
}

// Quiet is how long nothing has been on the path; 0 while something is.
func (l *Link) Quiet(now time.Duration) time.Duration {
	if len(l.flying) > 0 {
		return 0
	}
	return now - l.touched
}

// Record is what has been recorded, in comparable order.
func (l *Link) Record() Record {
	r := l.record
	r.Segments = slices.Clone(r.Segments)
	r.settle()
	r.markRepeats()
	return r
}

// sends takes note of what a host shows of itself by a segment.
func (v *variables) sends(s wireSegment) {
	if s.has("SYN") {
		v.known, v.iss, v.sndNxt, v.sndUna = true, s.seq, s.seq, s.seq
	}
	if int32(s.end()-v.sndNxt) > 0 {
		v.sndNxt = s.end()
	}
	if s.has("ACK") {
		v.rcvNxt = s.ack
	}
}

// hears takes note of what an arriving segment tells a host.
func (v *variables) hears(s wireSegment) {
	if s.has("SYN") && !v.known {
		v.irs = s.seq
	}
	if s.has("SYN") && s.has("ACK") {
		v.irs = s.seq
	}
	if s.has("ACK") && int32(s.ack-v.sndUna) > 0 && int32(s.ack-v.sndNxt) <= 0 {
		v.sndUna = s.ack
	}
}

// value is a variable by its name in scenarios.
func (v variables) value(name string) uint32 {
	return map[string]uint32{"iss": v.iss, "irs": v.irs, "snd.nxt": v.sndNxt, "snd.una": v.sndUna, "rcv.nxt": v.rcvNxt}[name]
}
