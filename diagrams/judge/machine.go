package judge

import (
	"time"

	"woshou/diagrams/trace"
)

// FromTrace is what the trace of the machine's run shows of it.
func FromTrace(t *trace.Trace) Record {
	var r Record
	var numbers [2]numbering
	for _, m := range t.Messages {
		w := wireSegment{flags: m.Name, seq: m.TCP.Seq, len: m.TCP.Len}
		if m.TCP.Ack != nil {
			w.ack = *m.TCP.Ack
		}
		original := m.RepeatOf == 0 && m.CopyOf == 0 && m.Fate != trace.Forged
		if n := count(numbers[m.From].isns, w.seq); w.has("SYN") && original && n > 0 && n < count(t.TCP.ISS[m.From], w.seq) {
			numbers[m.From].renew(w.seq)
		}
		seg := w.relative(m.From, &numbers)
		seg.Again = m.RepeatOf > 0
		seg.Copy = m.CopyOf > 0
		if m.Fate == trace.Lost || m.Fate == trace.Forged {
			seg.Fate = string(m.Fate)
		}
		seg.Sent = time.Duration(m.SentUS) * time.Microsecond
		r.Segments = append(r.Segments, seg)
	}
	for i := range t.Hosts {
		r.Paths[i] = path(t, i)
	}
	r.settle()
	return r
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
		if e.Kind != trace.State || e.Host != host {
			continue
		}
		stays[len(stays)-1].Brief = e.AtUS == since
		stays, since = append(stays, Stay{State: e.To}), e.AtUS
	}
	return stays
}
