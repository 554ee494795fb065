package sequence

import (
	"cmp"
	"slices"

	"woshou/diagrams/trace"
)

// kind is what an item is. Within one reaction of a host — a call, an arrival
// or a timeout and what follows from it — items stand in the order of kinds.
type kind int

const (
	section kind = iota // a rule across the figure
	remark              // an author's note, beside a host or across
	link                // the network begins or ends to lose everything, or the clock stops
	call                // a user call
	arrive              // a segment's arrival, or where a lost one would have arrived
	fire                // a timer's bracket ends
	state               // a stretch of a state begins
	signal              // an error signalled to a user
	depart              // a segment's departure
	start               // a timer's bracket begins
)

// item is one thing that has its place on a ribbon.
type item struct {
	index  int // among all, from above
	kind   kind
	host   int      // or across
	at     int64    // its time in the run, in microseconds
	cause  int      // the event it follows from; its own for calls, arrivals and timeouts
	lines  []string // what stands outside, beside it
	state  string   // state: its name in RFC spelling
	flight *flight  // depart, arrive
	final  bool     // link: the end of the run
}

// collect turns the trace into items, ordered by time and within one instant
// as things happened, but with a state's change above the departures it comes
// with: a reader looks for the cause above the effect.
func (f *figure) collect() {
	ends := f.takeTimers()
	for _, e := range f.trace.Events {
		f.collectEvent(e, ends)
	}
	f.completeFlights()
	f.endLast()
	slices.SortStableFunc(f.items, func(a, b *item) int { return cmp.Compare(a.at, b.at) })
	f.openRibbons()
	for i, it := range f.items {
		it.index = i
	}
	f.takeSolitude()
}

// collectEvent adds the items of one event, if it shows.
func (f *figure) collectEvent(e trace.Event, ends map[int]*item) {
	it := &item{host: e.Host, at: e.AtUS, cause: e.Cause}
	switch e.Kind {
	case trace.Call:
		if !f.trace.Show.Calls {
			return
		}
		it.kind, it.cause, it.lines = call, e.N, f.wrapOuter(f.says.call(e))
	case trace.State:
		it.kind, it.state, it.lines = state, e.To, []string{f.name(e.To)}
	case trace.Error:
		it.kind, it.lines = signal, f.wrapOuter(f.errorText(e.Error))
	case trace.Section:
		it.kind, it.host, it.lines = section, across, f.wrapWire(f.spelled(e.Text))
	case trace.Note:
		it.kind, it.lines = remark, f.wrapNote(it.host, f.spelled(e.Text))
	case trace.Cut, trace.Mend, trace.End:
		word := f.says.link(e.Kind)
		if e.Kind == trace.End && !f.interrupted() {
			return
		}
		it.kind, it.host, it.lines, it.final = link, across, []string{word}, e.Kind == trace.End
	case trace.Send, trace.Forge, trace.Duplicate, trace.Receive:
		f.collectEnd(e)
		return
	case trace.Timer:
		if it = ends[e.N]; it == nil {
			return
		}
	default:
		return
	}
	f.add(it)
}

// wrapNote breaks a note into the lines of its place.
func (f *figure) wrapNote(host int, text string) []string {
	if host == across {
		return f.wrapWire(text)
	}
	return f.wrapOuter(text)
}

// collectEnd adds the departure or the arrival of a segment. A departure that
// already has its place, such as that of a segment which the network then
// duplicates, keeps it.
func (f *figure) collectEnd(e trace.Event) {
	if e.Message < 1 || e.Message > len(f.flights) {
		return
	}
	fl := f.flights[e.Message-1]
	end := &fl.dep
	it := &item{kind: depart, host: fl.from, at: e.AtUS, cause: e.Cause, flight: fl}
	if e.Kind == trace.Receive {
		end = &fl.arr
		it.kind, it.host, it.cause = arrive, fl.to, e.N
	}
	if *end == nil {
		*end = it
		f.add(f.timed(it))
	}
}

// timed gives an end of a segment its time, if the figure shows times and this
// host's column does not say it already.
func (f *figure) timed(it *item) *item {
	said := slices.ContainsFunc(f.items, func(o *item) bool {
		return o.host == it.host && o.at == it.at && (o.kind == arrive || o.kind == depart) && len(o.lines) > 0
	})
	if f.trace.Show.Time && !said {
		it.lines = []string{duration(it.at)}
	}
	return it
}

// completeFlights adds the ends that no event tells of: where a lost segment
// would have arrived, and copies that the network made.
func (f *figure) completeFlights() {
	for _, fl := range f.flights {
		if fl.dep == nil {
			fl.dep = &item{kind: depart, host: fl.from, at: fl.message.SentUS, flight: fl}
			f.items = append(f.items, fl.dep)
		}
		if fl.arr == nil {
			fl.arr = &item{kind: arrive, host: fl.to, at: fl.arrival, flight: fl}
			f.items = slices.Insert(f.items, f.ghostPlace(fl), fl.arr)
		}
	}
}

// endLast puts the words for the end of the clock below the ends of what was
// still on its way.
func (f *figure) endLast() {
	i := slices.IndexFunc(f.items, func(it *item) bool { return it.final })
	if i < 0 {
		return
	}
	end := f.items[i]
	f.items = append(slices.Delete(f.items, i, i+1), end)
	for _, it := range f.items {
		end.at = max(end.at, it.at)
	}
}

// ghostPlace is where among the items a lost segment would have arrived: before those
// of the same instant that left after it.
func (f *figure) ghostPlace(fl *flight) int {
	i := slices.IndexFunc(f.items, func(it *item) bool {
		return it.kind == arrive && it.host == fl.to && it.at == fl.arrival && it.flight.message.ID > fl.message.ID
	})
	if i < 0 {
		return len(f.items)
	}
	return i
}

// add appends an item, but above what follows from the same cause and stands
// lower in the order of kinds.
func (f *figure) add(it *item) {
	at := len(f.items)
	for i := len(f.items) - 1; i >= 0; i-- {
		prev := f.items[i]
		if prev.host != it.host && prev.host != across && it.host != across {
			continue
		}
		if prev.at != it.at || prev.cause != it.cause || prev.kind <= it.kind || it.kind < state {
			break
		}
		at = i
	}
	f.items = slices.Insert(f.items, at, it)
}

// openRibbons puts each host's first state below the headings that come before
// everything else.
func (f *figure) openRibbons() {
	at := slices.IndexFunc(f.items, func(it *item) bool { return it.kind != section })
	if at < 0 {
		at = len(f.items)
	}
	begin := int64(0)
	if at < len(f.items) {
		begin = f.items[at].at
	}
	for i, h := range f.trace.Hosts {
		name := initialState(h)
		first := &item{kind: state, host: i, at: begin, state: name, lines: []string{f.name(name)}}
		f.items = slices.Insert(f.items, at+i, first)
	}
}
