package judge

import (
	"time"

	"woshou/diagrams/trace"
)

// FromTrace is what the trace of the machine's run shows of it.
func FromTrace(t *trace.Trace) Record {
	var r Record
	var numbers [2]numbering
	index := map[string]int{t.Hosts[0].Name: 0, t.Hosts[1].Name: 1}
	for i, s := range t.Segments {
		from := index[s.From]
		w := wireSegment{flags: s.Flags, seq: s.Seq, len: s.Len}
		if s.Ack != nil {
			w.ack = *s.Ack
		}
		original := s.RetransmissionOf == nil && s.CopyOf == nil && s.Fate != trace.Forged
		if n := count(numbers[from].isns, s.Seq); w.has("SYN") && original && n > 0 && n < count(t.Hosts[from].ISS, s.Seq) {
			numbers[from].renew(s.Seq)
		}
		seg := w.relative(from, &numbers)
		seg.Again = s.RetransmissionOf != nil
		seg.Copy = s.CopyOf != nil
		if f := t.Segments[i].Fate; f == trace.Lost || f == trace.Forged {
			seg.Fate = string(f)
		}
		seg.Sent = time.Duration(s.SentUS) * time.Microsecond
		r.Segments = append(r.Segments, seg)
	}
	for i, h := range t.Hosts {
		r.Paths[i] = path(t, h)
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
func path(t *trace.Trace, h trace.Host) []Stay {
	stays, since := []Stay{{State: h.Initial}}, int64(0)
	for _, e := range t.Events {
		if e.Kind != trace.State || e.Host != h.Name {
			continue
		}
		stays[len(stays)-1].Brief = e.TUS == since
		stays, since = append(stays, Stay{State: e.To}), e.TUS
	}
	return stays
}
