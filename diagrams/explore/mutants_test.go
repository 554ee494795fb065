package explore_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams/explore"
	"woshou/diagrams/golden"
	"woshou/diagrams/protocol"
)

// TestChangesAreReported holds that a check reports nearly every protocol of the
// site from which one rule is gone, or in which one rule leads to another state; testdata
// has those that it does not.
func TestChangesAreReported(t *testing.T) {
	if testing.Short() {
		t.Skip("some hundred checks")
	}
	before := map[string][]string{}
	total, reported := 0, 0
	var silent strings.Builder
	judge := func(name, change, src string) {
		p, errs := compile(name, src)
		found := []string{errs}
		if p != nil {
			r := explore.Check(p, explore.Options{})
			found = append(found, findings(r)...)
			for _, n := range r.UnusedRules {
				found = append(found, p.Rule(n).String())
			}
		}
		if change == "as it is" {
			before[name] = found
			return
		}
		total++
		if slices.Equal(found, before[name]) {
			fmt.Fprintf(&silent, "%s %s\n", name, change)
			return
		}
		reported++
	}
	all := onSite(t)
	eachChange(all, judge)
	eachTarget(all, judge)
	t.Logf("%d of %d changes are reported", reported, total)
	if 20*reported < 19*total {
		t.Errorf("only %d of %d changes are reported", reported, total)
	}
	golden.Run(t, "testdata/silent", func(*testing.T, golden.Case) []golden.Part {
		return []golden.Part{{Name: "changes", Text: silent.String()}}
	})
}

var target = regexp.MustCompile(`become (\S+?)(,|$| per)`)

// eachTarget calls do with every protocol in which one rule leads to another
// state of its role.
func eachTarget(all map[string]string, do func(name, change, src string)) {
	for _, name := range slices.Sorted(maps.Keys(all)) {
		src := all[name]
		p, _ := compile(name, src)
		lines := strings.Split(src, "\n")
		for n := 1; n <= p.Rules(); n++ {
			rule := p.Rule(n)
			m := target.FindStringSubmatchIndex(lines[rule.Line-1])
			if m == nil {
				continue
			}
			line, state := lines[rule.Line-1], lines[rule.Line-1][m[2]:m[3]]
			states := statesOf(p, n)
			other := states[(slices.Index(states, state)+1)%len(states)]
			if other == state {
				continue
			}
			changed := slices.Clone(lines)
			changed[rule.Line-1] = line[:m[2]] + other + line[m[3]:]
			do(name, fmt.Sprintf("%s instead of %s in %s", other, state, strings.TrimSpace(line)), strings.Join(changed, "\n"))
		}
	}
}

// statesOf are the states of the role that a rule belongs to.
func statesOf(p *protocol.Program, rule int) []string {
	for _, r := range p.Roles {
		if rule <= len(r.Rules) {
			return r.States
		}
		rule -= len(r.Rules)
	}
	return nil
}
