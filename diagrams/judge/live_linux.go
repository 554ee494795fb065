package judge

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"woshou/diagrams/scenario"

	"golang.org/x/sys/unix"
)

// How long a kernel is given. A delayed ACK waits 40 ms, and a little more
// where the kernel's clock is coarse; only then is the run at rest.
const (
	atRest  = 110 * time.Millisecond
	tick    = 5 * time.Millisecond // between looks at hosts that seem to do nothing
	maxLive = 25 * time.Second
)

// live is one run of a scenario by two kernels.
type live struct {
	file     *scenario.File
	world    *world
	link     *Link
	programs [2]*program
	tables   [2]table
	paths    [2][]Stay
	calls    [2][]time.Duration
	whens    []*waiting
	timed    []timed
	start    time.Time
	ended    bool
	restless time.Duration // when a retransmission timer was seen last
	looked   time.Duration // when the last turn began
	late     time.Duration // the longest between two turns
	err      error         // the first that is ours, not the kernel's
}

// waiting is a block that waits for its moment.
type waiting struct {
	scenario.When
	fired bool
}

// timed is a statement with an instant of its own.
type timed struct {
	at time.Duration
	do scenario.Statement
}

// RunLive has two kernels carry out a scenario, in real time. It must run on a
// goroutine of its own. The error is of what could not be done; what the
// kernels did is in the record.
func RunLive(f *scenario.File) (Record, error) {
	w, err := newWorld()
	if err != nil {
		return Record{}, err
	}
	defer w.close()
	l := &live{file: f, world: w, start: time.Now(), link: &Link{latency: [2]time.Duration{f.Latency[0][1], f.Latency[1][0]}, names: [2]string{f.Hosts[0].Name, f.Hosts[1].Name}}}
	for h := range l.programs {
		l.programs[h] = newProgram(w, h)
		l.paths[h] = []Stay{{State: "CLOSED"}}
		defer l.programs[h].close()
	}
	l.statements(f.Body)
	r := l.link.Record()
	r.Paths, r.Calls = l.paths, l.calls
	r.Late = l.late
	return r, l.err
}

func (l *live) now() time.Duration { return time.Since(l.start) }

func (l *live) fail(err error) {
	if err != nil && l.err == nil {
		l.err = err
		l.ended = true
	}
}

// until carries packets, and makes the calls whose time has come, until done
// says so or the run is over.
func (l *live) until(done func() bool) {
	for l.turn(); !l.ended && !done(); l.turn() {
		if l.now() > maxLive {
			l.fail(fmt.Errorf("no rest within %v", maxLive))
			return
		}
		l.sleep()
	}
}

// sleep waits until a kernel sends something, or something of ours is due.
func (l *live) sleep() {
	wait := l.link.Next(l.now(), tick)
	if len(l.timed) > 0 {
		wait = min(wait, max(0, l.timed[0].at-l.now()))
	}
	fds := []unix.PollFd{{Fd: int32(l.world.tun[0]), Events: unix.POLLIN}, {Fd: int32(l.world.tun[1]), Events: unix.POLLIN}}
	timeout := unix.NsecToTimespec(wait.Nanoseconds())
	_, _ = unix.Ppoll(fds, &timeout, nil)
	l.late = max(l.late, l.now()-l.looked-wait)
}

// turn does everything that is due now.
func (l *live) turn() {
	l.looked = l.now()
	l.departures()
	for f, ok := l.link.Arrive(l.now()); ok; f, ok = l.link.Arrive(l.now()) {
		to := 1 - f.from
		if f.strange {
			continue
		}
		if _, err := unix.Write(l.world.tun[to], f.raw); err != nil {
			l.fail(err)
		}
		l.observe(to, &f.seg)
		l.departures()
	}
	for len(l.timed) > 0 && l.timed[0].at <= l.now() && !l.ended {
		s := l.timed[0].do
		l.timed = l.timed[1:]
		l.restless = l.now() // what follows from it has not been seen yet
		l.execute(s)
	}
	for h := range l.programs {
		l.observe(h, nil)
	}
}

// departures puts what the kernels have sent on the path.
func (l *live) departures() {
	var packet [4096]byte
	for h, tun := range l.world.tun {
		for {
			n, err := unix.Read(tun, packet[:])
			if err != nil {
				break
			}
			l.link.Depart(l.now(), h, slices.Clone(packet[:n]))
		}
	}
}

// observe looks at a host, after the arrival of a segment or without one,
// first with the scenario's eyes, then with its program's.
func (l *live) observe(h int, arrived *wireSegment) {
	l.see(h, arrived)
	l.programs[h].attend()
}

func (l *live) see(h int, arrived *wireSegment) {
	before := l.state(h)
	var err error
	if l.tables[h], err = l.world.look(h); err != nil {
		l.fail(err)
	}
	if l.tables[h].retransmits {
		l.restless = l.now()
	}
	now := cmp.Or(l.tables[h].state, "CLOSED")
	if now != before {
		l.paths[h] = append(l.paths[h], Stay{State: now})
	}
	for _, w := range l.whens {
		receives := w.Receives != nil && arrived != nil && arrived.matches(*w.Receives)
		enters := w.Receives == nil && now != before && now == string(w.State)
		if !w.fired && l.file.Host(w.Host) == h && (receives || enters) {
			w.fired = true
			l.programs[h].attend() // a connection must be accepted before it is used
			l.block(w.Body)
		}
	}
}

// state is the last state that a host has been seen in.
func (l *live) state(h int) string { return l.paths[h][len(l.paths[h])-1].State }

// resting reports whether nothing is under way: for a while, nothing has been
// on the path and no retransmission timer has run. The while is also for a
// timer that is just being started anew, and seems not to run.
func (l *live) resting() bool {
	if len(l.timed) > 0 || l.link.Quiet(l.now()) < atRest {
		return false
	}
	return l.now()-l.restless >= atRest
}
