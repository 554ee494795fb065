package figure

import (
	"slices"
	"strings"

	"woshou/diagrams"
	"woshou/diagrams/trace"
)

// Named is what the figures of a page know of the states that its text names.
type Named struct {
	// TCP says that a figure is of TCP, whose names of states come first then.
	TCP bool
	// Others says that a figure is of another protocol.
	Others bool
	states map[string]State
}

// State is a state of the protocols that figures of a page are about.
type State struct {
	Stage trace.Stage      // "" where roles that have it do not agree
	Label trace.Text       // of the first of these roles that gives it one
	Chart string           // the id of the first diagram of such a role, or ""
	table diagrams.Machine // with the rows of all these roles
}

// NamedIn gathers the states of the protocols of a page's figures. What cannot be
// read has none: who draws the figure tells.
func NamedIn(figures []Figure) Named {
	n := Named{states: map[string]State{}}
	var files []diagrams.File
	for _, f := range figures {
		file := f.protocol()
		n.TCP = n.TCP || file.Name == ""
		if file.Name != "" && !slices.Contains(files, file) {
			files = append(files, file)
		}
	}
	n.Others = len(files) > 0
	for _, file := range files {
		whole, _ := diagrams.ProtocolOf(file)
		for _, m := range whole.Roles() {
			n.add(m, chartOf(figures, file, m.Name))
		}
	}
	return n
}

// protocol is the file of the protocol that a figure is about, the zero File for TCP.
func (f Figure) protocol() diagrams.File {
	if f.IsRun() {
		return f.Scenario.Source.Protocol
	}
	return f.Protocol
}

// chartOf is the id of the first state diagram of a role that addresses lead to.
func chartOf(figures []Figure, of diagrams.File, role string) string {
	for _, f := range figures {
		if f.Chart != "" && f.Anchor && f.Protocol == of && (f.Role == role || f.Role == "") {
			return f.ID
		}
	}
	return ""
}

// add takes in the states of a role, which a diagram may show.
func (n Named) add(m diagrams.Machine, chart string) {
	for _, s := range m.States() {
		named, known := n.states[s.Name]
		switch {
		case !known:
			named.Stage, named.table.Name = s.Stage, m.Name
		case named.Stage != s.Stage:
			named.Stage = ""
		}
		if named.Label == nil {
			named.Label = s.Label
		}
		if named.Chart == "" {
			named.Chart = chart
		}
		named.table.Rows = append(named.table.Rows, m.Rows...)
		n.states[s.Name] = named
	}
}

// Arrows end the entry of a state in a glossary, as those of TCP end.
func (s State) Arrows(lang Language, name string) []byte {
	return charted{Machine: s.table}.arrows(lang, name)
}

// State is the state of that name, if there is one; a name that TCP has too is TCP's
// where a figure of the page is about that.
func (n Named) State(name string) (State, bool) {
	s, known := n.states[name]
	return s, known && !(n.TCP && slices.Contains(diagrams.States(), strings.ReplaceAll(name, "_", "-")))
}
