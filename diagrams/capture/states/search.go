package states

import (
	"slices"

	"woshou/diagrams/tcp"
)

// node is a hypothesis at a time, after so many of the sure items.
type node struct {
	hypothesis
	done int
}

// edge is a move within a slot, between nodes by their indices.
type edge struct{ from, to, price int }

// slot is a stretch of time, [from, to), in which nothing new can happen, and
// where the end can be in it.
type slot struct {
	from, to int64
	quiet    int64 // how long nothing had happened before it, at least
	nodes    []node
	index    map[node]int
	price    []int  // of the cheapest way to each
	onward   []int  // of the cheapest way on from each
	leaves   []bool // which of them the end can be at when the slot is over
	edges    []edge
}

// never is a price that no story has.
const never = 1 << 30

// search is the search for the cheapest stories.
type search struct {
	sure  []*Item // what happened, in order
	maybe []*Item // what may have arrived, by the time from which on
	slots []*slot
	near  bool
	// middle tells that the capture began in the middle of the connection.
	middle bool
}

// Of works out in which states an end can have been.
func Of(e Evidence) Told {
	s := newSearch(e)
	at := map[node]int{}
	for _, m := range first(e) {
		at[node{m.to, 0}] = m.price
	}
	for _, sl := range s.slots {
		if at = s.forward(sl, at); len(at) == 0 {
			return Told{}
		}
	}
	ahead := map[node]int{}
	best := never
	for n, price := range at {
		ahead[n] = free
		best = min(best, price)
	}
	for i := len(s.slots) - 1; i >= 0; i-- {
		ahead = s.slots[i].backward(ahead)
	}
	spans := s.spans(best, e)
	var last [len(allStates)]bool
	for n, price := range at {
		last[n.state] = last[n.state] || price == best
	}
	return Told{append(spans, Span{e.End + 1, e.End + 2, listed(last)}), s.odd(best)}
}

// odd are the items that every one of the cheapest stories can send only by what the
// RFC's machine would not do.
func (s *search) odd(best int) (indices []int) {
	ways := make([]struct{ odd, plain bool }, len(s.sure))
	for _, sl := range s.slots {
		for _, e := range sl.edges {
			from := sl.nodes[e.from]
			if sl.nodes[e.to].done == from.done || sl.price[e.from]+e.price+sl.onward[e.to] != best {
				continue
			}
			way := &ways[from.done]
			way.odd = way.odd || e.price >= departure
			way.plain = way.plain || e.price < departure
		}
	}
	for i, way := range ways {
		if way.odd && !way.plain && s.sure[i].Out {
			indices = append(indices, s.sure[i].Index)
		}
	}
	return indices
}

// listed are the states of a set.
func listed(in [len(allStates)]bool) (list []tcp.State) {
	for state, possible := range in {
		if possible {
			list = append(list, tcp.State(state))
		}
	}
	return list
}

// first are the hypotheses that a capture begins with: that nobody has called yet,
// or somebody listens; of a connection that it does not show from its start, all.
// Where it begins with a SYN, one of the ends may still be in an older connection.
// What has called OPEN or CLOSE has its price, as it has later.
func first(e Evidence) (list []move) {
	for s := range tcp.StateNames() {
		h := hypothesis{state: tcp.State(s)}
		switch h.state {
		case tcp.Closed, tcp.Listen:
			price := free
			if e.Middle {
				price = call // there is a connection, or was
			}
			list = append(list, move{h, price})
			continue
		}
		if !e.Middle {
			list = append(list, move{h, ancient})
			continue
		}
		if e.InputOpen && inputEnded(h.state) {
			continue
		}
		switch h.state {
		case tcp.SynSent, tcp.SynReceived, tcp.FinWait1, tcp.FinWait2, tcp.Closing, tcp.LastAck, tcp.TimeWait:
			list = append(list, move{h, call})
		default:
			list = append(list, move{h, free})
		}
	}
	return list
}

// inputEnded reports whether the peer's FIN has come in a state.
func inputEnded(s tcp.State) bool {
	return s == tcp.CloseWait || s == tcp.Closing || s == tcp.LastAck || s == tcp.TimeWait
}

// newSearch cuts time into slots.
func newSearch(e Evidence) *search {
	s := &search{near: e.Near, middle: e.Middle}
	cuts := []int64{e.Start, e.End + 1}
	for i := range e.Items {
		it := &e.Items[i]
		cuts = append(cuts, it.From)
		if it.Sure {
			s.sure = append(s.sure, it)
			cuts = append(cuts, it.To+1)
			continue
		}
		s.maybe = append(s.maybe, it)
	}
	slices.SortStableFunc(s.maybe, func(a, b *Item) int { return int(a.From - b.From) })
	cuts = append(cuts, e.timeouts()...)
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	for i, from := range cuts[:len(cuts)-1] {
		if to := cuts[i+1]; from <= e.End {
			s.slots = append(s.slots, &slot{from: from, to: to, quiet: quiet(e, from)})
		}
	}
	return s
}

// timeouts are the instants at which timers can have run out, in pauses long
// enough for it.
func (e Evidence) timeouts() (at []int64) {
	for i, it := range e.Items {
		next := e.End
		if i+1 < len(e.Items) {
			next = e.Items[i+1].From
		}
		for _, after := range []int64{shortestGivingUp, shortestTimeWait} {
			if it.To+after < next {
				at = append(at, it.To+after)
			}
		}
	}
	return at
}

