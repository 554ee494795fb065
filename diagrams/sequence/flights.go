package sequence

import (
	"slices"

	"woshou/diagrams/scene"
	"woshou/diagrams/trace"
)

// flight is one message on its way.
type flight struct {
	index    int // among all, by departure
	step     int // the number that its circle shows
	message  trace.Message
	from, to int     // hosts
	radius   float64 // of the circle around its number
	arrival  int64   // when it arrives, or would have, in microseconds
	dep, arr *item
	origin   *flight // the flight this is the network's copy of, or nil
	numbers  []number
	burst    *burst  // what it left together with, or nil
	leader   *flight // the first of its step, which may be itself
	nobody   bool    // the message found its receiver down
	echoes   bool    // a nearer host on the same side got the same, and the label stands there
}

// usualLatency stands in where nothing of a run ever arrived, in microseconds.
const usualLatency = 50_000

// A message that did not arrive still has a place where it would have: the end
// of its ghost. Without it a loss would take no time on the page, and the
// timer that repairs it would seem to start late.

// takeFlights reads the messages of the run.
func (c collector) takeFlights() {
	latency, steps := latencies(c.trace), c.trace.StepNumbers()
	for i, m := range c.trace.Messages {
		fl := &flight{index: i, step: steps[i], message: m, from: m.From, to: m.To, radius: circleRadius(steps[i])}
		fl.arrival = m.SentUS + latency[m.From]
		if m.ArrivedUS != nil {
			fl.arrival = *m.ArrivedUS
		}
		if m.CopyOf > 0 && m.CopyOf <= len(c.flights) {
			fl.origin = c.flights[m.CopyOf-1]
		}
		fl.nobody = c.unheard(fl)
		c.flights = append(c.flights, fl)
		c.join(fl)
	}
	c.takeBursts()
	for _, fl := range c.flights {
		if fl.origin == nil { // a copy's numbers are its original's
			fl.numbers = fl.numbersIn(c.trace)
		}
	}
	c.takeEchoes()
}

// latencies returns how long messages of each host usually take: the median of
// those that arrived, else that of all others', in microseconds.
func latencies(t *trace.Trace) []int64 {
	taken := make([][]int64, len(t.Hosts))
	for _, m := range t.Messages {
		if m.ArrivedUS != nil && m.CopyOf == 0 {
			taken[m.From] = append(taken[m.From], *m.ArrivedUS-m.SentUS)
		}
	}
	usual := make([]int64, len(t.Hosts))
	for i := range t.Hosts {
		known := taken[i]
		if len(known) == 0 {
			known = slices.Concat(taken...)
		}
		usual[i] = usualLatency
		if len(known) > 0 {
			known = slices.Sorted(slices.Values(known))
			usual[i] = known[len(known)/2]
		}
	}
	return usual
}

// arrives reports whether the message reached the other host.
func (fl *flight) arrives() bool { return fl.message.ArrivedUS != nil }

// lost reports whether the network lost the message.
func (fl *flight) lost() bool { return fl.message.Fate == trace.Lost && !fl.nobody }

// forged reports whether nobody sent the message.
func (fl *flight) forged() bool { return fl.message.Fate == trace.Forged }

// repeats reports whether its sender had sent the message before.
func (fl *flight) repeats() bool { return fl.message.RepeatOf > 0 }

// remarks reports whether a word for what is out of the ordinary stands beside its
// flags.
func (fl *flight) remarks() bool { return fl.repeats() || len(fl.message.Aspects()) > 0 }

// detached reports whether its stroke begins away from the ribbon.
func (fl *flight) detached() bool { return fl.origin != nil || fl.forged() }

// role is how its stroke is drawn.
func (fl *flight) role() scene.Role {
	switch {
	case fl.forged():
		return scene.MessageForged
	case fl.origin != nil:
		return scene.MessageCopy
	case !fl.arrives():
		return scene.MessageLost
	case fl.repeats():
		return scene.MessageRepeat
	}
	return scene.Message
}
