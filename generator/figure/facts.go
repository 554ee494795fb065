package figure

import (
	"cmp"
	"slices"
	"strings"

	"woshou/diagrams"
	"woshou/diagrams/trace"
	"woshou/generator/diagnostic"
	"woshou/generator/page"
)

// The codes of what a page says about runs.
const (
	codeStep      = "step"            // a figure has no such step
	codeFact      = "fact"            // a run says otherwise
	codeUnreached = "state-unreached" // a hint
)

// Verify holds what a page says against the runs of its figures: that the
// steps it links to exist, and that each host is then in the state it claims.
// Everything that the runs contradict is an error at its place. A figure that
// could not be run says nothing; its own errors are reported with it. Hints spell
// states as spell does.
func (st *Studio) Verify(figures []Figure, steps []page.Step, terms []page.Term, spell trace.Spelling) []diagnostic.Problem {
	v := verifier{spell: spell}
	for _, step := range steps {
		i := slices.IndexFunc(figures, func(f Figure) bool { return f.ID == step.Figure })
		t := st.shown(figures[i])
		if t == nil || !v.exists(t, step) {
			continue
		}
		v.speaker(t, step)
		for _, claim := range step.Claims {
			v.claim(t, step, claim)
		}
	}
	if runs, all := st.traces(figures); all {
		v.unreached(runs, terms)
	}
	return v.problems
}

// unreached hints at each state that a glossary explains and no run of the
// page reaches. On a page without runs its prose must speak of the state.
func (v *verifier) unreached(runs []*trace.Trace, terms []page.Term) {
	for _, term := range terms {
		if term.State == "" || slices.ContainsFunc(runs, func(t *trace.Trace) bool { return reaches(t, term.State) }) {
			continue
		}
		message := diagnostic.Say("no figure of this page reaches %s", term.Name)
		if len(runs) == 0 {
			message = diagnostic.Say("nothing else on this page speaks of %s", term.Name)
			if term.Mentioned {
				continue
			}
		}
		v.hint(codeUnreached, term.Place, message, "show a run that leads there, or leave the state out")
	}
}

// reaches reports whether a host is ever in a state.
func reaches(t *trace.Trace, state string) bool {
	return slices.ContainsFunc(t.Hosts, func(h trace.Host) bool { return h.Initial == state }) ||
		slices.ContainsFunc(t.Events, func(e trace.Event) bool { return e.ChangesState() && e.To == state })
}

// traces are the runs that the figures of a page show, the ways through a state
// diagram included, and whether none is missing because it failed.
func (st *Studio) traces(figures []Figure) (runs []*trace.Trace, all bool) {
	all = true
	for _, f := range figures {
		shown := f.Ways
		switch {
		case f.Check != "":
			if t := st.shown(f); t != nil {
				runs = append(runs, t)
			}
		case f.Chart == "":
			shown = []Scenario{f.Scenario}
		}
		for _, s := range shown {
			if t := st.ran(s); t != nil {
				runs = append(runs, t)
			} else {
				all = false
			}
		}
	}
	return runs, all
}

// shown is the run of a figure's own steps, nil if there was none: that of its
// scenario, or of a check's first counter-example.
func (st *Studio) shown(f Figure) *trace.Trace {
	if f.Check != "" {
		return st.wayOf(f)
	}
	return st.ran(f.Scenario)
}

// ran is the run of a scenario, nil if there was none.
func (st *Studio) ran(s Scenario) *trace.Trace {
	if !s.Found {
		return nil
	}
	r := st.run(s.Source)
	if len(r.problems(s)) > 0 {
		return nil
	}
	return r.trace
}

// verifier collects what is wrong with the statements of one page.
type verifier struct {
	spell    trace.Spelling
	problems []diagnostic.Problem
}

func (v *verifier) report(code string, at diagnostic.Place, message, hint diagnostic.Message) {
	v.problems = append(v.problems, diagnostic.Problem{Place: at, Severity: diagnostic.Error, Code: code, Message: message, Hint: hint})
}

// hint reports what is advice only.
func (v *verifier) hint(code string, at diagnostic.Place, message, hint diagnostic.Message) {
	v.report(code, at, message, hint)
	v.problems[len(v.problems)-1].Severity = diagnostic.Hint
}

// exists reports a step that a run does not have.
func (v *verifier) exists(t *trace.Trace, step page.Step) bool {
	n := 0
	if numbers := t.StepNumbers(); len(numbers) > 0 {
		n = slices.Max(numbers)
	}
	if step.N <= n {
		return true
	}
	hint := diagnostic.Say("its steps are 1 to %d", n)
	switch n {
	case 0:
		hint = "it has no steps"
	case 1:
		hint = "its only step is 1"
	}
	report := v.report
	if step.Story && !step.Named {
		report = v.hint
	}
	report(codeStep, step.Place, diagnostic.Say("figure %s has no step %d", step.Figure, step.N), hint)
	return false
}

