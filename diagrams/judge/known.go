package judge

import (
	"fmt"
	"strings"

	"github.com/rogpeppe/go-internal/txtar"
)

// Known are the divergences that are understood, by the name of the case.
type Known map[string][]Named

// Named is one line of a comparison with the reason for it.
type Named struct{ Line, Reason string }

// ReadKnown reads a txtar archive with a part for each case: lines that begin
// with "because " give the reason of the divergences below them. A divergence
// without a reason is an error.
func ReadKnown(a *txtar.Archive) (Known, error) {
	known := Known{}
	for _, f := range a.Files {
		reason := ""
		for _, line := range strings.Split(string(f.Data), "\n") {
			switch {
			case strings.HasPrefix(line, "because "):
				reason = strings.TrimPrefix(line, "because ")
			case line == "":
			case reason == "":
				return nil, fmt.Errorf("%s: no reason is given for %q", f.Name, line)
			default:
				known[f.Name] = append(known[f.Name], Named{line, reason})
			}
		}
	}
	return known, nil
}

// Split tells the lines of a comparison that are named for the case from those
// that are not, and returns what is named but did not happen. Each naming
// serves for one line.
func (k Known) Split(name string, lines []string) (named []Named, unnamed []string, absent []Named) {
	absent = append(absent, k[name]...)
next:
	for _, line := range lines {
		for i, n := range absent {
			if n.Line == line {
				named = append(named, n)
				absent = append(absent[:i:i], absent[i+1:]...)
				continue next
			}
		}
		unnamed = append(unnamed, line)
	}
	return named, unnamed, absent
}
