package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"woshou/diagrams/explore"
	"woshou/diagrams/words"
	"woshou/generator/check"
	"woshou/generator/diagnostic"

	"github.com/spf13/cobra"
)

// checkFlags are the flags of `woshou check`.
type checkFlags struct {
	check.Options
	protocolFlags
	format string
	failOn string
}

func newCheck() *cobra.Command {
	f := checkFlags{}
	cmd := &cobra.Command{
		Use:               "check [SITE | FILE.protocol]",
		Args:              oneSite,
		ValidArgsFunction: sites,
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.Site = siteArg(args); isProtocol(f.Site) {
				return checkProtocol(cmd, f.Site, f)
			}
			return runCheck(cmd, f)
		},
	}
	cmd.Flags().StringVar(&f.format, "format", "text", "")
	cmd.Flags().StringVar(&f.failOn, "fail-on", "error", "")
	cmd.Flags().StringVar(&f.Lang, "lang", local().Code, "")
	cmd.Flags().IntVar(&f.worlds, "worlds", explore.MaxWorlds, "")
	cmd.Flags().DurationVar(&f.time, "time", 0, "")
	cmd.Flags().BoolVar(&f.Drafts, "drafts", false, "")
	offer(cmd, "format", "text", "json", "sarif")
	offer(cmd, "fail-on", "error", "warning", "hint")
	offer(cmd, "lang", words.Built().Codes()...)
	return cmd
}

// failures are the values of --fail-on, the worst first.
var failures = []diagnostic.Severity{diagnostic.Error, diagnostic.Warning, diagnostic.Hint}

func runCheck(cmd *cobra.Command, f checkFlags) error {
	if err := f.validate(); err != nil {
		return err
	}
	report, err := check.Site(cmd.Context(), f.Options)
	if err != nil {
		return environment(f.Site, err)
	}
	report.Problems = diagnostic.In(words.Of(f.Lang), report.Problems)
	if err := f.print(cmd.OutOrStdout(), report); err != nil {
		return &failure{statusEnvironment, err}
	}
	t, n := words.Of(f.Lang), diagnostic.Count(report.Problems)
	fmt.Fprintln(os.Stderr, t.Line("%s: %s, %s, %s", t.Count(report.Pages, "page"),
		t.Count(n.Errors, "error"), t.Count(n.Warnings, "warning"), t.Count(n.Hints, "hint")))
	if status := statusOf(report.Problems, false); status == statusUsage {
		return &failure{status: status}
	}
	if f.fails(report.Problems) {
		return &failure{status: statusContent}
	}
	return nil
}

func (f checkFlags) validate() error {
	for _, flag := range []struct {
		name, value string
		known       []string
	}{
		{"--format", f.format, []string{"text", "json", "sarif"}},
		{"--fail-on", f.failOn, []string{"error", "warning", "hint"}},
		{"--lang", f.Lang, words.Built().Codes()},
	} {
		if err := among(flag.name, flag.value, flag.known...); err != nil {
			return err
		}
	}
	return nil
}

// fails reports whether a problem is as bad as --fail-on.
func (f checkFlags) fails(problems []diagnostic.Problem) bool {
	limit := slices.Index(failures, diagnostic.Severity(f.failOn))
	return slices.ContainsFunc(problems, func(p diagnostic.Problem) bool { return slices.Index(failures, p.Severity) <= limit })
}

func (f checkFlags) print(w io.Writer, report check.Report) error {
	read := reader(f.Site)
	switch f.format {
	case "json":
		return diagnostic.WriteJSON(w, report.Problems)
	case "sarif":
		about := func(code string) diagnostic.Rule { return ruleOf(report, code, words.Of(f.Lang)) }
		return diagnostic.WriteSARIF(w, diagnostic.Log{Problems: report.Problems, About: about, Read: read, Root: rootOf(f.Site)})
	}
	out, isFile := w.(*os.File)
	return diagnostic.Print(w, report.Problems, read, isFile && colour(out))
}

// ruleOf is what a code stands for, in a language.
func ruleOf(report check.Report, code string, in *words.Language) diagnostic.Rule {
	if claim := report.Rules.Find(code); claim != nil {
		return diagnostic.Rule{Code: code, About: claim.Message.In(in.Code), Help: claim.Section}
	}
	return diagnostic.Rule{Code: code, About: in.Codes()[code]}
}

// rootOf is the site's folder as seen from the working folder, which is where
// code hosts look for the files that a log names; "" when it lies elsewhere.
func rootOf(dir string) string {
	here, err := os.Getwd()
	if err != nil {
		return ""
	}
	full, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	rel, err := filepath.Rel(here, full)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	return filepath.ToSlash(rel)
}
