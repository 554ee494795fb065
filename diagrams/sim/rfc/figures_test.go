// Package rfc_test holds the figures of RFC 9293 against runs.
package rfc_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden"
	"woshou/diagrams/trace"
)

// TestFigures runs the scenario of each figure and compares it with the
// figure's table in testdata/figures.txtar: SEQ, ACK, control bits and both
// states of every line, and no segment more than the figure has.
//
// A run is compared host by host, in the order in which that host sent and
// received. How two hosts' moments follow upon each other is for the network
// to say, and no promise of the figure.
func TestFigures(t *testing.T) {
	tables := golden.Read(t, "testdata/figures.txtar").Parts
	if len(tables) != 8 {
		t.Errorf("%d tables, want those of figures 6 to 13", len(tables))
	}
	for _, table := range tables {
		t.Run(table.Name, func(t *testing.T) {
			figure := parse(t, table.Text)
			run := play(t, filepath.Join("../../../content/scenarios/rfc9293", table.Name+".scenario"))
			for side := range figure {
				compare(t, "AB"[side:side+1], figure[side], follow(run, side))
			}
		})
	}
}

func play(t *testing.T, path string) *trace.Trace {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	run, errs := diagrams.Run(path, string(src))
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return run
}

// A step is what one line of a figure tells of one host.
type step struct {
	line  string
	what  string // "sends <SEQ=…", "receives <SEQ=…", or "" where the host rests
	state string
}

// parse reads a table into the steps of A and of B.
func parse(t *testing.T, table string) (figure [2][]step) {
	t.Helper()
	for line := range strings.Lines(table) {
		f := strings.Fields(line)
		switch {
		case f[0] == "#":
		case len(f) == 3:
			figure[0] = append(figure[0], step{line: f[0], state: f[1]})
			figure[1] = append(figure[1], step{line: f[0], state: f[2]})
		case len(f) == 6:
			verbs := map[string][2]string{"-->": {"sends ", "receives "}, "<--": {"receives ", "sends "}}
			for side, arrow := range []string{f[2], f[4]} {
				state := []string{f[1], f[5]}[side]
				if (arrow == "...") != (state == "-") {
					t.Fatalf("a state where the segment is not, or none where it is: %s", line)
				}
				if arrow != "..." {
					figure[side] = append(figure[side], step{f[0], verbs[arrow][side] + f[3], state})
				}
			}
		default:
			t.Fatalf("not a line of a figure: %s", line)
		}
	}
	return figure
}

// A moment is a departure or an arrival at one host, as it was in the run.
type moment struct {
	what   string
	state  string   // after it
	states []string // all that the host rested in before its next moment
}

// follow returns the moments of one host; the first is the start of the run.
func follow(run *trace.Trace, host int) []moment {
	state := run.Hosts[host].Initial
	moments := []moment{{state: state, states: []string{state}}}
	input := 1 // the moments before this one belong to earlier inputs
	for _, e := range run.Events {
		if e.Host != host {
			continue
		}
		if e.Kind == trace.Call || e.Kind == trace.Receive || e.Kind == trace.Timer && e.Action == trace.Fire {
			input = len(moments)
		}
		switch e.Kind {
		case trace.Send, trace.Receive:
			what := fmt.Sprintf("%ss %s", e.Kind, notation(run.Messages[e.Message-1]))
			moments = append(moments, moment{what, state, []string{state}})
		case trace.State:
			state = e.To
			for i := range moments[input:] {
				moments[input+i].state, moments[input+i].states = state, nil
			}
			last := &moments[len(moments)-1]
			last.states = append(last.states, state)
		}
	}
	return moments
}

// notation is a segment as the figures write it. They leave PSH out, which a
// sender has to set on the last data it has (§3.9.1.2, MUST-61).
func notation(s trace.Message) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<SEQ=%d>", s.TCP.Seq)
	if s.TCP.Ack != nil {
		fmt.Fprintf(&b, "<ACK=%d>", *s.TCP.Ack)
	}
	if s.TCP.Len > 0 {
		fmt.Fprintf(&b, "<DATA=%d>", s.TCP.Len)
	}
	fmt.Fprintf(&b, "<CTL=%s>", strings.Replace(s.Name, "PSH,", "", 1))
	return b.String()
}

// compare walks through the steps of one host.
func compare(t *testing.T, host string, figure []step, run []moment) {
	t.Helper()
	at := 0
	for _, s := range figure {
		if s.what == "" {
			if !slices.Contains(run[at].states, s.state) {
				t.Errorf("line %s: %s rests in %s, but was in %v", s.line, host, s.state, run[at].states)
			}
			continue
		}
		if at++; at == len(run) {
			t.Fatalf("line %s: %s %s, but the run is over", s.line, host, s.what)
		}
		if m := run[at]; m.what != s.what || m.state != s.state {
			t.Errorf("line %s:\nfigure: %s %s, then %s\nrun:    %s %s, then %s", s.line, host, s.what, s.state, host, m.what, m.state)
		}
	}
	for _, m := range run[at+1:] {
		t.Errorf("the figure is over, but %s %s", host, m.what)
	}
}
