package sim_test

import (
	"slices"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/trace"
)

// TestValidateFindsWhatIsWrong spoils the record of a run, each time in one
// way.
func TestValidateFindsWhatIsWrong(t *testing.T) {
	event := func(tr *trace.Trace, kind trace.Kind) *trace.Event {
		return &tr.Events[slices.IndexFunc(tr.Events, func(e trace.Event) bool { return e.Kind == kind })]
	}
	for name, spoil := range map[string]func(*trace.Trace){
		"an event is missing":               func(tr *trace.Trace) { tr.Events = slices.Delete(tr.Events, 3, 4) },
		"time goes back":                    func(tr *trace.Trace) { tr.Events[len(tr.Events)-1].AtUS = 0 },
		"a state is left that was not held": func(tr *trace.Trace) { event(tr, trace.State).From = "LISTEN" },
		"the final state is another":        func(tr *trace.Trace) { tr.Hosts[0].Final = "CLOSED" },
		"an effect comes before its cause":  func(tr *trace.Trace) { event(tr, trace.State).Cause = 9 },
		"a lost segment arrives":            func(tr *trace.Trace) { tr.Messages[0].ArrivedUS = new(int64) },
		"an ack without the flag":           func(tr *trace.Trace) { tr.Messages[0].TCP.Ack = new(uint32) },
		"flags out of order":                func(tr *trace.Trace) { tr.Messages[2].Name = "ACK,SYN" },
		"a repeat of what comes later":      func(tr *trace.Trace) { tr.Messages[1].RepeatOf = 3 },
		"a repeat of the other's segment":   func(tr *trace.Trace) { tr.Messages[3].CopyOf = 3 },
		"a copy that differs":               func(tr *trace.Trace) { tr.Messages[3].CopyOf = 2 },
		"a segment is received by nobody":   func(tr *trace.Trace) { event(tr, trace.Receive).Kind = trace.Mend },
		"a timer fires that does not run":   func(tr *trace.Trace) { event(tr, trace.Timer).Action = trace.Fire },
	} {
		t.Run(name, func(t *testing.T) {
			tr, errs := diagrams.Run("test.scenario", "server listen\nlose SYN from client\nclient connect\n")
			if len(errs) > 0 || tr.Validate() != nil {
				t.Fatal(errs, tr.Validate())
			}
			if spoil(tr); tr.Validate() == nil {
				t.Errorf("not found in:\n%v", tr)
			}
		})
	}
}
