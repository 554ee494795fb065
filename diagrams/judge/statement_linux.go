package judge

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"woshou/diagrams/scenario"
)

// statements carries out a scenario as package sim does: each statement from
// rest, but for those that the language exempts.
func (l *live) statements(body []scenario.Statement) {
	untilBefore := false
	for i := 0; i < len(body) && !l.ended; {
		s := body[i]
		i++
		if _, ok := s.(scenario.Expect); ok {
			continue
		}
		until, isUntil := s.(scenario.WaitUntil)
		if !isUntil && !untilBefore {
			l.until(l.resting)
		}
		untilBefore = isUntil
		if isUntil {
			l.until(func() bool { return l.state(l.file.Host(until.Host)) == string(until.State) })
			i += l.schedule(body[i:])
			continue
		}
		i += l.schedule(body[i:])
		l.execute(s)
	}
	l.until(l.resting)
}

// schedule schedules the leading `after` statements of rest and returns how
// many there are.
func (l *live) schedule(rest []scenario.Statement) int {
	at := l.now()
	for i, s := range rest {
		a, ok := s.(scenario.After)
		if !ok {
			return i
		}
		at += a.Wait.Of(linuxMSL)
		l.timed = append(l.timed, timed{at, a.Do})
		slices.SortStableFunc(l.timed, func(a, b timed) int { return cmp.Compare(a.at, b.at) })
	}
	return len(rest)
}

// execute carries out one statement now.
func (l *live) execute(s scenario.Statement) {
	switch s := s.(type) {
	case scenario.Call:
		h := l.file.Host(s.Host)
		l.calls[h] = append(l.calls[h], l.now())
		l.fail(l.programs[h].call(s))
		l.see(h, nil)
	case scenario.Set:
		h := l.file.Host(s.Host)
		l.calls[h] = append(l.calls[h], l.now())
		l.fail(l.programs[h].set(s))
	case scenario.Fault:
		l.link.faults = append(l.link.faults, &armed{Fault: s})
	case scenario.Forge:
		l.forge(s)
	case scenario.Cut:
		l.departures()
		l.link.cut = true
	case scenario.Mend:
		l.departures()
		l.link.cut = false
	case scenario.Together:
		l.block(s.Body)
	case scenario.When:
		l.whens = append(l.whens, &waiting{When: s})
	case scenario.Wait:
		end := l.now() + s.For.Of(linuxMSL)
		l.until(func() bool { return l.now() >= end })
	case scenario.End:
		l.ended = true
	case scenario.Note, scenario.Section, scenario.Expect: // words, and claims about the machine
	default:
		l.fail(fmt.Errorf("%w: %v", errUnable, s))
	}
}

// block carries out the statements of a together or a when.
func (l *live) block(body []scenario.Statement) {
	for i := 0; i < len(body) && !l.ended; {
		if n := l.schedule(body[i:]); n > 0 {
			i += n
			continue
		}
		l.execute(body[i])
		i++
	}
}

// forge sends a segment that neither kernel made. The numbers of the hosts
// are taken from what they have shown on the path.
func (l *live) forge(f scenario.Forge) {
	l.departures()
	to := l.file.Host(f.To)
	from := addrs[1-to]
	if f.Port > 0 {
		from.Port = uint16(f.Port)
	}
	s, ok := l.forged(f, to)
	if ok {
		l.link.Forge(l.now(), 1-to, makePacket(from, addrs[to], s))
	} // else as in the machine's run, where the author is told
}

// forged is the segment to forge, unless one of its numbers has no value.
func (l *live) forged(f scenario.Forge, to int) (s wireSegment, ok bool) {
	s = wireSegment{len: f.Len, flags: flagsOf(f)}
	ok = true
	value := func(e *scenario.Expr, usual string) uint32 {
		n, known := l.number(e, f.Port, to, usual)
		ok = ok && known
		return n
	}
	s.seq = value(f.Seq, "rcv.nxt")
	if s.has("ACK") {
		s.ack = value(f.Ack, "snd.nxt")
	}
	if !s.has("RST") {
		s.window = 65535
	}
	for _, field := range []struct {
		to   *int
		from *int
	}{{&s.window, f.Window}, {&s.urgent, f.Urgent}, {&s.mss, f.MSS}} {
		if field.from != nil {
			*field.to = *field.from
		}
	}
	if f.Scale != nil {
		shift := uint8(*f.Scale)
		s.scale = &shift
	}
	s.sackOK, s.stamps = f.SACKPermitted, f.Stamps
	for _, b := range f.SACK {
		s.sack = append(s.sack, [2]uint32{value(&b.From, ""), value(&b.To, "")})
	}
	return s, ok
}

// flagsOf are the flags of a forged segment.
func flagsOf(f scenario.Forge) string {
	named := map[string]bool{
		"SYN": f.Segment.SYN, "FIN": f.Segment.FIN, "RST": f.Segment.RST, "PSH": f.Push, "URG": f.Urgent != nil,
		"ACK": f.Segment.ACK || f.Segment.Data || f.Ack != nil,
	}
	var flags []string
	for _, b := range tcpBits {
		if named[b.name] {
			flags = append(flags, b.name)
		}
	}
	return strings.Join(flags, ",")
}

// number works out an expression, or the receiver's variable without one. A
// host without a connection has no numbers.
func (l *live) number(e *scenario.Expr, port, to int, usual string) (uint32, bool) {
	name, offset := usual, uint32(0)
	if e != nil {
		name, offset = e.Var, uint32(e.Offset)
		if e.Host == "" {
			return offset, true
		}
		if h := l.file.Host(e.Host); h != to {
			to, port = h, 0
		}
	}
	if v := l.link.of(port).hosts[to]; port > 0 {
		return v.value(name) + offset, v.known
	}
	state := l.state(to)
	return l.link.of(0).hosts[to].value(name) + offset, state != "CLOSED" && state != "LISTEN"
}
