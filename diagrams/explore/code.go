package explore

import (
	"bytes"
	"math/bits"
	"slices"

	"woshou/diagrams/protocol"
)

// A world is kept as octets: globals, memories, calls, faults, and the messages
// that fly. A value below 0xF0 is one octet, another three. Worlds that cannot
// be told apart have the same code: hosts that are alike are put in the order
// that gives the least one, and what no rule reads any more is forgotten.

func first(b uint64) int { return bits.TrailingZeros64(b) }

// appendValue appends the code of a value: small numbers, words, hosts and sets
// take one octet, the others three.
func appendValue(code []byte, v protocol.Value) []byte {
	switch low := v & (1<<14 - 1); {
	case v < 0x60:
		return append(code, byte(v))
	case v>>14 == 1 && low < 0x30:
		return append(code, 0x60+byte(low))
	case v>>14 == 2 && low < 0x10:
		return append(code, 0x90+byte(low))
	case v>>14 == 3 && low < 0x40:
		return append(code, 0xA0+byte(low))
	}
	return append(code, 0xFF, byte(v>>8), byte(v))
}

// value reads a value, and returns the rest of the code.
func value(code []byte) (protocol.Value, []byte) {
	switch c := code[0]; {
	case c < 0x60:
		return protocol.Value(c), code[1:]
	case c < 0x90:
		return 1<<14 + protocol.Value(c-0x60), code[1:]
	case c < 0xA0:
		return 2<<14 + protocol.Value(c-0x90), code[1:]
	case c < 0xE0:
		return 3<<14 + protocol.Value(c-0xA0), code[1:]
	}
	return protocol.Value(code[1])<<8 | protocol.Value(code[2]), code[3:]
}

// encode appends the code of w in which the hosts stand as k.placed has them.
func (k *walker) encode(code []byte, w *world) []byte {
	n, at, order := len(k.p.Hosts), k.placed, k.order // the place of each host
	same := true
	for place, i := range at {
		order[i] = place
		same = same && i == place
	}
	for _, v := range w.globals {
		code = appendValue(code, v)
	}
	down, cutOff := byte(0), byte(0)
	for place, i := range at {
		for _, v := range w.memories[i] {
			if !same {
				v = renamed(v, order)
			}
			code = appendValue(code, v)
		}
		c := len(k.p.Calls)
		code = append(code, w.calls[i*c:(i+1)*c]...)
		down |= byte(w.down>>i&1) << place
		cutOff |= byte(w.cutOff>>i&1) << place
	}
	code = append(code, down, cutOff)
	code = append(code, w.used...)
	if w.beyond {
		code = append(code, 1)
	} else {
		code = append(code, 0)
	}
	if w.busy == 0 {
		return code
	}
	for a, from := range at {
		for b, to := range at {
			q := w.queues[from*n+to]
			if len(q) == 0 {
				continue
			}
			code = append(code, byte(a*n+b), byte(len(q)))
			start := len(code)
			for i := range q {
				code = k.appendMessage(code, &q[i], order, same)
			}
			if k.reorder && len(q) > 1 {
				k.sortMessages(code[start:], q, order, same)
			}
		}
	}
	return code
}

func (k *walker) appendMessage(code []byte, m *message, order []int, same bool) []byte {
	code = append(code, m.kind, m.n)
	for _, v := range m.args[:m.n] {
		if !same {
			v = renamed(v, order)
		}
		code = appendValue(code, v)
	}
	return code
}

// sortMessages writes a queue's messages in the order of their codes: where any
// of them may come first, their order makes no difference.
func (k *walker) sortMessages(into []byte, q []message, order []int, same bool) {
	var codes [][]byte
	for i := range q {
		codes = append(codes, k.appendMessage(nil, &q[i], order, same))
	}
	slices.SortFunc(codes, bytes.Compare)
	copy(into, bytes.Join(codes, nil))
}

// renamed is a value in which each host stands at its place in the order.
func renamed(v protocol.Value, order []int) protocol.Value {
	switch v >> 14 {
	case 2:
		if i := int(v & (1<<14 - 1)); i > 0 {
			return 2<<14 + 1 + protocol.Value(order[i-1])
		}
	case 3:
		set := protocol.Value(3 << 14)
		for rest := uint16(v & (1<<14 - 1)); rest != 0; rest &= rest - 1 {
			set |= 1 << order[bits.TrailingZeros16(rest)]
		}
		return set
	}
	return v
}

// decode makes w the world of a code.
func (k *walker) decode(w *world, code []byte) {
	c := len(k.p.Calls)
	for i := range w.globals {
		w.globals[i], code = value(code)
	}
	for i, m := range w.memories {
		for j := range m {
			m[j], code = value(code)
		}
		copy(w.calls[i*c:(i+1)*c], code[:c])
		code = code[c:]
	}
	w.down, w.cutOff = uint(code[0]), uint(code[1])
	code = code[2:]
	copy(w.used, code[:len(w.used)])
	code = code[len(w.used):]
	w.beyond = code[0] == 1
	code = code[1:]
	for b := w.busy; b != 0; b &= b - 1 {
		w.queues[first(b)] = w.queues[first(b)][:0]
	}
	w.busy = 0
	for len(code) > 0 {
		queue, count := int(code[0]), int(code[1])
		code = code[2:]
		for range count {
			m := message{kind: code[0], n: code[1]}
			code = code[2:]
			for i := range m.n {
				m.args[i], code = value(code)
			}
			w.push(queue, m)
		}
	}
}