// quiet is how long before an instant an end had, as far as is known, sent and
// received nothing.
func quiet(e Evidence, at int64) int64 {
	least := int64(never)
	for i := range e.Items {
		if it := &e.Items[i]; it.From <= at {
			least = min(least, max(0, at-it.To))
		}
	}
	return least
}

// forward fills a slot from where the end can be before it, and returns where it
// can be after.
func (s *search) forward(sl *slot, at map[node]int) map[node]int {
	sl.index = map[node]int{}
	var queue []int
	reach := func(n node, price int) int {
		i, known := sl.index[n]
		if !known {
			i = len(sl.nodes)
			sl.index[n] = i
			sl.nodes, sl.price = append(sl.nodes, n), append(sl.price, never)
		}
		if price < sl.price[i] {
			sl.price[i] = price
			queue = append(queue, i)
		}
		return i
	}
	for n, price := range at {
		reach(n, price)
	}
	expanded := map[int][]edge{}
	for len(queue) > 0 {
		i := queue[0]
		queue = queue[1:]
		edges, known := expanded[i]
		if !known {
			for n, price := range s.from(sl, sl.nodes[i]) {
				edges = append(edges, edge{i, reach(n, sl.price[i]+price), price})
			}
			expanded[i] = edges
			sl.edges = append(sl.edges, edges...)
			continue
		}
		for _, e := range edges {
			reach(sl.nodes[e.to], sl.price[i]+e.price)
		}
	}
	after := map[node]int{}
	sl.leaves = make([]bool, len(sl.nodes))
	for i, n := range sl.nodes {
		missed := n.done < len(s.sure) && s.sure[n.done].To < sl.to
		if sl.leaves[i] = !missed && !s.dawdles(n, sl); sl.leaves[i] {
			after[n] = sl.price[i]
		}
	}
	return after
}

// dawdles reports whether an end would have sent in the slot what it had to
// send.
func (s *search) dawdles(n node, sl *slot) bool {
	return s.near && n.waiting && !s.blocked(n) && sl.to-sl.from > prompt
}

// prompt is how long a host takes to send what it can, at most, in microseconds.
const prompt = 300

// blocked reports whether an end may have to hold back what it wants to send,
// after what it has sent so far.
func (s *search) blocked(n node) bool { return n.done > 0 && s.sure[n.done-1].Blocked }

// from are the moves of a node in a slot.
func (s *search) from(sl *slot, n node) map[node]int {
	next := map[node]int{}
	add := func(m move, done int) {
		to := node{m.to, done}
		if old, known := next[to]; to != n && (!known || m.price < old) {
			next[to] = m.price
		}
	}
	if n.state == tcp.Closed && n.done == 0 && !s.middle {
		add(move{n.in(tcp.Listen), free}, 0) // who is first heard of when called may have begun to listen at any time
	}
	for _, m := range n.silent(situation{quiet: sl.quiet, blocked: s.blocked(n)}) {
		add(m, n.done)
	}
	for _, it := range s.maybe {
		if it.From > sl.from {
			break
		}
		for _, m := range n.arrive(it) {
			if m.to != n.hypothesis {
				m.price += it.late(sl.from)
			}
			add(m, n.done)
		}
	}
	if n.done == len(s.sure) {
		return next
	}
	it := s.sure[n.done]
	if it.From > sl.from || sl.to > it.To+1 {
		return next
	}
	if it.Out {
		for _, m := range n.depart(it) {
			add(m, n.done+1)
		}
		return next
	}
	for _, m := range n.arrive(it) {
		add(m, n.done+1)
	}
	add(move{n.hypothesis, deaf}, n.done+1)
	return next
}

// late is the price of an arrival after all that its way should take: of a SYN,
// since a duplicate that comes to life again needs more than a lazy network.
func (it *Item) late(at int64) int {
	if it.Has(tcp.SYN) && !it.Has(tcp.ACK) && at > it.To {
		return overdue
	}
	return free
}

// backward fills in the prices onward, from those after the slot, and returns
// those before it.
func (sl *slot) backward(ahead map[node]int) map[node]int {
	sl.onward = make([]int, len(sl.nodes))
	for i, n := range sl.nodes {
		sl.onward[i] = never
		if price, ok := ahead[n]; ok && sl.leaves[i] {
			sl.onward[i] = price
		}
	}
	for changed := true; changed; {
		changed = false
		for _, e := range sl.edges {
			if price := sl.onward[e.to] + e.price; price < sl.onward[e.from] {
				sl.onward[e.from], changed = price, true
			}
		}
	}
	before := map[node]int{}
	for i, n := range sl.nodes {
		before[n] = sl.onward[i]
	}
	return before
}

// spans are the states of the cheapest stories, slot by slot.
func (s *search) spans(best int, e Evidence) (spans []Span) {
	for _, sl := range s.slots {
		var in [len(allStates)]bool
		for i, n := range sl.nodes {
			in[n.state] = in[n.state] || sl.price[i]+sl.onward[i] == best
		}
		span := Span{From: max(sl.from, e.Start), To: sl.to, States: listed(in)}
		if sl.to <= e.Start {
			continue
		}
		if last := len(spans) - 1; last >= 0 && slices.Equal(spans[last].States, span.States) {
			spans[last].To = span.To
			continue
		}
		spans = append(spans, span)
	}
	return spans
}

// allStates has a place for each state.
var allStates [tcp.TimeWait + 1]struct{}
