package explore

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"woshou/diagrams/protocol"
)

// text writes the scenario.
func (r *replay) text() string {
	var s strings.Builder
	fmt.Fprintf(&s, "use %s\n", path.Base(r.Program.Name))
	tick := r.tick()
	if tick != usualTick {
		fmt.Fprintf(&s, "path latency %s\n", written(tick))
	}
	for _, choice := range r.chosen() {
		fmt.Fprintf(&s, "%s\n", choice)
	}
	for _, m := range r.parcels {
		r.fault(&s, m, tick)
	}
	r.statements(&s, tick)
	return s.String()
}

// usualTick is the time between two moves, and that of a message which arrives with
// the next one: the usual latency of a path.
const usualTick = 50 * time.Millisecond

// tick is the time between two moves: so short that no timer runs out by itself.
func (r *replay) tick() time.Duration {
	tick := usualTick
	for i := range r.Program.Roles {
		for _, t := range r.Program.Roles[i].Timers {
			for _, d := range t.After {
				for tick > time.Microsecond && tick*time.Duration(len(r.Moves)+3) >= d.Of(0) {
					tick /= 10
				}
			}
		}
	}
	return max(tick, time.Microsecond)
}

// chosen are the statements that make the choices of the path.
func (r *replay) chosen() (all []string) {
	for i, c := range r.Program.Choices {
		if c.Tried != nil {
			all = append(all, fmt.Sprintf("set %s %s", c.Name, r.Program.Say(r.Choices[i])))
		}
	}
	for h, host := range r.Program.Hosts {
		for _, v := range r.Program.Roles[host.Role].Variables {
			if v.Tried != nil {
				all = append(all, fmt.Sprintf("%s set %s %s", host.Name, v.Name, r.Program.Say(r.Own[h][v.Slot])))
			}
		}
	}
	return all
}

// fault writes what the network does to a message, if anything.
func (r *replay) fault(s *strings.Builder, m *parcel, tick time.Duration) {
	name, from, to := r.Program.Kinds[m.kind].Name, r.Program.Hosts[m.from].Name, r.Program.Hosts[m.to].Name
	nth, by := m.nth, r.held(m)
	kind := ""
	switch {
	case m.copyOf != nil && m.lost:
		return
	case m.leaked:
		kind, nth = "leak", m.any
	case m.copyOf != nil:
		kind, by = "duplicate", by-max(r.heldUnlessLost(m.copyOf), 0)
	case m.lost:
		kind, by = "lose", 0
	case by == 0:
		return
	default:
		kind = "delay"
	}
	fmt.Fprintf(s, "%s %s from %s to %s", kind, name, from, to)
	if kind != "lose" {
		fmt.Fprintf(s, " by %s", written(time.Duration(by)*tick))
	}
	if kind == "delay" && (r.reorders() || r.isForgedOn(m.from, m.to)) {
		s.WriteString(" reorder")
	}
	if nth > 1 {
		fmt.Fprintf(s, " nth %d", nth)
	}
	s.WriteByte('\n')
}

// held is by how many ticks a message is late; one that never arrives, until after
// the last move.
func (r *replay) held(m *parcel) int {
	arrived := m.arrived
	if arrived == 0 {
		arrived = max(len(r.Moves)+2, m.sent+1)
	}
	return arrived - m.sent - 1
}

// heldUnlessLost is by how much a message's own fault delays it and its copies.
func (r *replay) heldUnlessLost(m *parcel) int {
	if m.lost {
		return 0
	}
	return r.held(m)
}

// isForgedOn reports whether something was forged on a way. It cannot be delayed,
// so that it has to pass what left before it and arrives later.
func (r *replay) isForgedOn(from, to int) bool {
	return slices.ContainsFunc(r.forged, func(m *parcel) bool { return m.from == from && m.to == to })
}

func (r *replay) reorders() bool {
	return slices.ContainsFunc(r.Program.Faults, func(f protocol.NetworkFault) bool { return f.Kind == "reorder" })
}

// statements writes what is carried out, each with its move, and the end.
func (r *replay) statements(s *strings.Builder, tick time.Duration) {
	for _, m := range r.forged {
		if m.arrived == 0 {
			m.arrived = len(r.Moves) + 2
		}
		args := ""
		for _, v := range m.args {
			args += " " + r.Program.Say(v)
		}
		r.say(m.arrived-1, "forge %s%s to %s as %s", r.Program.Kinds[m.kind].Name, args, r.Program.Hosts[m.to].Name, r.Program.Hosts[m.from].Name)
	}
	slices.SortStableFunc(r.steps, func(a, b timed) int { return a.at - b.at })
	begun := time.Duration(0) // what stands before the next statement
	if r.idle && len(r.steps) > 0 && r.steps[0].at == 1 {
		fmt.Fprintf(s, "%s\n", r.steps[0].text)
		begun, r.steps = tick, r.steps[1:]
	}
	for _, step := range r.steps {
		at := time.Duration(step.at) * tick
		fmt.Fprintf(s, "after %s %s\n", written(at-begun), step.text)
		begun = at
	}
	if r.Wrong {
		return // the run ends itself
	}
	fmt.Fprintf(s, "after %s end\n", written(time.Duration(len(r.Moves))*tick+tick/2-begun))
	var states []string
	if len(r.Moves) > 0 {
		for h, state := range r.Moves[len(r.Moves)-1].States {
			host := r.Program.Hosts[h]
			states = append(states, host.Name+" "+r.Program.Roles[host.Role].States[state])
		}
		fmt.Fprintf(s, "expect %s\n", strings.Join(states, ", "))
	}
}

// written is a duration as scenarios write it.
func written(d time.Duration) string {
	if d%time.Millisecond == 0 {
		return fmt.Sprintf("%dms", d/time.Millisecond)
	}
	return fmt.Sprintf("%dus", d/time.Microsecond)
}
