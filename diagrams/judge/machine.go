package judge

import (
	"strconv"
	"strings"
	"time"

	"woshou/diagrams/trace"
)

// FromTrace is what the trace of the machine's run shows of it.
func FromTrace(t *trace.Trace) Record {
	var r Record
	of := map[int]*[2]numbering{}
	for _, m := range t.Messages {
		numbers := of[m.TCP.Connection]
		if numbers == nil {
			numbers = &[2]numbering{}
			of[m.TCP.Connection] = numbers
		}
		w := wireSegment{
			flags: m.Name, seq: m.TCP.Seq, len: m.TCP.Len, window: m.TCP.Window, urgent: m.TCP.Urgent,
			options: readOptions(m.TCP.Options),
		}
		if m.TCP.Ack != nil {
			w.ack = *m.TCP.Ack
		}
		original := m.RepeatOf == 0 && m.CopyOf == 0 && m.Fate != trace.Forged
		if n := count(numbers[m.From].isns, w.seq); m.TCP.Connection == 0 && w.has("SYN") && original && n > 0 && n < count(t.TCP.ISS[m.From], w.seq) {
			numbers[m.From].renew(w.seq)
		}
		seg := w.relative(m.From, numbers)
		seg.Port = m.TCP.Connection
		seg.Again = m.RepeatOf > 0
		seg.Copy = m.CopyOf > 0
		if m.Fate == trace.Lost || m.Fate == trace.Forged {
			seg.Fate = string(m.Fate)
		}
		seg.Sent, seg.Arrived = time.Duration(m.SentUS)*time.Microsecond, neverArrived
		if m.ArrivedUS != nil {
			seg.Arrived = time.Duration(*m.ArrivedUS) * time.Microsecond
		}
		r.Segments = append(r.Segments, seg)
	}
	for _, e := range t.Events {
		if e.Kind == trace.Call {
			r.Calls[e.Host] = append(r.Calls[e.Host], time.Duration(e.AtUS)*time.Microsecond)
		}
	}
	for i := range t.Hosts {
		r.Paths[i] = path(t, i)
	}
	r.settle()
	return r
}

// readOptions reads options as a trace names them.
func readOptions(names []string) (o options) {
	for _, name := range names {
		word, value, _ := strings.Cut(name, "=")
		from, to, _ := strings.Cut(value, "-")
		n, m := number(from), number(to)
		switch word {
		case "MSS":
			o.mss = int(n)
		case "WS":
			shift := uint8(n)
			o.scale = &shift
		case "SACK-permitted":
			o.sackOK = true
		case "SACK":
			o.sack = append(o.sack, [2]uint32{n, m})
		case "TSval":
			o.stamps = &[2]uint32{n}
		case "TSecr":
			o.stamps[1] = n
		}
	}
	return o
}

func number(digits string) uint32 {
	n, _ := strconv.ParseUint(digits, 10, 32) // a trace is ours
	return uint32(n)
}

func count(numbers []uint32, n uint32) (times int) {
	for _, m := range numbers {
		if m == n {
			times++
		}
	}
	return times
}

// path is the way of one host through the states.
func path(t *trace.Trace, host int) []Stay {
	stays, since := []Stay{{State: t.Hosts[host].Initial}}, int64(0)
	for _, e := range t.Events {
		if !e.ChangesState() || e.Host != host {
			continue
		}
		stays[len(stays)-1].Brief = e.AtUS == since
		stays, since = append(stays, Stay{State: e.To}), e.AtUS
	}
	return stays
}
