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
		w := wireSegment{flags: s.Flags, seq: s.Seq, len: s.Len}
		if s.Ack != nil {
			w.ack = *s.Ack
		}
		seg := w.relative(index[s.From], &numbers)
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

// wireSegment is a segment with its numbers as they stand on the wire.
type wireSegment struct {
	flags    string
	seq, ack uint32
	len      int
}

// relative makes the numbers relative; a SYN's number is a new initial one.
func (w wireSegment) relative(from int, numbers *[2]numbering) Segment {
	s := Segment{From: from, Flags: w.flags, Len: w.len}
	if s.Has("SYN") {
		numbers[from].learn(w.seq)
	}
	s.Seq = numbers[from].relative(w.seq)
	if s.Has("ACK") {
		s.Ack = numbers[1-from].relative(w.ack)
	}
	if s.Has("RST") && s.Has("ACK") && w.seq == 0 {
		s.Seq = Number{} // RFC 9293 §3.5.2, group 1: no number of a connection
	}
	return s
}
