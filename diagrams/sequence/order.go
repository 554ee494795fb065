package sequence

import (
	"slices"

	"woshou/diagrams/trace"
)

// arranged is the run with its hosts in the order in which their lifelines
// stand: that of the trace if its author has said one or there are only two,
// else the one in which messages pass behind the fewest lifelines. Of several
// such orders it is the one that leaves most hosts in the trace's own.
func arranged(t *trace.Trace) *trace.Trace {
	if t.Show.Order || len(t.Hosts) == 2 {
		return t
	}
	o := ordering{traffic: trafficOf(t)}
	o.try(0, 0)
	return reordered(t, o.best)
}

// trafficOf counts the messages between each two hosts.
func trafficOf(t *trace.Trace) [][]int {
	count := make([][]int, len(t.Hosts))
	for i := range count {
		count[i] = make([]int, len(t.Hosts))
	}
	for _, m := range t.Messages {
		count[m.From][m.To]++
		count[m.To][m.From]++
	}
	return count
}

// ordering looks through all orders of hosts: with eight of them there are
// 40,320, few of which are followed to the end.
type ordering struct {
	traffic      [][]int
	place, best  []int // hosts from the left
	fewest, swap int   // of best: what passes behind, and how many pairs of hosts have changed sides
}

// try goes through the orders that begin with place, where so much passes behind
// and so many pairs have changed sides already.
func (o *ordering) try(passing, swapped int) {
	switch {
	case o.best != nil && (passing > o.fewest || passing == o.fewest && swapped >= o.swap):
		return
	case len(o.place) == len(o.traffic):
		o.best, o.fewest, o.swap = slices.Clone(o.place), passing, swapped
		return
	}
	for host := range o.traffic {
		if slices.Contains(o.place, host) {
			continue
		}
		more, turned := passing, swapped
		for at, left := range o.place {
			more += o.traffic[left][host] * (len(o.place) - at - 1)
			if left > host {
				turned++
			}
		}
		o.place = append(o.place, host)
		o.try(more, turned)
		o.place = o.place[:len(o.place)-1]
	}
}

// reordered is the run with its hosts in another order, each named by its index
// in the run.
func reordered(t *trace.Trace, order []int) *trace.Trace {
	o := *t
	place := make([]int, len(order))
	o.Hosts = make([]trace.Host, len(order))
	for at, host := range order {
		place[host], o.Hosts[at] = at, t.Hosts[host]
	}
	o.Messages = slices.Clone(t.Messages)
	for i := range o.Messages {
		m := &o.Messages[i]
		m.From, m.To = place[m.From], place[m.To]
	}
	o.Events = slices.Clone(t.Events)
	for i := range o.Events {
		if e := &o.Events[i]; e.Host != trace.Nobody {
			e.Host = place[e.Host]
		}
	}
	return &o
}
