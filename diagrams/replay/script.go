package replay

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// script is a scenario in the making. None of its lists is modified once it is
// in a script: what changes one makes another.
type script struct {
	profile string
	head    []string
	names   [2]string
	// latency is how long messages of each host are on their way, in microseconds.
	latency [2]int64
	sets    []string
	faults  []fault
	steps   []step
	// endUS is when the clock stops; 0 lets the run come to its own end.
	endUS int64
}

// step is a statement at its time. Of several at one time the first comes first.
type step struct {
	atUS int64
	text string
	// on is the arrival at which it is called, "" for a call at its time: "client
	// receives ACK".
	on string
	// forged tells that it is a segment that the machine would not send.
	forged bool
}

// fault is a statement about what happens to a message on its way: the nth of its
// host that its pattern means.
type fault struct {
	verb, pattern, host string
	nth                 int
	byUS                int64
	leftUS              int64 // when the message left, in the run that told its number
}

// String is a fault as scenarios write it.
func (f fault) String() string {
	s := fmt.Sprintf("%s %s from %s", f.verb, f.pattern, f.host)
	if f.byUS > 0 {
		s += " by " + duration(f.byUS)
	}
	if f.nth > 1 {
		s += fmt.Sprintf(" nth %d", f.nth)
	}
	return s
}

// with is the script with one step more, after those of its time.
func (s script) with(more ...step) script {
	s.steps = append(slices.Clip(s.steps), more...)
	return s
}

// strike is the script with one fault more. Those about later messages go: their
// numbers may be others now, and they are found again.
func (s script) strike(f fault) script {
	s.faults = slices.DeleteFunc(slices.Clone(s.faults), func(old fault) bool { return old.leftUS > f.leftUS })
	s.faults = append(s.faults, f)
	return s
}

// set is the script with an option set.
func (s script) set(line string) script {
	s.sets = append(slices.Clip(s.sets), line)
	return s
}

// text is the scenario, remarks at their places among the steps.
func (s script) text(top []string, remarks []step) string {
	var b strings.Builder
	lines := func(list ...string) {
		for _, l := range list {
			b.WriteString(l + "\n")
		}
	}
	for _, l := range top {
		lines("# " + l)
	}
	lines(s.head...)
	lines("profile " + s.profile)
	for side, us := range s.latency {
		lines(fmt.Sprintf("path %s -> %s latency %s", s.names[side], s.names[1-side], duration(us-margin(us))))
	}
	if len(s.sets)+len(s.faults) > 0 {
		lines("")
	}
	lines(s.sets...)
	for _, f := range s.faults {
		lines(f.String())
	}
	lines("")
	steps := slices.Clone(s.steps)
	slices.SortStableFunc(steps, func(a, b step) int { return cmp.Compare(a.atUS, b.atUS) })
	if s.endUS > 0 {
		steps = append(steps, step{atUS: max(s.endUS, last(steps)), text: "end"})
	}
	now := int64(0)
	for i, st := range steps {
		for len(remarks) > 0 && remarks[0].atUS <= st.atUS {
			lines("# " + remarks[0].text)
			remarks = remarks[1:]
		}
		text := st.text
		if st.on != "" {
			text = fmt.Sprintf("when %s {\n%s\n}", st.on, text)
		}
		if wait := st.atUS - now; i == 0 && wait == 0 || wait == 0 && strings.HasSuffix(steps[i-1].text, " listen") {
			lines(text)
		} else {
			lines("after " + duration(wait) + " " + text)
		}
		now = st.atUS
	}
	for _, r := range remarks {
		lines("# " + r.text)
	}
	return b.String()
}

// margin is how much shorter than in the capture a way is taken to be: so that what
// answers an arrival comes after it, too, where its time is only an estimate.
func margin(latency int64) int64 { return min(latency/100, 200) }

func last(steps []step) int64 {
	if len(steps) == 0 {
		return 0
	}
	return steps[len(steps)-1].atUS
}

// duration is a time as scenarios write it.
func duration(us int64) string {
	unit, name := 1000.0, "ms"
	if us >= 10_000_000 {
		unit, name = 1_000_000, "s"
	}
	return strconv.FormatFloat(float64(us)/unit, 'f', -1, 64) + name
}
