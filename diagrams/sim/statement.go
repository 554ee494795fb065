package sim

import (
	"fmt"
	"time"

	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// statements carries out the scenario's steps, each from rest but for those
// that the language exempts.
func (r *run) statements(body []scenario.Statement) {
	for i := 0; i < len(body) && !r.clock.Stopped(); {
		s := body[i]
		if !prepares(s) {
			r.begin()
		}
		_, untilBefore := previous(body, i).(scenario.WaitUntil)
		until, isUntil := s.(scenario.WaitUntil)
		if !isUntil && !untilBefore && !r.goesOn(body, i) {
			r.rest()
		}
		if r.broken {
			break
		}
		r.current = s
		i++
		if isUntil {
			r.waitUntil(until)
			i += r.scheduleAfters(body[i:])
			continue
		}
		if a, ok := s.(scenario.After); ok { // with nothing before it
			i += r.scheduleAfters(append([]scenario.Statement{a}, body[i:]...)) - 1
			continue
		}
		i += r.scheduleAfters(body[i:])
		r.execute(s)
	}
	r.begin()
	if !r.unrested {
		r.rest()
	}
}

// goesOn reports whether a statement starts without waiting for rest, since the
// actors may never come to it: after a wait in which they did not, a wait itself,
// and an after that counts from the start.
func (r *run) goesOn(body []scenario.Statement, i int) bool {
	if !r.inOrder {
		return false
	}
	_, isWait := body[i].(scenario.Wait)
	_, isAfter := body[i].(scenario.After)
	return isWait || isAfter || r.unrested
}

// previous is the last statement before body[i] that is not an expect.
func previous(body []scenario.Statement, i int) scenario.Statement {
	for i--; i >= 0; i-- {
		if _, ok := body[i].(scenario.Expect); !ok {
			return body[i]
		}
	}
	return nil
}

// scheduleAfters schedules the leading `after` statements of rest, each
// counting from the one before it, and returns how many there are.
func (r *run) scheduleAfters(rest []scenario.Statement) int {
	wait := time.Duration(0)
	for i, s := range rest {
		a, ok := s.(scenario.After)
		if !ok {
			return i
		}
		wait += a.Wait.Of(r.protocol.MSL())
		r.clock.AfterRanked(r.callRank(), wait, true, func() {
			if !r.ended {
				r.execute(a.Do)
			}
		})
	}
	return len(rest)
}

// execute carries out one statement now.
func (r *run) execute(s scenario.Statement) {
	if e, ok := s.(scenario.Expect); ok {
		r.expect(e)
		return
	}
	r.since = len(r.trace.Events)
	r.unrested = false
	switch s := s.(type) {
	case scenario.Call:
		r.call(s)
	case scenario.Set:
		r.set(s)
	case scenario.Choose: // made before the actors were
	case scenario.Fire:
		r.fire(s)
	case scenario.Fault:
		r.faults = append(r.faults, &fault{Fault: s})
	case scenario.Forge:
		r.forge(s)
	case scenario.Cut:
		r.cutWhat(trace.Cut, s.Host)
	case scenario.Mend:
		r.cutWhat(trace.Mend, s.Host)
	case scenario.Together:
		r.block(s.Body)
	case scenario.When:
		r.whens = append(r.whens, &when{When: s})
	case scenario.Wait:
		r.wait(s.For.Of(r.protocol.MSL()))
	case scenario.End:
		r.end()
	case scenario.Note:
		r.record(trace.Event{Kind: trace.Note, Host: r.trace.Host(s.Host), Text: text(s.Text)})
	case scenario.Section:
		r.record(trace.Event{Kind: trace.Section, Host: trace.Nobody, Text: text(s.Text)})
	default:
		panic(fmt.Sprintf("sim: unknown statement %T", s))
	}
}

// cutWhat cuts or mends the network, or what leads to and from one host.
func (r *run) cutWhat(kind trace.Kind, host string) {
	if host != "" {
		r.cutOff(kind, host)
		return
	}
	r.cut = kind == trace.Cut
	r.record(trace.Event{Kind: kind, Host: trace.Nobody})
}

// block carries out the statements of a together or a when at one instant.
func (r *run) block(body []scenario.Statement) {
	for i := 0; i < len(body) && !r.ended && r.withinLimits(); {
		if n := r.scheduleAfters(body[i:]); n > 0 {
			i += n
			continue
		}
		r.execute(body[i])
		i++
	}
}

func (r *run) call(c scenario.Call) {
	h := r.host(c.Host)
	switch {
	case h.actor == nil:
	case c.Verb == scenario.Crash:
		r.crash(h, c)
		return
	case c.Verb == scenario.Restart:
		r.restart(h, c)
		return
	case r.unable(h, c):
		return
	}
	n := r.record(trace.Event{Kind: trace.Call, Host: h.index, Call: string(c.Verb), Len: c.N, Urgent: c.Urgent})
	r.react(h, h.machine.Call(r.clock.Now(), c), n, 0)
}

// set changes an option of a host. Nothing is recorded, so that nothing follows
// from it.
func (r *run) set(s scenario.Set) {
	h := r.host(s.Host)
	r.react(h, h.machine.Set(r.clock.Now(), s), 0, 0)
}

// rest lets the clock run until nothing keeps the run from rest.
func (r *run) rest() {
	for r.isBusy() && r.withinLimits() && r.clock.Advance(maxTime) {
	}
	r.withinLimits()
}

// isBusy reports whether something keeps the run from rest.
func (r *run) isBusy() bool { return r.clock.Busy() || !r.ended && r.isRestless() }

// wait lets the clock run for a while, whatever happens. Actors may never come to
// rest: then it runs from where it stands.
func (r *run) wait(d time.Duration) {
	end := r.clock.Now() + d
	if r.inOrder {
		for r.isBusy() && r.withinLimits() && r.clock.Advance(end) {
		}
		if r.unrested = r.isBusy(); !r.unrested {
			end = r.clock.Now() + d
		}
	}
	for r.withinLimits() && r.clock.Advance(end) {
	}
	if !r.clock.Stopped() {
		r.clock.Reach(end)
		r.withinLimits()
	}
}

// waitUntil lets the clock run until a host is in a state, and to the end of
// that instant.
func (r *run) waitUntil(s scenario.WaitUntil) {
	h := r.host(s.Host)
	for h.machine.State() != string(s.State) {
		if !r.withinLimits() {
			return
		}
		if !r.clock.Advance(maxTime) {
			r.fail(s, CodeNever, words.Say("%s never enters %s: it stays in %s", s.Host, s.State, h.machine.State()), "")
			return
		}
	}
	for r.clock.Advance(r.clock.Now()) {
	}
	r.since = len(r.trace.Events)
}

// end stops the clock.
func (r *run) end() {
	r.record(trace.Event{Kind: trace.End, Host: trace.Nobody})
	r.ended = true
	r.clock.Clear()
}

// withinLimits reports whether the run may go on, and stops it with an error
// at the statement under way when it may not.
func (r *run) withinLimits() bool {
	if r.clock.Stopped() {
		return false
	}
	late := !r.clock.Due(maxTime) && r.isBusy() || r.clock.Now() > maxTime
	if !r.full() && !late {
		return true
	}
	r.clock.Stop()
	limit := fmt.Sprintf("%d events", maxEvents)
	if late {
		limit = fmt.Sprintf("%v of virtual time", maxTime)
	}
	r.fail(r.current, CodeLimit, words.Say("the run never came to rest: stopped after %s", limit), "")
	return false
}

// full reports whether the trace has reached its limit. One instant can bring
// a run there, so that it is asked also where the clock stands still.
func (r *run) full() bool {
	return len(r.trace.Events) > maxEvents || len(r.trace.Messages) > maxEvents
}

// fail reports an error of the scenario, at one of its nodes.
func (r *run) fail(at scenario.Node, code string, message, hint words.Message) {
	r.errs = append(r.errs, lines.Error{
		Place: at.Position().Wide(at.String()), Code: code, Message: message, Hint: hint,
	})
}
