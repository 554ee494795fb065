package protocol

import "woshou/diagrams/scenario/lines"

// Format returns f in canonical spelling: its lines and comments in their
// order, single blank lines kept. Parse gives f back, apart from positions, and
// formatting that again changes nothing. It is meant for a File that Parse
// found no fault with.
func Format(f *File) string {
	w := lines.NewWriter(f.Comments)
	for _, l := range f.Lines {
		w.Indent = ""
		if l.Inside {
			w.Indent = "  "
		}
		w.Line(l.Position().Line, l.Last, l.String())
	}
	return w.String()
}

// Reformat brings the text of a protocol into canonical form. One that cannot be
// read is left to its author.
func Reformat(name, src string) (string, []lines.Error) {
	f, errs := Parse(name, src)
	if len(errs) > 0 {
		return "", errs
	}
	return Format(f), nil
}
