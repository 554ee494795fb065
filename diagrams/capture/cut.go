package capture

import "woshou/diagrams/trace"

// cuts reports whether only a part is asked for.
func (o Options) cuts() bool { return o.From != 0 || o.To != 0 || o.First != 0 || o.Last != 0 }

// holds reports whether a message is in the part that is asked for.
func (o Options) holds(s *trace.Sight) bool {
	return s.AtUS >= o.From && (o.To == 0 || s.AtUS <= o.To) && s.Packet >= o.First && (o.Last == 0 || s.Packet <= o.Last)
}

// cut is the part of the record that is asked for: the messages that the capture
// saw in it, and what happened meanwhile. Numbers count anew, and a host begins in
// the state in which it was.
func (r *record) cut(opt Options) *trace.Trace {
	if !opt.cuts() {
		return r.trace
	}
	part := *r.trace
	part.Hosts = append([]trace.Host(nil), part.Hosts...)
	part.Messages, part.Events, part.EndUS = nil, nil, 0
	keep := map[int]int{0: 0} // new numbers by old ones
	from, to := int64(1<<62), int64(-1<<62)
	for _, m := range r.trace.Messages {
		if !opt.holds(m.Sight) {
			continue
		}
		keep[m.ID] = len(part.Messages) + 1
		from, to = min(from, m.SentUS), max(to, m.SentUS)
		if m.ArrivedUS != nil {
			to = max(to, *m.ArrivedUS)
		}
		m.ID, m.RepeatOf, m.CopyOf = keep[m.ID], keep[m.RepeatOf], keep[m.CopyOf]
		part.Messages = append(part.Messages, m)
	}
	taken := *part.Capture
	taken.Terms.Message = keep[taken.Terms.Message]
	part.Capture = &taken
	number := map[int]int{0: 0}
	for _, e := range r.trace.Events {
		if e.AtUS < from && e.Kind == trace.State {
			part.Hosts[e.Host].Initial = e.To
		}
		if _, kept := keep[e.Message]; !kept || e.AtUS < from || e.AtUS > to {
			continue
		}
		number[e.N] = len(part.Events) + 1
		e.N, e.Message, e.Cause = number[e.N], keep[e.Message], number[e.Cause]
		part.Events = append(part.Events, e)
		part.EndUS = max(part.EndUS, e.AtUS)
	}
	part.Chain()
	return &part
}
