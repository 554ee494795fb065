package diagrams_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/protocol"
)

// TestRandomRunsOfProtocolsAreRecords holds that whatever a scenario has happen
// to any protocol, its record is one (Validate), and the same again.
func TestRandomRunsOfProtocolsAreRecords(t *testing.T) {
	files, err := filepath.Glob("protocol/testdata/protocols/*.protocol")
	if err != nil || len(files) == 0 {
		t.Fatal("no protocols: ", err)
	}
	each := 200
	if testing.Short() {
		each = 20
	}
	for _, file := range files {
		name, text, _ := protocolFile(t, filepath.Base(file))
		program, errs := protocol.Load(name, text)
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		for seed := range uint64(each) {
			r := rand.New(rand.NewPCG(seed, 1))
			src := diagrams.Source{Text: anyScenario(r, program), Protocol: diagrams.File{Name: name, Text: text}}
			run, errs := src.Run("random")
			if run == nil {
				t.Fatalf("%v\n%s", errs, src.Text)
			}
			if err := run.Validate(); err != nil {
				t.Errorf("%s, seed %d: %v\n%s\n%s", name, seed, err, src.Text, run)
			}
			if again, _ := src.Run("random"); again.String() != run.String() {
				t.Errorf("%s, seed %d: another run\n%s", name, seed, src.Text)
			}
		}
	}
}

// anyScenario has things happen at random, at random times.
func anyScenario(r *rand.Rand, p *protocol.Program) string {
	var s strings.Builder
	fmt.Fprintf(&s, "use %s\npath latency %dms\n", p.Name, r.IntN(3)*20)
	for range r.IntN(5) {
		from, to := twoHosts(r, p)
		fault := []string{"lose", "duplicate", "delay", "leak"}[r.IntN(4)]
		fmt.Fprintf(&s, "%s %s from %s to %s", fault, p.Kinds[r.IntN(len(p.Kinds))].Name, from, to)
		if fault != "lose" {
			fmt.Fprintf(&s, " by %dms", r.IntN(200))
		}
		if fault == "delay" && r.IntN(2) == 0 {
			s.WriteString(" reorder")
		}
		fmt.Fprintf(&s, " nth %d times %d\n", 1+r.IntN(2), 1+r.IntN(3))
	}
	if r.IntN(2) == 0 {
		host, _ := twoHosts(r, p)
		role := p.Roles[p.Hosts[p.Host(host)].Role]
		fmt.Fprintf(&s, "when %s enters %s { %s crash }\n", host, role.States[r.IntN(len(role.States))], host)
	}
	for range 3 + r.IntN(10) {
		fmt.Fprintf(&s, "after %dms %s\n", r.IntN(3)*r.IntN(200), anyStatement(r, p))
	}
	return s.String() + "after 5s end\n"
}

// anyStatement is one that may or may not be possible when its time comes.
func anyStatement(r *rand.Rand, p *protocol.Program) string {
	host, other := twoHosts(r, p)
	index := p.Hosts[p.Host(host)].Role
	role := p.Roles[index]
	switch n := r.IntN(12); {
	case n == 0:
		return host + " crash"
	case n == 1:
		return host + " restart"
	case n == 2:
		return "cut " + host
	case n == 3:
		return "mend " + host
	case n < 6 && len(role.Timers) > 0:
		return fmt.Sprintf("fire %s of %s", role.Timers[r.IntN(len(role.Timers))].Name, host)
	case n == 6:
		k := p.Kinds[r.IntN(len(p.Kinds))]
		return fmt.Sprintf("forge %s%s to %s as %s", k.Name, strings.Repeat(" 1", len(k.Fields)), host, other)
	}
	if calls := p.CallsOf(index); len(calls) > 0 {
		return fmt.Sprintf("%s %s", host, calls[r.IntN(len(calls))])
	}
	return fmt.Sprintf("note %s %q", host, "nothing to call")
}

// twoHosts are the names of two different hosts.
func twoHosts(r *rand.Rand, p *protocol.Program) (a, b string) {
	order := r.Perm(len(p.Hosts))
	return p.Hosts[order[0]].Name, p.Hosts[order[1]].Name
}