// speaker hints at a line of an analogy whose speaker, A for the left host and B
// for the right one, is not who sends the segment.
func (v *verifier) speaker(t *trace.Trace, step page.Step) {
	if step.Speaker == "" {
		return
	}
	says := strings.Index("AB", step.Speaker)
	if from := ofStep(t, step.N)[0].From; from != says {
		v.hint(codeStep, step.Place,
			diagnostic.Say("%s stands for %s, but step %d of %s is sent by %s", step.Speaker, t.Hosts[says].Name, step.N, step.Figure, t.Hosts[from].Name),
			"each line goes with the step of its number; another figure is named by for=FIGURE")
	}
}

// ofStep are the messages of a step, by its number: one, or those that a host sends
// to several others at once.
func ofStep(t *trace.Trace, number int) (messages []trace.Message) {
	for _, id := range t.MessagesOfSteps()[number-1] {
		messages = append(messages, t.Messages[id-1])
	}
	return messages
}

// stateAfter is the state of a host after a step: where several messages are one,
// when that to this host has arrived.
func stateAfter(t *trace.Trace, number, host int) string {
	messages := ofStep(t, number)
	i := slices.IndexFunc(messages, func(m trace.Message) bool { return m.To == host })
	return t.Step(messages[max(i, 0)].ID).States[host]
}

// claim compares a state with the one that the table of the figure shows: of
// the sender when the segment has left, of the receiver when the segment has
// arrived and TCP has done what it does about it. What a program then calls at
// the same instant belongs to the next step.
func (v *verifier) claim(t *trace.Trace, step page.Step, c page.Claim) {
	report := func(message, hint diagnostic.Message) { v.report(codeFact, c.Place, message, hint) }
	host := t.Host(c.Host)
	if host == trace.Nobody {
		names := strings.Split(hostNames(t), ", ")
		report(diagnostic.Say("figure %s has no host `%s`", step.Figure, c.Host),
			cmp.Or(diagnostic.DidYouMean(c.Host, names), diagnostic.Say("its hosts are: %s", hostNames(t))))
		return
	}
	want, known := canonical(t, host, c.State)
	if c.State == "" {
		report(diagnostic.Say("`%s` is followed by no state", c.Host), diagnostic.Say("write %s=STATE", c.Host))
		return
	}
	if !slices.Contains(known, want) {
		report(diagnostic.Say("`%s` is no state", c.State), v.nearestState(t, c.State, known))
		return
	}
	if got := stateAfter(t, step.N, host); got != want {
		report(diagnostic.Say("after step %d of %s, %s is in %s, not in %s",
			step.N, step.Figure, c.Host, v.spell(got), v.spell(want)), v.whenIn(t, host, want))
	}
}

// whenIn tells where in a run a host is in a state.
func (v *verifier) whenIn(t *trace.Trace, host int, state string) diagnostic.Message {
	name, spelt := t.Hosts[host].Name, v.spell(state)
	for _, n := range t.StepNumbers() {
		if stateAfter(t, n, host) == state {
			return diagnostic.Say("%s is in %s after step %d", name, spelt, n)
		}
	}
	if t.Hosts[host].Initial == state {
		return diagnostic.Say("%s is in %s only before the first step", name, spelt)
	}
	for _, e := range t.Events {
		if e.ChangesState() && e.Host == host && e.To == state {
			return diagnostic.Say("%s enters %s at %s, and no step shows it", name, spelt, trace.FormatTime(e.AtUS))
		}
	}
	return diagnostic.Say("%s is never in %s in this run", name, spelt)
}

// canonical is a state as a run names it, with the states that the host can be in.
// TCP's are written with hyphens or underscores; those of other protocols as their
// files spell them.
func canonical(t *trace.Trace, host int, state string) (name string, known []string) {
	if t.TCP == nil {
		return state, t.StatesOf(host)
	}
	return strings.ReplaceAll(state, "_", "-"), diagrams.States()
}

// nearestState advises on a name that is no state: the state that others call
// so, else the one whose name is most like it.
func (v *verifier) nearestState(t *trace.Trace, got string, known []string) diagnostic.Message {
	if t.TCP == nil {
		return cmp.Or(diagnostic.DidYouMean(got, known), diagnostic.Say("the states are: %s", strings.Join(known, ", ")))
	}
	plain := strings.ReplaceAll(got, "_", "-")
	if right := diagrams.Meant(plain); right != nil {
		return diagnostic.Say("did you mean `%s`?", v.spell(right[0]))
	}
	for i, name := range known {
		known[i] = v.spell(name)
	}
	return cmp.Or(diagnostic.DidYouMean(strings.ReplaceAll(got, "-", "_"), known), diagnostic.Say("the states are: %s", strings.Join(known, ", ")))
}