// canonical appends the least code of the worlds that cannot be told from w, and
// forgets in w what no rule reads any more. Hosts that are alike are sorted by
// what does not depend on their names; only those that this leaves equal are
// tried in every order.
func (k *walker) canonical(code []byte, w *world) []byte {
	copy(k.placed, k.identity)
	if !k.merge {
		return k.encode(code, w)
	}
	for i, m := range w.memories {
		isGone := w.down>>i&1 == 1 && !k.mayReturn(w, i)
		k.p.Forget(i, m, isGone)
		if c := len(k.p.Calls); isGone {
			clear(w.calls[i*c : (i+1)*c])
		}
	}
	ties := k.ties[:0]
	for _, role := range k.alike {
		ties = k.sort(ties, w, role)
	}
	k.ties = ties
	start := len(code)
	code = k.encode(code, w)
	if len(ties) > 0 && orders(ties) <= maxOrders {
		k.tryOrders(ties, func() {
			k.spare = k.encode(k.spare[:0], w)
			if bytes.Compare(k.spare, code[start:]) < 0 {
				code = append(code[:start], k.spare...)
			}
		})
	}
	return code
}

// maxOrders is how many orders are tried. Where there are more, worlds that
// differ in names alone may be kept apart, which is only slow.
const maxOrders = 720

// orders is how many orders there are of some stretches.
func orders(ties []span) int {
	n := 1
	for _, t := range ties {
		for i := 2; i <= t.count; i++ {
			n *= i
		}
	}
	return n
}

// isNamed reports whether a variable or a message says which of some hosts is
// which: where none does, their order makes no difference.
func (k *walker) isNamed(w *world, hosts []int) bool {
	n := len(k.p.Hosts)
	var among protocol.Value // a bit for each
	for _, h := range hosts {
		among |= 1 << h
	}
	names := func(v protocol.Value) bool {
		low := v & (1<<14 - 1)
		return v>>14 == 3 && low&among != 0 || v>>14 == 2 && low > 0 && among>>(low-1)&1 == 1
	}
	if slices.ContainsFunc(w.cells, names) {
		return true
	}
	for b := w.busy; b != 0; b &= b - 1 {
		q := first(b)
		if among>>(q/n)&1 == 1 || among>>(q%n)&1 == 1 {
			return true
		}
		for i := range w.queues[q] {
			if m := &w.queues[q][i]; slices.ContainsFunc(m.args[:m.n], names) {
				return true
			}
		}
	}
	return false
}

// sort places the hosts of a role in the order of their signatures, and appends
// the stretches of those that are equal.
func (k *walker) sort(ties []span, w *world, role span) []span {
	placed := k.placed[role.first : role.first+role.count]
	for _, h := range placed {
		k.signs[h] = k.signature(k.signs[h][:0], w, h)
	}
	for i := range placed { // a few hosts: insertion
		for j := i; j > 0 && bytes.Compare(k.signs[placed[j]], k.signs[placed[j-1]]) < 0; j-- {
			placed[j], placed[j-1] = placed[j-1], placed[j]
		}
	}
	for i := 0; i < len(placed); {
		n := 1
		for i+n < len(placed) && bytes.Equal(k.signs[placed[i]], k.signs[placed[i+n]]) {
			n++
		}
		if n > 1 && k.isNamed(w, placed[i:i+n]) {
			ties = append(ties, span{role.first + i, n})
		}
		i += n
	}
	return ties
}

// signature is what can be said of a host without naming one that is alike to
// another: its memory, hosts left out but for how many a set has, its calls, and
// how many messages of which kind fly to and from it.
func (k *walker) signature(s []byte, w *world, host int) []byte {
	for _, v := range w.memories[host] {
		switch v >> 14 {
		case 2:
			s = append(s, k.faceless(v, host))
		case 3:
			set := v & (1<<14 - 1)
			s = append(s, byte(bits.OnesCount16(uint16(set))), byte(set>>host&1))
		default:
			s = append(s, byte(v>>8), byte(v))
		}
	}
	c := len(k.p.Calls)
	s = append(s, w.calls[host*c:(host+1)*c]...)
	s = append(s, byte(w.down>>host&1), byte(w.cutOff>>host&1))
	n := len(k.p.Hosts)
	var in, out int
	for b := w.busy; b != 0; b &= b - 1 {
		q := first(b)
		if q/n == host {
			out += 1 + len(w.queues[q])*16
		}
		if q%n == host {
			in += 1 + len(w.queues[q])*16
		}
	}
	return append(s, byte(in), byte(out))
}

// faceless is a host as one of several that are alike: nobody, me, or another.
func (k *walker) faceless(v protocol.Value, me int) byte {
	i := int(v & (1<<14 - 1))
	switch {
	case i == 0:
		return 0
	case i-1 == me:
		return 1
	case k.isAlike[i-1]:
		return 2
	}
	return byte(2 + i)
}

// tryOrders calls try with the hosts of some stretches placed in every order.
func (k *walker) tryOrders(ties []span, try func()) {
	if len(ties) == 0 {
		try()
		return
	}
	k.permute(k.placed[ties[0].first:ties[0].first+ties[0].count], 0, func() { k.tryOrders(ties[1:], try) })
}

// permute calls try with every order of some hosts from a place on.
func (k *walker) permute(hosts []int, from int, try func()) {
	if from == len(hosts) {
		try()
		return
	}
	for i := from; i < len(hosts); i++ {
		hosts[from], hosts[i] = hosts[i], hosts[from]
		k.permute(hosts, from+1, try)
		hosts[from], hosts[i] = hosts[i], hosts[from]
	}
}
