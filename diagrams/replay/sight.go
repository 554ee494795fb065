package replay

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// sight is a message as a capture saw it, or would have seen it.
type sight struct {
	key
	atUS    int64
	message *trace.Message
}

// key is what two messages have in common that are the same. PSH is not in it:
// when to set it is left to the sender (RFC 9293 §3.9.1.2).
type key struct {
	from     int
	flags    string
	seq, ack uint32
	len      int
}

func keyOf(m *trace.Message) key {
	flags := slices.DeleteFunc(strings.Split(m.Name, ","), func(f string) bool { return f == tcp.PSH.String() })
	k := key{from: m.From, flags: strings.Join(flags, ","), seq: m.TCP.Seq, len: m.TCP.Len}
	if m.TCP.Ack != nil {
		k.ack = *m.TCP.Ack
	}
	return k
}

// space is how many sequence numbers a message takes.
func (k key) space() int {
	n := k.len
	if k.has("SYN") {
		n++
	}
	if k.has("FIN") {
		n++
	}
	return n
}

// end is the number behind its last.
func (k key) end() tcp.Seq { return tcp.Seq(k.seq).Add(k.space()) }

// String is the key as figures print it.
func (k key) String() string {
	s := fmt.Sprintf("%s seq=%d", k.flags, k.seq)
	if k.has("ACK") {
		s += fmt.Sprintf(" ack=%d", k.ack)
	}
	if k.len > 0 {
		s += fmt.Sprintf(" len=%d", k.len)
	}
	return s
}

func (k key) has(flag string) bool { return slices.Contains(strings.Split(k.flags, ","), flag) }

// captured are the messages of a capture in the order in which it saw them. What
// a network card cuts up was captured whole: it stands as the pieces that it was
// cut into.
func captured(t *trace.Trace, size [2]int) (list []sight) {
	for i := range t.Messages {
		m := &t.Messages[i]
		k := keyOf(m)
		for size[k.from] > 0 && k.len > size[k.from] {
			piece := k
			piece.len, piece.flags = size[k.from], tcp.ACK.String()
			list = append(list, sight{piece, m.Sight.AtUS, m})
			k.seq, k.len = k.seq+uint32(piece.len), k.len-piece.len
		}
		list = append(list, sight{k, m.Sight.AtUS, m})
	}
	slices.SortStableFunc(list, func(a, b sight) int {
		return cmp.Or(cmp.Compare(a.atUS, b.atUS), cmp.Compare(a.message.Sight.Packet, b.message.Sight.Packet))
	})
	return list
}

// vantage is the place from which a capture sees a run.
type vantage struct {
	at []bool // beside which hosts it stands
	// behind is how long after its departure from a host it sees a message.
	behind [2]int64
}

func vantageOf(t *trace.Trace) vantage {
	v := vantage{at: t.Capture.At}
	for _, m := range t.Messages {
		v.behind[m.From] = m.Sight.AtUS - m.SentUS
	}
	return v
}

// beyond reports whether the capture stands at the other end alone, so that what
// a host sends may be lost before it.
func (v vantage) beyond(host int) bool { return v.at[1-host] && !v.at[host] }

// of are the messages of a run that the capture would have seen, as it would have.
func (v vantage) of(t *trace.Trace) (list []sight) {
	order := map[*trace.Message]int{} // of those that it sees at one time
	for _, e := range t.Events {
		if e.Message > 0 && (e.Kind == trace.Receive) == v.beyond(t.Messages[e.Message-1].From) {
			order[&t.Messages[e.Message-1]] = e.N
		}
	}
	for i := range t.Messages {
		m := &t.Messages[i]
		at := m.SentUS + v.behind[m.From]
		if v.beyond(m.From) {
			if m.ArrivedUS == nil {
				continue
			}
			at = *m.ArrivedUS
		}
		list = append(list, sight{keyOf(m), at, m})
	}
	slices.SortStableFunc(list, func(a, b sight) int {
		return cmp.Or(cmp.Compare(a.atUS, b.atUS), cmp.Compare(order[a.message], order[b.message]))
	})
	return list
}
