package scenario_test

import (
	"strings"
	"testing"

	"woshou/diagrams/golden"
	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
)

// orders is the vocabulary of a small protocol: a customer, two shops and a spy.
var orders = &scenario.Vocabulary{
	Hosts: []scenario.Member{{Name: "customer"}, {Name: "shop1", Role: 1, Label: lines.Text{{Text: "Shop 1"}}}, {Name: "shop2", Role: 1}, {Name: "spy", Role: 2}},
	Roles: []scenario.Role{
		{Name: "customer", Calls: []string{"buy"}, States: []string{"BROWSING", "WAITING", "DONE"}, Timers: []string{"patience"}},
		{Name: "shop", States: []string{"OPEN", "SOLD_OUT"}, Choices: []scenario.Option{{Name: "stock", Values: []string{"some", "none"}}}},
		{Name: "spy", States: []string{"HIDDEN"}},
	},
	Messages: []scenario.Form{{Name: "ORDER", Fields: []string{"number", "what"}}, {Name: "RECEIPT"}, {Name: "收据"}},
	Choices:  []scenario.Option{{Name: "mood", Values: []string{"calm", "hurried"}}},
	Values:   []string{"some", "none", "calm", "hurried"},
}

// TestProtocolCases runs testdata/protocols/*.txtar as TestCases does its cases,
// with the words of orders.
func TestProtocolCases(t *testing.T) {
	read := func(name, src string) (*scenario.File, []lines.Error) { return scenario.ParseWith(name, src, orders) }
	golden.Run(t, "testdata/protocols", func(t *testing.T, c golden.Case) (parts []golden.Part) {
		for _, p := range c.Parts {
			if !strings.Contains(p.Name, ".") {
				parts = append(append(parts, p), outcomeOf(t, read, p.Name, p.Text)...)
			}
		}
		return parts
	})
}

// FuzzParseWith is FuzzParse of scenarios that use a protocol.
func FuzzParseWith(f *testing.F) {
	for _, c := range golden.Cases(f, "testdata/protocols") {
		for _, p := range c.Parts {
			f.Add(p.Text)
		}
	}
	read := func(name, src string) (*scenario.File, []lines.Error) { return scenario.ParseWith(name, src, orders) }
	f.Fuzz(func(t *testing.T, src string) { holdsOf(t, read, src) })
}
