package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"woshou/diagrams/explore"
	"woshou/diagrams/words"
	"woshou/generator/diagnostic"
	"woshou/generator/figure"

	"github.com/spf13/cobra"
)

// protocolFlags are the flags of `woshou check` that only protocols know.
type protocolFlags struct {
	worlds int
	time   time.Duration
}

// isProtocol reports whether an argument names a protocol instead of a site.
func isProtocol(name string) bool { return strings.HasSuffix(name, ".protocol") }

// checkProtocol checks one protocol and prints what was found.
func checkProtocol(cmd *cobra.Command, file string, f checkFlags) error {
	if err := f.validate(); err != nil {
		return err
	}
	src, err := scenarioFile(file)
	if err != nil {
		return err
	}
	report, err := figure.Check(cmd.Context(), file, string(src), figure.CheckOptions{Worlds: f.worlds, Time: f.time})
	if err != nil {
		return &failure{statusEnvironment, err}
	}
	in := words.Of(f.Lang)
	report.Problems = diagnostic.In(in, report.Problems)
	if err := f.printProtocol(cmd.OutOrStdout(), file, report, in); err != nil {
		return &failure{statusEnvironment, err}
	}
	if f.fails(report.Problems) {
		return &failure{status: statusContent}
	}
	return nil
}

func (f checkFlags) printProtocol(w io.Writer, file string, r figure.Verdict, in *words.Language) error {
	switch f.format {
	case "json":
		if err := writeVerdicts(w, file, r, in); err != nil {
			return err
		}
		return diagnostic.WriteJSON(w, r.Problems)
	case "sarif":
		about := func(code string) diagnostic.Rule { return diagnostic.Rule{Code: code, About: in.Codes()[code]} }
		return diagnostic.WriteSARIF(w, diagnostic.Log{Problems: r.Problems, About: about, Read: os.ReadFile})
	}
	if r.Explored != nil {
		printVerdicts(w, file, r.Explored, in)
	}
	out, isFile := w.(*os.File)
	return diagnostic.Print(w, r.Problems, os.ReadFile, isFile && colour(out))
}

// printVerdicts prints what holds and what does not, with the shortest ways to
// what breaks it.
func printVerdicts(w io.Writer, file string, r *explore.Report, in *words.Language) {
	fmt.Fprintln(w, in.Line("%s: %s, %s", file, in.Count(r.Worlds, "world"), in.Count(r.Transitions, "transition")))
	results := map[explore.Result]words.Message{
		explore.Holds: "holds", explore.Within: "holds as far as was looked", explore.Fails: "fails",
		explore.CanFail: "can fail, as it says", explore.CannotFail: "cannot fail",
	}
	for _, v := range r.Verdicts {
		fmt.Fprintf(w, "\n%s:%d: %s\n", file, v.Of().Line, v.Of().Plain())
		if said := v.Of().Text.In(in.Code); said != "" {
			fmt.Fprintf(w, "  %s\n", said)
		}
		fmt.Fprintf(w, "  %s\n", in.Message(results[v.Result]))
		printPath(w, v.Path, in)
	}
	for _, p := range r.Problems {
		fmt.Fprintf(w, "\n%s:%d: %s\n", file, p.Line, in.Message(p.Message))
		printPath(w, p.Path, in)
	}
	fmt.Fprintln(w)
}

// printPath prints the steps of a path.
func printPath(w io.Writer, p *explore.Path, in *words.Language) {
	if p == nil {
		return
	}
	if begins := p.Choose(); begins != "" {
		fmt.Fprintf(w, "      %s\n", in.Line("begins with %s", begins))
	}
	for i, s := range p.Say() {
		fmt.Fprintf(w, "  %2d  %s\n", i+1, in.Message(s))
	}
	fmt.Fprintf(w, "  %s\n", in.Line("the same as a scenario:"))
	for line := range strings.Lines(p.Scenario()) {
		fmt.Fprintf(w, "      %s", line)
	}
}

// verdictLine is the JSON of one property.
type verdictLine struct {
	Kind        string   `json:"kind"` // verdict
	Property    string   `json:"property"`
	File        string   `json:"file"`
	Line        int      `json:"line"`
	Result      string   `json:"result"`
	Worlds      int      `json:"worlds"`
	Transitions int      `json:"transitions"`
	Steps       *int     `json:"steps"`    // of the shortest way to what breaks it
	Path        []string `json:"path"`     // these, in words
	Scenario    *string  `json:"scenario"` // that replays it
}

// writeVerdicts prints a line for each property.
func writeVerdicts(w io.Writer, file string, r figure.Verdict, in *words.Language) error {
	if r.Explored == nil {
		return nil
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for _, v := range r.Explored.Verdicts {
		line := verdictLine{
			Kind: "verdict", Property: v.Of().Plain(), File: file, Line: v.Of().Line,
			Result: string(v.Result), Worlds: r.Explored.Worlds, Transitions: r.Explored.Transitions,
		}
		if v.Path != nil {
			n, scenario := v.Path.Steps(), v.Path.Scenario()
			line.Steps, line.Scenario = &n, &scenario
			for _, s := range v.Path.Say() {
				line.Path = append(line.Path, in.Message(s))
			}
		}
		if err := out.Encode(line); err != nil {
			return err
		}
	}
	return nil
}
