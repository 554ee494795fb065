package trace

import (
	"fmt"
	"strconv"
)

// The ways to print sequence numbers; Show.Numbers is one of them.
const (
	Relative = "relative" // from each host's initial number: 0, 1
	Absolute = "absolute" // as in the header
	Symbolic = "symbolic" // x, x+1, y
)

// Numbers are a segment's numbers as a reader sees them; Ack is "" without the
// ACK flag.
type Numbers struct{ Seq, Ack string }

// NumbersOf returns the numbers of segment id as Show says, none of a message that
// is no segment. A relative number counts from the initial one of the connection
// that its host is in at that moment. Symbolic letters are x for Hosts[0] and y
// for Hosts[1]; when the run begins established they are u and v, and stand for
// the first number after the handshake, as textbooks have it.
func (t *Trace) NumbersOf(id int) Numbers {
	m := t.Messages[id-1]
	if m.TCP == nil {
		return Numbers{}
	}
	used := t.connectionsAt(id)
	if m.TCP.Connection > 0 {
		used = make([]int, len(t.Hosts)) // numbers of a stranger: as they are
	}
	n := Numbers{Seq: t.number(m.TCP.Seq, m.From, used[m.From])}
	if m.TCP.Ack != nil {
		n.Ack = t.number(*m.TCP.Ack, m.To, used[m.To])
	}
	if m.Name == "RST,ACK" && m.TCP.Seq == 0 {
		n.Seq = "0" // of no connection: a literal zero (RFC 9293 §3.10.7.1)
	}
	return n
}

// OptionsOf returns the options of segment id, none of a message that is no
// segment, the numbers in SACK blocks as Show says: they are the receiver's own.
func (t *Trace) OptionsOf(id int) []string {
	m := t.Messages[id-1]
	if m.TCP == nil {
		return nil
	}
	used := t.connectionsAt(id)[m.To]
	options := make([]string, len(m.TCP.Options))
	for i, o := range m.TCP.Options {
		options[i] = o
		var from, end uint32
		if n, _ := fmt.Sscanf(o, "SACK=%d-%d", &from, &end); n == 2 {
			options[i] = fmt.Sprintf("SACK=%s-%s", t.number(from, m.To, used), t.number(end, m.To, used))
		}
	}
	return options
}

// connectionsAt is, for each host, how many initial numbers it has used when
// segment id leaves.
func (t *Trace) connectionsAt(id int) []int {
	used := make([]int, len(t.Hosts))
	for i, h := range t.Hosts {
		if (h.Initial == "ESTABLISHED" || t.Capture != nil) && len(t.TCP.ISS[i]) > 0 {
			used[i] = 1 // its SYN may have been cut off
		}
	}
	for _, m := range t.Messages[:id] {
		if m.TCP.Connection > 0 {
			continue
		}
		i := m.From
		if iss := t.TCP.ISS[i]; used[i] < len(iss) && iss[used[i]] == m.TCP.Seq && m.HasFlag("SYN") {
			used[i]++
		}
	}
	return used
}

// number prints one number of a host that has used that many initial ones.
func (t *Trace) number(n uint32, host, used int) string {
	h := t.Hosts[host]
	if first, ok := t.firstSeen(host); ok && used == 0 && t.Show.Numbers == Relative {
		return strconv.Itoa(int(int32(n-first)) + 1)
	}
	if t.Show.Numbers == Absolute || used == 0 {
		return strconv.FormatUint(uint64(n), 10)
	}
	base := t.TCP.ISS[host][used-1]
	if t.Show.Numbers != Symbolic {
		return strconv.Itoa(int(int32(n - base)))
	}
	letter := [...]string{"x", "y"}[host]
	if h.Initial == "ESTABLISHED" && used == 1 {
		letter = [...]string{"u", "v"}[host]
		base++
	}
	if used > 1 {
		letter += strconv.Itoa(used)
	}
	switch d := int(int32(n - base)); {
	case d > 0:
		return letter + "+" + strconv.Itoa(d)
	case d < 0:
		return letter + strconv.Itoa(d)
	}
	return letter
}

// firstSeen is the first number of a host that a capture shows, where it shows no
// SYN of it: as Wireshark does, that is counted as 1.
func (t *Trace) firstSeen(host int) (first uint32, ok bool) {
	if t.Capture == nil || len(t.TCP.ISS[host]) > 0 {
		return 0, false
	}
	for _, m := range t.Messages {
		switch {
		case m.From == host:
			return m.TCP.Seq, true
		case m.TCP.Ack != nil:
			return *m.TCP.Ack, true
		}
	}
	return 0, false
}
