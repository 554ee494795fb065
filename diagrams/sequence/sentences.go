package sequence

import (
	"fmt"
	"regexp"
	"strings"

	"woshou/diagrams/sentence"
	"woshou/diagrams/trace"
)

// title is what the picture is.
func (f *figure) title() string {
	if t := f.spelled(f.trace.Title); t != "" {
		return t
	}
	first, last := f.trace.Hosts[0], f.trace.Hosts[len(f.trace.Hosts)-1]
	return fmt.Sprintf(f.says.Title, first.In(f.lang()), last.In(f.lang()))
}

// name prints a state as the figure's reader expects it.
func (f *figure) name(state string) string {
	if f.opt.Underscore {
		return trace.Underscores(state)
	}
	return trace.Hyphens(state)
}

// hyphenated matches the names of states that are spelled in two ways.
var hyphenated = regexp.MustCompile(`\b(?:(?:SYN|FIN|CLOSE|LAST|TIME)[-_])(?:SENT|RECEIVED|WAIT|ACK)(?:[-_][12])?\b`)

// spelled is an author's text with the names of states as the figure's reader
// expects them.
func (f *figure) spelled(t trace.Text) string {
	return hyphenated.ReplaceAllStringFunc(t.In(f.lang()), func(name string) string {
		return f.name(strings.ReplaceAll(name, "_", "-"))
	})
}

// describe is the whole figure in words.
func (f *figure) describe() string { return f.voice().Run(f.trace) }

// sentence is one step in words.
func (f *figure) sentence(id int) string { return f.voice().Step(f.trace, id) }

func (f *figure) voice() sentence.Voice { return sentence.Voice{Words: f.opt.Words, Spell: f.name} }
