package sequence

import (
	"cmp"
	"slices"
	"strings"

	"woshou/diagrams/trace"
)

// kind is what an item is. Within one reaction of a host — a call, an arrival
// or a timeout and what follows from it — items stand in the order of kinds.
type kind int

const (
	section kind = iota // a rule across the figure
	remark              // an author's note, beside a host or across
	link                // the network begins or ends to lose everything, or the clock stops
	moment              // the time, beside the first of many lifelines
	call                // a user call
	arrive              // a segment's arrival, or where a lost one would have arrived
	fire                // a timer's bracket ends
	state               // a stretch of a state begins
	signal              // an error signalled to a user
	phase               // congestion control is about something else
	depart              // a segment's departure
	start               // a timer's bracket begins
	crash               // a host goes down
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

// collector makes a figure of a trace, part by part.
type collector struct{ *figure }

// collect turns the trace into items, ordered by time and within one instant
// as things happened, but with a state's change above the departures it comes
// with: a reader looks for the cause above the effect.
func (c collector) collect() {
	ends := c.takeTimers()
	for _, e := range c.trace.Events {
		c.collectEvent(e, ends)
	}
	c.completeFlights()
	c.tellSights()
	c.endLast()
	slices.SortStableFunc(c.items, func(a, b *item) int { return cmp.Compare(a.at, b.at) })
	if c.columns.last() > 1 {
		c.arriveFirst()
	}
	c.openRibbons()
	for i, it := range c.items {
		it.index = i
	}
	c.takeSolitude()
}

// arriveFirst puts what arrives at one host at one instant, from several others,
// above what comes of it: their lines would run through each other's answers.
func (c collector) arriveFirst() {
	for i, it := range c.items {
		at := i
		for j := i - 1; it.kind == arrive && j >= 0 && c.items[j].at == it.at && c.items[j].host != across; j-- {
			if c.items[j].host != it.host {
				continue
			}
			if c.items[j].kind == arrive {
				break
			}
			at = j
		}
		copy(c.items[at+1:i+1], c.items[at:i])
		c.items[at] = it
	}
}

// collectEvent adds the items of one event, if it shows.
func (c collector) collectEvent(e trace.Event, ends map[int]*item) {
	switch e.Kind {
	case trace.Send, trace.Forge, trace.Duplicate, trace.Receive:
		c.collectEnd(e)
		return
	case trace.Restart:
		c.add(&item{kind: call, host: e.Host, at: e.AtUS, cause: e.N, lines: c.columns.wrapOuter(e.Host, c.says.Restart)})
	}
	it := c.itemOf(e)
	if e.Kind == trace.Timer {
		it = ends[e.N]
	}
	switch {
	case it == nil:
	case it.kind == remark && it.host > 0 && it.host < c.columns.last():
		c.addAbove(it)
	default:
		c.add(it)
	}
}

// itemOf is what stands on a ribbon, or across, for an event that is no end of a
// message and of no timer; nil for one that does not show.
func (c collector) itemOf(e trace.Event) *item {
	it := &item{host: e.Host, at: e.AtUS, cause: e.Cause}
	switch e.Kind {
	case trace.Call:
		if !c.trace.Show.Calls {
			return nil
		}
		it.kind, it.cause, it.lines = call, e.N, c.columns.wrapOuter(e.Host, c.call(e))
	case trace.State:
		if !e.ChangesState() {
			return nil
		}
		it.kind, it.state, it.lines = state, e.To, c.stateLines(e.Host, e.To)
	case trace.Restart:
		it.kind, it.cause, it.state = state, e.N, c.stateAt(e)
		it.lines = c.stateLines(e.Host, it.state)
	case trace.Congestion:
		if !c.strip.enters(e) {
			return nil
		}
		it.kind, it.lines = phase, c.columns.wrapOuter(e.Host, cmp.Or(c.says.Phases[e.Phase], e.Phase))
	case trace.Error:
		it.kind, it.lines = signal, c.columns.wrapOuter(e.Host, c.errorText(e.Error))
	case trace.Section:
		it.kind, it.host, it.lines = section, across, c.columns.wrapWire(c.spelled(e.Text))
	case trace.Note:
		it.kind, it.lines = remark, c.wrapNote(it.host, c.spelled(e.Text))
	case trace.Crash:
		it.kind, it.lines = crash, c.columns.wrapOuter(e.Host, c.says.Crash)
	case trace.Cut, trace.Mend, trace.End:
		return c.linkOf(e, it)
	default:
		return nil
	}
	return it
}

// linkOf makes an item of what the network does to all that it carries, or to all
// of one host, or of the end of the clock if that leaves something under way.
func (c collector) linkOf(e trace.Event, it *item) *item {
	switch {
	case e.Host != across:
		it.kind, it.lines = signal, c.columns.wrapOuter(e.Host, map[trace.Kind]string{trace.Cut: c.says.CutOff, trace.Mend: c.says.Back}[e.Kind])
	case e.Kind == trace.End && !c.interrupted():
		return nil
	default:
		it.kind, it.lines, it.final = link, c.wrapLink(c.link(e.Kind)), e.Kind == trace.End
	}
	return it
}

// stateAt is the state in which a host is at an event.
func (c collector) stateAt(e trace.Event) string {
	at := c.trace.Hosts[e.Host].Initial
	for _, o := range c.trace.Events[:e.N-1] {
		if o.ChangesState() && o.Host == e.Host {
			at = o.To
		}
	}
	return at
}

// addAbove adds a note in a gap where messages pass: above those that leave at
// the same instant, which would run through its lines.
func (c collector) addAbove(it *item) {
	at := len(c.items)
	for at > 0 && c.items[at-1].kind == depart && c.items[at-1].host == it.host && c.items[at-1].at == it.at {
		at--
	}
	c.items = slices.Insert(c.items, at, it)
}

// stateLines is what stands beside the beginning of a state: nothing where there
// is no other.
func (c collector) stateLines(host int, name string) []string {
	if c.stateless(host) {
		return nil
	}
	if !trace.Certain(name) {
		return c.openLines(host, name)
	}
	return []string{c.name(name)}
}

// wrapLink breaks the words of a link, if there is no gap that holds them.
func (c collector) wrapLink(word string) []string {
	if c.columns.last() > 1 {
		if lines := c.columns.wrapWire(word); len(lines) == 1 {
			return lines
		}
		return c.columns.wrapWire(strings.Trim(word, "— "))
	}
	return []string{word}
}

// wrapNote breaks a note into the lines of its place.
func (c collector) wrapNote(host int, text string) []string {
	if host == across {
		return c.columns.wrapWire(text)
	}
	return c.columns.wrapOuter(host, text)
}

// collectEnd adds the departure or the arrival of a segment. A departure that
// already has its place, such as that of a segment which the network then
// duplicates, keeps it.
func (c collector) collectEnd(e trace.Event) {
	if e.Message < 1 || e.Message > len(c.flights) {
		return
	}
	fl := c.flights[e.Message-1]
	end := &fl.dep
	it := &item{kind: depart, host: fl.from, at: e.AtUS, cause: e.Cause, flight: fl}
	if e.Kind == trace.Receive {
		end = &fl.arr
		it.kind, it.host, it.cause = arrive, fl.to, e.N
	}
	if *end == nil {
		*end = it
		if c.columns.last() > 1 {
			c.tellTime(e.AtUS)
		} else {
			it = c.timed(it)
		}
		c.add(it)
	}
}

// tellTime adds the time beside the first of many lifelines, which all share it,
// if the figure shows times and it does not stand there already.
func (c collector) tellTime(at int64) {
	said := slices.ContainsFunc(c.items, func(o *item) bool { return o.kind == moment && o.at == at })
	if c.trace.Show.Time && !said {
		c.add(&item{kind: moment, host: 0, at: at, lines: []string{duration(at)}})
	}
}

// timed gives an end of a segment its time, if the figure shows times and this
// host's column does not say it already.
func (c collector) timed(it *item) *item {
	said := slices.ContainsFunc(c.items, func(o *item) bool {
		return o.host == it.host && o.at == it.at && (o.kind == arrive || o.kind == depart) && len(o.lines) > 0
	})
	if it.flight.message.Sight != nil {
		if text := sightAt(it); text != "" {
			it.lines = []string{text}
		}
		return it
	}
	if c.trace.Show.Time && !said {
		it.lines = []string{duration(it.at)}
	}
	return it
}

// completeFlights adds the ends that no event tells of: where a lost segment
// would have arrived, and copies that the network made.
func (c collector) completeFlights() {
	for _, fl := range c.flights {
		if fl.dep == nil {
			fl.dep = &item{kind: depart, host: fl.from, at: fl.message.SentUS, flight: fl}
			c.items = append(c.items, fl.dep)
		}
		if fl.arr == nil {
			fl.arr = &item{kind: arrive, host: fl.to, at: fl.arrival, flight: fl}
			c.items = slices.Insert(c.items, c.ghostPlace(fl), fl.arr)
		}
	}
}

// endLast puts the words for the end of the clock below the ends of what was
// still on its way.
func (c collector) endLast() {
	i := slices.IndexFunc(c.items, func(it *item) bool { return it.final })
	if i < 0 {
		return
	}
	end := c.items[i]
	c.items = append(slices.Delete(c.items, i, i+1), end)
	for _, it := range c.items {
		end.at = max(end.at, it.at)
	}
}

// ghostPlace is where among the items a lost segment would have arrived: before those
// of the same instant that left after it.
func (c collector) ghostPlace(fl *flight) int {
	i := slices.IndexFunc(c.items, func(it *item) bool {
		return it.kind == arrive && it.host == fl.to && it.at == fl.arrival && it.flight.message.ID > fl.message.ID
	})
	if i < 0 {
		return len(c.items)
	}
	return i
}

// add appends an item, but above what follows from the same cause and stands
// lower in the order of kinds.
func (c collector) add(it *item) {
	at := len(c.items)
	for i := len(c.items) - 1; i >= 0; i-- {
		prev := c.items[i]
		if prev.host != it.host && prev.host != across && it.host != across {
			continue
		}
		if prev.at != it.at || prev.cause != it.cause || prev.kind <= it.kind || it.kind < state {
			break
		}
		at = i
	}
	c.items = slices.Insert(c.items, at, it)
}

// openRibbons puts each host's first state below the headings that come before
// everything else.
func (c collector) openRibbons() {
	at := slices.IndexFunc(c.items, func(it *item) bool { return it.kind != section })
	if at < 0 {
		at = len(c.items)
	}
	begin := int64(0)
	if at < len(c.items) {
		begin = c.items[at].at
	}
	for i, h := range c.trace.Hosts {
		name := initialState(h)
		first := &item{kind: state, host: i, at: begin, state: name, lines: c.stateLines(i, name)}
		c.items = slices.Insert(c.items, at+i, first)
	}
}
