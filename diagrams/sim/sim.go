// Package sim runs a scenario: a discrete-event network of hosts and the paths
// between them, on a virtual clock.
//
// A run is a loop over what is due next. Hosts run machines of any protocol
// (machine.go); they know nothing of each other. What lies between them, and
// all that can go wrong there, is the link's (link.go):
//
//	statement ──> Machine.Call ──> Machine.Flush ──> link ──> later: Machine.Receive …
//	                   │                 │             │
//	                   └─────────────────┴─────────────┴────> trace.Trace
//
// A statement starts when the run is at rest: nothing is in flight, and no
// retransmission or delayed-ACK timer runs. The same scenario gives the same
// trace on every machine: there is no other clock and no chance in it.
//
// Machines of protocols that authors define are actors (actor.go). Between them
// messages keep their order, and what one does on an event is one step; a run of
// them is at rest when nothing flies and each that has a timer running may rest.
package sim

import (
	"cmp"
	"slices"
	"time"

	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/sim/clock"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// The limits of a run. A scenario that reaches one of them never comes to
// rest, or does so after more than anybody would read.
const (
	maxEvents = 10_000
	maxTime   = 24 * time.Hour
)

// The codes of the errors that only a run can find.
const (
	CodeExpect = "expect-failed"  // a claim that does not hold
	CodeUnused = "fault-unused"   // a fault that hit nothing
	CodeNever  = "never-happens"  // a state that is waited for in vain
	CodeLimit  = "never-at-rest"  // a limit was reached
	CodeQueue  = "protocol-queue" // a queue between two hosts is full
	CodeForge  = "forge-no-value" // a number of a host without a connection
	// CodeImpossible is that of a statement that cannot be carried out: a call of a
	// host that has crashed.
	CodeImpossible = "impossible"
)

// Run runs a parsed scenario to its end, its hosts speaking a protocol. The
// trace is complete even when there are errors, so that an author can see what
// happened instead; the errors are in the order of their places in the scenario.
func Run(f *scenario.File, p Protocol) (*trace.Trace, []lines.Error) {
	return newRun(f, p).all()
}

// RunUntil is Run, but that the run ends at a time where it has not come to its
// own end before.
func RunUntil(f *scenario.File, p Protocol, until time.Duration) (*trace.Trace, []lines.Error) {
	r := newRun(f, p)
	r.clock.After(until, false, func() {
		r.broken = true
		r.clock.Stop()
	})
	return r.all()
}

// all carries the whole scenario out.
func (r *run) all() (*trace.Trace, []lines.Error) {
	f := r.file
	r.statements(f.Body)
	r.finish()
	return r.trace, r.errs
}

// run is the state of one run.
type run struct {
	file     *scenario.File
	protocol Protocol
	hosts    []*host
	trace    *trace.Trace
	clock    clock.Clock
	bodies   []any // what the receivers of the trace's messages are handed
	faults   []*fault
	whens    []*when
	cut      bool
	// Of actors: whether messages keep their order, whether they have begun, what
	// is on each way, which messages nobody sent, whether one did what must not be.
	inOrder, begun bool
	lanes          map[way]*lane
	forged         map[int]bool
	broken         bool // or the time is up: what is left of the scenario is not carried out
	// unrested tells that a wait has let the clock run though no rest came: the
	// next statement starts at once.
	unrested bool

	current scenario.Statement // the top-level statement under way
	since   int                // the events before the last statement that is not an expect
	ended   bool
	errs    []lines.Error
}

func newRun(f *scenario.File, p Protocol) *run {
	// Room for a handshake: most runs are short.
	r := &run{file: f, protocol: p, forged: map[int]bool{}, trace: &trace.Trace{
		Messages: make([]trace.Message, 0, 4), Events: make([]trace.Event, 0, 16),
		Title: text(f.Title), Show: trace.Show{
			Numbers: string(f.Show.Numbers), Time: f.Show.Time, Window: f.Show.Window,
			Options: f.Show.Options, Calls: f.Show.Calls, Timers: f.Show.Timers,
			Congestion: f.Show.Congestion, Fields: f.Show.Fields, Order: f.Show.Order,
		},
	}}
	for i, m := range p.Machines() {
		actor, isActor := m.(Actor)
		r.inOrder = r.inOrder || isActor
		r.hosts = append(r.hosts, &host{index: i, machine: m, actor: actor, timers: map[string]*clock.Task{}})
		r.trace.Hosts = append(r.trace.Hosts, trace.Host{Name: f.Hosts[i].Name, Label: text(f.Hosts[i].Label), Initial: m.State()})
	}
	return r
}

// finish completes the trace and reports the faults that hit nothing.
func (r *run) finish() {
	r.trace.EndUS = r.clock.Now().Microseconds()
	for i, h := range r.hosts {
		r.trace.Hosts[i].Final = h.machine.State()
	}
	r.protocol.Sign(r.trace)
	for _, f := range r.faults {
		if f.hits == 0 && !r.broken {
			r.fail(f.Fault, CodeUnused, words.Say("%q hit nothing: %s", f.Fault, f.seen()),
				"arm it before the segment leaves, or remove it")
		}
	}
	sortErrors(r.errs)
}

// host returns the host of that name; the parser has seen to it that there is
// one.
func (r *run) host(name string) *host { return r.hosts[r.file.Host(name)] }

// text brings an author's words into the trace.
func text(t lines.Text) trace.Text { return t.ByLanguage() }

func sortErrors(errs []lines.Error) {
	slices.SortStableFunc(errs, func(a, b lines.Error) int {
		return cmp.Or(a.Line-b.Line, a.Col-b.Col)
	})
}
