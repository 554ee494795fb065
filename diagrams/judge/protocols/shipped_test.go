package protocols_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams/explore"
	"woshou/diagrams/protocol"
)

// uncited are the rules that follow no document, each with its reason.
var uncited = map[string]string{
	`in LISTEN on SYN if opening is two: set peer its seq, send SYN+ACK peer, become ESTABLISHED`:                                             "why-three: what TCP does not do",
	`in any on REQUEST if its term > term and vote is careless: set term its term, start election, send VOTE term to sender, become FOLLOWER`: "raft-log: what the paper forbids",
	`in READY on DATA if its number = want mod size and its body != want: become FOOLED`:                                                      "window: looks at what no wire carries",
	`in FOOLED on DATA: ignore`: "window: the end of that story",
}

// TestShippedProtocolsAreWell holds of the site's protocols that a check finds
// what they say and warns of nothing, that they stand in canonical form, that
// their states are told in both languages, and that their rules cite a document.
func TestShippedProtocolsAreWell(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(rules, "*.protocol"))
	if err != nil || len(files) < 11 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".protocol")
		t.Run(name, func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if canonical, _ := protocol.Reformat(file, string(src)); canonical != string(src) {
				t.Error("not in canonical form")
			}
			p := load(t, name)
			wellChecked(t, p)
			wellTold(t, p)
		})
	}
}

// wellChecked holds that a check has nothing to say against a protocol.
func wellChecked(t *testing.T, p *protocol.Program) {
	t.Helper()
	r := explore.Check(p, explore.Options{})
	for _, v := range r.Verdicts {
		if !v.Result.OK() {
			t.Errorf("%s: %s", v.Of(), v.Result)
		}
	}
	for _, w := range r.Problems {
		t.Errorf("line %d: %v", w.Line, w.Message)
	}
	for _, n := range r.UnusedRules {
		t.Errorf("not used: %s", p.Rule(n))
	}
	for _, u := range r.Unreached {
		t.Errorf("not reached: %s %s", p.Roles[u.Role].Role.Name, p.Roles[u.Role].States[u.State])
	}
	for _, e := range p.LooseEnds {
		t.Error(e)
	}
}

// wellTold holds that readers of both languages are told what states mean, and
// which document says each rule.
func wellTold(t *testing.T, p *protocol.Program) {
	t.Helper()
	for _, role := range p.Roles {
		for i, label := range role.Labels {
			if len(role.States) > 1 && len(label) != 2 {
				t.Errorf("%s %s is told in %d languages", role.Role.Name, role.States[i], len(label))
			}
		}
	}
	for n := 1; n <= p.Rules(); n++ {
		if r := p.Rule(n); r.Per == "" && uncited[r.String()] == "" {
			t.Errorf("line %d cites no document: %s", r.Line, r)
		}
	}
}
