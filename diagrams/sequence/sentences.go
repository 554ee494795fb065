package sequence

import (
	"fmt"

	"woshou/diagrams/trace"
)

// title is what the picture is.
func (f *figure) title() string {
	if t := f.run.Title.In(f.opt.Lang); t != "" {
		return t
	}
	a, b := f.run.Hosts[left], f.run.Hosts[right]
	return fmt.Sprintf(f.words.title, a.In(f.opt.Lang), b.In(f.opt.Lang))
}

// name prints a state as the figure's reader expects it.
func (f *figure) name(state string) string {
	if f.opt.Underscore {
		return trace.Underscores(state)
	}
	return trace.Hyphens(state)
}

// describe is the whole figure in words.
func (f *figure) describe() string { return f.run.Description(f.opt.Lang, f.name) }

// sentence is one step in words.
func (f *figure) sentence(id int) string { return f.run.Sentence(id, f.opt.Lang, f.name) }
