// Package question asks what comes next in a run: which state a step leads to,
// among other rows of the machine's own table that are easy to mistake for it.
//
//	Step 3: “CLOSE”. What does Server do?
//	  It sends FIN,ACK and enters LAST-ACK.     right, by the run
//	  It sends FIN,ACK and enters FIN-WAIT-1.   CLOSE in ESTABLISHED; the server is in CLOSE-WAIT
//	  It sends nothing and enters CLOSED.       CLOSE in SYN-SENT; the same
//
// The right answer is what the run did. Each of the others is a row that the
// machine does not take there, because it needs another state or another event,
// and names the clause that says so.
package question

import (
	"cmp"
	"slices"
	"strings"

	"woshou/diagrams/trace"
)

// Question is what is asked about one step of a run.
type Question struct {
	Step int // the message's number, from 1
	// Sender sends the message, and Actor is the host whose state it changes:
	// itself, or the one it arrives at.
	Sender, Actor int
	Message       string // what is sent, as its heading has it: "FIN,ACK", "DATA"
	// Did is the row that the machine took.
	Did     trace.Transition
	Choices []Choice
}

// Choice is one of the answers to choose among, as a row of the machine's table.
type Choice struct {
	trace.Transition
	Right bool
}

// Arrives reports whether it is the arrival of the message that is asked about,
// so that all choices send the same.
func (q Question) Arrives() bool { return q.Sender != q.Actor }

// choices is how many answers there are to choose among, and the fewest that
// make a question.
const choices, fewest = 4, 3

// Of is the question about a step of a run, by the table of its machine. There is
// none about a step that changes no state, or for which the table has too little
// to mistake it for.
func Of(t *trace.Trace, table []trace.Transition, step int) (q Question, ok bool) {
	s := t.Step(step)
	if len(s.Entered) == 0 {
		return Question{}, false
	}
	first := s.Entered[0]
	q = Question{Step: step, Sender: s.Message.From, Actor: first.Host, Message: s.Message.Heading()}
	if q.Did, ok = did(t, table, s, first.Host); !ok {
		return Question{}, false
	}
	wrong := q.mistakable(table, visited(t))
	if len(wrong) < fewest-1 {
		return Question{}, false
	}
	q.Choices = append(q.Choices, Choice{q.Did, true})
	for _, row := range wrong[:min(len(wrong), choices-1)] {
		q.Choices = append(q.Choices, Choice{row, false})
	}
	q.shuffle()
	return q, true
}

// All are the questions about a run, in the order of its steps.
func All(t *trace.Trace, table []trace.Transition) (all []Question) {
	for _, m := range t.Messages {
		if q, ok := Of(t, table, m.ID); ok {
			all = append(all, q)
		}
	}
	return all
}

// did is the row that a host took at a step, the first if it took several.
func did(t *trace.Trace, table []trace.Transition, s trace.Step, host int) (trace.Transition, bool) {
	entered := 0
	for _, c := range s.Entered {
		if c.Host == host {
			entered++
		}
	}
	nth := s.Changes[host] - entered + 1
	for _, e := range t.Events {
		if !e.ChangesState() || e.Host != host {
			continue
		}
		if nth--; nth > 0 {
			continue
		}
		i := slices.IndexFunc(table, func(r trace.Transition) bool { return r.From == e.From && r.To == e.To && r.Event == e.On })
		if i < 0 {
			return trace.Transition{}, false
		}
		return table[i], true
	}
	return trace.Transition{}, false
}

// visited are the states in which hosts are during a run.
func visited(t *trace.Trace) map[string]bool {
	all := map[string]bool{}
	for _, h := range t.Hosts {
		all[h.Initial] = true
	}
	for _, e := range t.Events {
		if e.ChangesState() {
			all[e.To] = true
		}
	}
	return all
}

// mistakable are the rows that look like what the machine did and are not, the
// likeliest first, no two of which a reader could not tell apart.
func (q Question) mistakable(table []trace.Transition, visited map[string]bool) (rows []trace.Transition) {
	type ranked struct {
		row  trace.Transition
		rank int
	}
	var all []ranked
	for _, row := range table {
		if row.From == q.Did.From && row.Event == q.Did.Event {
			continue
		}
		if rank := q.resemblance(row, visited); rank >= 0 {
			all = append(all, ranked{row, rank})
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	told := []trace.Transition{q.Did}
	for _, r := range all {
		if !slices.ContainsFunc(told, func(o trace.Transition) bool { return q.alike(r.row, o) }) {
			told, rows = append(told, r.row), append(rows, r.row)
		}
	}
	return rows
}

// resemblance ranks a row: 0 is the likeliest to be mistaken for what the machine
// did, and a negative number is no mistake that anybody makes.
func (q Question) resemblance(row trace.Transition, visited map[string]bool) int {
	rank := 0
	switch {
	case row.Event == q.Did.Event:
	case row.From == q.Did.From && kind(row.Event) == kind(q.Did.Event):
		rank = 1
	case row.From == q.Did.From && q.Arrives():
		return -1 // what a program does is no answer to what arrives
	case kind(row.Event) == kind(q.Did.Event):
		rank = 4
	case row.From == q.Did.From:
		rank = 6
	default:
		return -1
	}
	if !visited[row.From] {
		rank += 2
	}
	if row.Emits != q.Did.Emits {
		rank++
	}
	return rank
}

// kind is the first word of an event: what arrives is of one kind.
func kind(event string) string {
	first, _, _ := strings.Cut(event, " ")
	if first == strings.ToUpper(first) {
		return "call"
	}
	return first
}

// alike reports whether two choices would read the same.
func (q Question) alike(a, b trace.Transition) bool {
	return a.To == b.To && (q.Arrives() || a.Emits == b.Emits)
}

// shuffle puts the choices into an order that tells nothing and is always the
// same: that of their states, turned by the step.
func (q *Question) shuffle() {
	slices.SortFunc(q.Choices, func(a, b Choice) int { return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(a.Emits, b.Emits)) })
	turn := (q.Step*7 + len(q.Did.From)) % len(q.Choices)
	q.Choices = append(slices.Clone(q.Choices[turn:]), q.Choices[:turn]...)
}
