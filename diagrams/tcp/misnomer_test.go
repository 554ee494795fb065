package tcp

import (
	"slices"
	"strings"
	"testing"
)

func TestMisnomersAreNoStatesAndLeadToSome(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range Misnomers {
		if slices.Contains(StateNames(), m.Name) || seen[m.Name] || strings.Contains(m.Name, "_") {
			t.Errorf("%s is a state, listed twice or not spelled with hyphens", m.Name)
		}
		seen[m.Name] = true
		for _, right := range m.Right {
			if !slices.Contains(StateNames(), right) {
				t.Errorf("%s leads to %s, which is no state", m.Name, right)
			}
		}
		if len(m.Right) == 0 {
			t.Errorf("%s leads nowhere", m.Name)
		}
	}
}
