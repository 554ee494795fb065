package statechart

import (
	"slices"

	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// rowOf is the row of the machine's table that a change of state is, and
// whether there is just one. A trace does not name events in the table's
// words: states and clause name most rows, and what caused the change tells
// the others apart.
func rowOf(t *trace.Trace, e trace.Event) (tcp.Transition, bool) {
	var rows []tcp.Transition
	for _, row := range tcp.Table {
		if row.From.String() == e.From && row.To.String() == e.To && row.Rule == e.Rule {
			rows = append(rows, row)
		}
	}
	if len(rows) > 1 {
		rows = slices.DeleteFunc(rows, func(row tcp.Transition) bool { return !causes(t, e.Cause, row.Event) })
	}
	if len(rows) != 1 {
		return tcp.Transition{}, false
	}
	return rows[0], true
}

// causes reports whether event n of the run can be an event of the table. It
// looks at no more than what differs between rows of one clause.
func causes(t *trace.Trace, n int, event tcp.Event) bool {
	if n < 1 || n > len(t.Events) {
		return false
	}
	cause := t.Events[n-1]
	switch event {
	case tcp.RcvRst, tcp.RcvRstPassive:
		return cause.Kind == trace.Receive && t.Messages[cause.Message-1].HasFlag("RST")
	case tcp.RcvSynPassive, tcp.RcvAckOfFin:
		return cause.Kind == trace.Receive && !t.Messages[cause.Message-1].HasFlag("RST")
	case tcp.RcvDataUnread:
		return cause.Kind == trace.Receive
	case tcp.CloseUnread:
		return cause.Kind == trace.Call
	case tcp.OrphanTimeout:
		return cause.Kind == trace.Timer
	}
	return false
}
