package replay

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"woshou/diagrams/scenario"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// learn gathers what has to be known before the first step: how long messages
// are on their way, what the SYNs agree upon, who reads late.
func (d *draft) learn() {
	var known [2]bool
	for _, m := range d.t.Messages {
		if m.ArrivedUS == nil {
			continue
		}
		if way := *m.ArrivedUS - m.SentUS; !known[m.From] || way < d.latency[m.From] {
			d.latency[m.From], known[m.From] = way, true
		}
	}
	for side := range known {
		switch {
		case !known[side] && known[1-side]:
			d.latency[side] = d.latency[1-side]
		case !known[side]:
			d.latency[side] = d.halfLoop()
		}
	}
	for side := range known {
		d.options(side)
	}
	if d.stamped == [2]bool{true, true} {
		for side := range d.ends {
			d.ends[side].mss = max(0, d.ends[side].mss-trace.StampRoom)
		}
	}
}

// halfLoop is half of the shortest time from one host's message to the next of the
// other, where nothing better tells how long messages are on their way.
func (d *draft) halfLoop() int64 {
	shortest := 2 * scenario.DefaultLatency.Microseconds()
	for i, m := range d.t.Messages[min(1, len(d.t.Messages)):] {
		if before := d.t.Messages[i]; before.From != m.From {
			shortest = min(shortest, m.SentUS-before.SentUS)
		}
	}
	return shortest / 2
}

// ethernet is the MSS of a host that says none (RFC 9293 §3.7.1, for Ethernet).
const ethernet = 1460

// options sets what a host has agreed to in its SYNs.
func (d *draft) options(side int) {
	u, name := &d.ends[side], d.names[side]
	u.sending = -1
	window, longest := 0, 0
	for i := range d.t.Messages {
		m := &d.t.Messages[i]
		if m.From != side {
			continue
		}
		longest = max(longest, m.TCP.Len)
		if !m.HasFlag("SYN") || window > 0 {
			continue
		}
		window = m.TCP.Window
		for _, o := range m.TCP.Options {
			key, value, _ := strings.Cut(o, "=")
			n, _ := strconv.Atoi(value)
			switch key {
			case "MSS":
				d.ends[1-side].mss = n
				if n != ethernet && n >= 8 {
					d.sets = append(d.sets, fmt.Sprintf("%s set mss %d", name, n))
				}
			case "SACK-permitted":
				d.sets = append(d.sets, name+" set sack on")
			case "TSval":
				d.stamped[side] = true
				d.sets = append(d.sets, name+" set timestamps on")
			case "WS":
				d.sets = append(d.sets, name+" set window-scale on")
			}
		}
	}
	if !d.handshake() {
		d.guess(side, longest)
	}
	d.window(side, window)
}

// guess sets what the hosts must have agreed upon before the capture began.
func (d *draft) guess(side, longest int) {
	stamped, selective := false, false
	var before *trace.Message
	for i := range d.t.Messages {
		m := &d.t.Messages[i]
		if m.From != side || m.TCP.Len == 0 {
			continue
		}
		if before != nil && before.TCP.Len == longest && keyOf(before).end() == tcp.Seq(m.TCP.Seq) && d.ends[side].mss == 0 && longest != ethernet {
			d.ends[side].mss = longest // a larger one would have held more
			d.sets = append(d.sets, fmt.Sprintf("%s set mss %d", d.names[1-side], max(longest, 8)))
		}
		before = m
	}
	for _, m := range d.t.Messages {
		for _, o := range m.TCP.Options {
			stamped = stamped || strings.HasPrefix(o, "TSval=")
			selective = selective || strings.HasPrefix(o, "SACK=")
		}
	}
	if stamped {
		d.sets = append(d.sets, d.names[side]+" set timestamps on")
	}
	if selective {
		d.sets = append(d.sets, d.names[side]+" set sack on")
	}
}

// window sets the buffer of a host: what it offers at most.
func (d *draft) window(side, first int) {
	scale := d.agreedScale(side)
	most := first
	for _, m := range d.t.Messages {
		if m.From == side && !m.HasFlag("RST") && (scale > 0 || first == 0) && !m.HasFlag("SYN") {
			most = max(most, m.TCP.Window<<scale)
		}
	}
	d.ends[side].scale = scale
	if first > 0 && most != usualWindow || first == 0 && most > 0 && most < usualWindow*9/10 {
		d.sets = append(d.sets, fmt.Sprintf("%s set window %d", d.names[side], min(most, 1<<30)))
	}
	if d.readsLate(side) {
		d.sets = append(d.sets, d.names[side]+" set auto-read off")
	}
}

// usualWindow is the window of a host that sets none. Where the capture began in
// the middle, some of it may have been in use all the time.
const usualWindow = 65535

// agreedScale is the shift of a host's window, 0 unless both offer one.
//
// RFC 7323, section 2.2.
func (d *draft) agreedScale(side int) int {
	offered := [2]int{-1, -1}
	for _, m := range d.t.Messages {
		for _, o := range m.TCP.Options {
			if value, ok := strings.CutPrefix(o, "WS="); ok {
				offered[m.From], _ = strconv.Atoi(value)
			}
		}
	}
	if offered[0] < 0 || offered[1] < 0 {
		return 0
	}
	return min(offered[side], 14)
}

// readsLate reports whether a host has closed its window: then its user reads
// when the window opens, and not at once.
func (d *draft) readsLate(side int) bool {
	return slices.ContainsFunc(d.t.Messages, func(m trace.Message) bool {
		return m.From == side && m.TCP.Window == 0 && !m.HasFlag("RST")
	})
}
