// Package sim runs a scenario: a discrete-event network of two hosts and the
// path between them, on a virtual clock.
//
// A run is a loop over what is due next. Hosts are machines of package tcp;
// they know nothing of each other. What lies between them, and all that can go
// wrong there, is the link's (link.go):
//
//	statement ──> host.Step ──> host.Flush ──> link ──> later: host.Step …
//	                  │              │           │
//	                  └──────────────┴───────────┴────> trace.Trace
//
// A statement starts when the run is at rest: nothing is in flight, and no
// retransmission or delayed-ACK timer runs. The same scenario gives the same
// trace on every machine: there is no other clock and no chance in it.
package sim

import (
	"fmt"
	"time"

	"woshou/diagrams/scenario"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
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
	CodeForge  = "forge-no-value" // a number of a host without a connection
)

// Run runs a parsed scenario to its end. The trace is complete even when there
// are errors, so that an author can see what happened instead; the errors are
// in the order of their places in the scenario.
func Run(f *scenario.File) (*trace.Trace, []scenario.Error) {
	r := newRun(f)
	r.statements(f.Body)
	r.finish()
	return r.trace, r.errs
}

// run is the state of one run.
type run struct {
	file    *scenario.File
	profile *tcp.Profile
	hosts   [2]*host
	trace   *trace.Trace
	clock   clock
	wire    []tcp.Segment // the segments of the trace as the machines see them
	forgery map[int]bool  // the ids of those that no machine sent
	faults  []*fault
	whens   []*when
	cut     bool

	current scenario.Statement // the top-level statement under way
	since   int                // the events before the last statement that is not an expect
	ended   bool
	errs    []scenario.Error
}

// host is one host: its machine, and what the run keeps about it.
type host struct {
	index    int
	name     string
	endpoint *tcp.Endpoint
	options  tcp.Options
	timers   map[tcp.Timer]*task
	// held counts the inputs under way: nothing is sent before the last of
	// them is done.
	held int
	// cause is the event that the machine's last outputs follow from.
	cause int
	// first is the id of the first segment of the present connection.
	first int
}

func newRun(f *scenario.File) *run {
	r := &run{file: f, profile: profile(f.Profile), forgery: map[int]bool{}, trace: &trace.Trace{
		Protocol: "tcp", TCP: &trace.TCP{Profile: f.Profile, ISS: make([][]uint32, len(f.Hosts))},
		Title: text(f.Title), Show: trace.Show{
			Numbers: string(f.Show.Numbers), Time: f.Show.Time, Window: f.Show.Window,
			Options: f.Show.Options, Calls: f.Show.Calls, Timers: f.Show.Timers,
		},
	}}
	for i, h := range f.Hosts {
		r.hosts[i] = &host{index: i, name: h.Name, endpoint: tcp.New(r.profile, h.ISN...), options: r.profile.DefaultOptions(), timers: map[tcp.Timer]*task{}, first: 1}
		r.trace.Hosts = append(r.trace.Hosts, trace.Host{
			Name: h.Name, Label: text(h.Label), Initial: tcp.Closed.String(),
		})
	}
	if f.Established {
		a, b := tcp.Connect(r.hosts[0].endpoint, r.hosts[1].endpoint)
		for i, iss := range []tcp.Seq{a, b} {
			r.trace.TCP.ISS[i] = []uint32{uint32(iss)}
			r.trace.Hosts[i].Initial = tcp.Established.String()
		}
	}
	return r
}

// profile is the profile of that name; the parser has seen to it that there is
// one.
func profile(name string) *tcp.Profile {
	for _, p := range tcp.Profiles {
		if p.Name == name {
			return p
		}
	}
	panic("sim: no profile " + name)
}

// finish completes the trace and reports the faults that hit nothing.
func (r *run) finish() {
	r.trace.EndUS = r.clock.now.Microseconds()
	for i, h := range r.hosts {
		r.trace.Hosts[i].Final = h.endpoint.State().String()
	}
	for _, f := range r.faults {
		if f.hits == 0 {
			r.fail(f.Fault, CodeUnused, fmt.Sprintf("%q hit nothing: %s", f.Fault, f.seen()),
				"arm it before the segment leaves, or remove it")
		}
	}
	sortErrors(r.errs)
}

// host returns the host of that name; the parser has seen to it that it is
// one of the two.
func (r *run) host(name string) *host { return r.hosts[r.file.Host(name)] }

// peer returns the other host.
func (r *run) peer(h *host) *host { return r.hosts[1-h.index] }
