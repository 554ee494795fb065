package figure

import (
	"context"
	"strings"
	"time"

	"woshou/diagrams/explore"
	"woshou/diagrams/protocol"
	"woshou/generator/diagnostic"
)

// CheckOptions say how far to check a protocol.
type CheckOptions struct {
	Worlds int           // at most; 0 for the usual
	Time   time.Duration // at most; 0 for no end
}

// Verdict is what was found in a protocol.
type Verdict struct {
	// Explored is nil where the file has mistakes.
	Explored *explore.Report
	// Bounds are the lines of the file that say how far a check goes: what the
	// network may do, and how often hosts make calls.
	Bounds   []string
	Problems []diagnostic.Problem // sorted
}

// Check checks the text of a protocol: its grammar, its names, and every order of
// events. It ends early, without a report, when ctx does.
func Check(ctx context.Context, name, src string, opt CheckOptions) (Verdict, error) {
	program, errs := protocol.Load(name, src)
	if len(errs) > 0 {
		wrong := diagnostic.OfFile(name, errs)
		return Verdict{Problems: diagnostic.Merge(wrong, strays(diagnostic.Whole(name), src, wrong))}, nil
	}
	begun := time.Now()
	explored := explore.Check(program, explore.Options{Worlds: opt.Worlds, Stop: func() bool {
		return ctx.Err() != nil || opt.Time > 0 && time.Since(begun) > opt.Time
	}})
	if err := ctx.Err(); err != nil {
		return Verdict{}, err
	}
	loose := diagnostic.OfFile(name, program.LooseEnds)
	unseen := strays(diagnostic.Whole(name), src, nil)
	return Verdict{explored, bounds(program), diagnostic.Merge(loose, unseen, failed(name, explored), wrong(program, explored), unused(program, explored))}, nil
}

// bounds are the lines of a program that bound its check.
func bounds(p *protocol.Program) (lines []string) {
	for _, l := range p.Lines {
		if said := l.String(); strings.HasPrefix(said, "network ") || strings.HasPrefix(said, "check ") {
			lines = append(lines, said)
		}
	}
	return lines
}

// failed are the properties that are not as their author says.
func failed(name string, r *explore.Report) (list []diagnostic.Problem) {
	for _, v := range r.Verdicts {
		q := v.Of()
		p := diagnostic.Problem{Severity: diagnostic.Error, Place: q.Wide(q.String())}
		p.File = name
		switch v.Result {
		case explore.Fails:
			p.Code = "protocol-fails"
			p.Message = diagnostic.Say("this fails in %d steps", v.Path.Steps())
		case explore.CannotFail:
			p.Code = "protocol-cannot-fail"
			p.Message = "this was to fail, and holds in every world"
		default:
			continue
		}
		list = append(list, p)
	}
	return list
}

// wrong is what is wrong whatever the properties say.
func wrong(p *protocol.Program, r *explore.Report) (list []diagnostic.Problem) {
	for _, w := range r.Problems {
		list = append(list, diagnostic.Problem{
			Severity: diagnostic.Error, Code: "protocol-" + string(w.Kind),
			Place:   p.Line(w.Line),
			Message: diagnostic.Say("%s (after %d steps)", w.Message, w.Path.Steps()),
		})
	}
	return list
}

// unused are the rules that nothing uses, and the states that nothing reaches.
func unused(p *protocol.Program, r *explore.Report) (list []diagnostic.Problem) {
	for _, n := range r.UnusedRules {
		list = append(list, diagnostic.Problem{
			Severity: diagnostic.Warning, Code: "protocol-unused", Place: p.Line(p.Rule(n).Line), Message: "no world uses this rule",
		})
	}
	for _, s := range r.Unreached {
		role := &p.Roles[s.Role]
		list = append(list, diagnostic.Problem{
			Severity: diagnostic.Warning, Code: "protocol-unreached", Place: p.Line(role.Line),
			Message: diagnostic.Say("%s is never in %s", role.Role.Name.Text, role.States[s.State]),
		})
	}
	return list
}
