package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"woshou/diagrams/words"
	"woshou/generator/build"
	"woshou/generator/diagnostic"
	"woshou/generator/site"

	"github.com/spf13/cobra"
)

func newBuild() *cobra.Command {
	opt := build.Options{}
	asJSON, part := false, ""
	cmd := &cobra.Command{
		Use:               "build [SITE]",
		Args:              oneSite,
		ValidArgsFunction: sites,
		RunE: func(cmd *cobra.Command, args []string) error {
			opt.Site = siteArg(args)
			if err := partial(&opt, part, cmd.Flags().Changed); err != nil {
				return err
			}
			return runBuild(cmd, opt, asJSON)
		},
	}
	cmd.Flags().StringVarP(&opt.Out, "out", "o", "public", "")
	cmd.Flags().BoolVar(&opt.Drafts, "drafts", false, "")
	cmd.Flags().BoolVar(&opt.Strict, "strict", false, "")
	cmd.Flags().StringVar(&part, "shard", "", "")
	cmd.Flags().BoolVar(&asJSON, "json", false, "")
	return cmd
}

// partial has a build make one shard, in a folder of its own unless another is
// named: a part of a site in the place of the whole would be a loss.
func partial(opt *build.Options, part string, isSet func(flag string) bool) error {
	if !isSet("shard") {
		return nil
	}
	shard, ok := build.ParseShard(part)
	if !ok {
		return &failure{statusUsage, errors.New(local().Line("--shard %q: expected I/N, the I-th of N, such as 1/4 to 4/4", part))}
	}
	opt.Shard = shard
	if !isSet("out") {
		opt.Out = fmt.Sprintf("%s-%d-of-%d", opt.Out, shard.Number, shard.Of)
	}
	return nil
}

func runBuild(cmd *cobra.Command, opt build.Options, asJSON bool) error {
	pace()
	began := time.Now()
	t := local()
	show := progress(os.Stderr)
	opt.Done = func(done, total int, address string) { show(fmt.Sprintf("%d/%d %s", done, total, address)) }
	result, problems, err := build.Build(cmd.Context(), opt)
	show("")
	problems = diagnostic.In(t, problems)
	if asJSON {
		err = errors.Join(err, diagnostic.WriteJSON(cmd.OutOrStdout(), problems))
	} else {
		diagnostic.Print(os.Stderr, problems, reader(opt.Site), colour(os.Stderr))
	}
	switch {
	case errors.Is(err, build.ErrNotOurs):
		return &failure{statusUsage, err}
	case err != nil:
		return environment(opt.Site, err)
	}
	if status := statusOf(problems, opt.Strict); status != 0 {
		n := diagnostic.Count(problems)
		fmt.Fprintln(os.Stderr, t.Line("%s, %s; nothing was written to %s", t.Count(n.Errors, "error"), t.Count(n.Warnings, "warning"), opt.Out))
		return &failure{status: status}
	}
	if !asJSON {
		summary(cmd.OutOrStdout(), t, result, opt.Out, time.Since(began))
	}
	return nil
}

// statusOf is the exit status that problems call for.
func statusOf(problems []diagnostic.Problem, strict bool) int {
	for _, p := range problems {
		if p.Code == site.CodeConfig && p.Severity == diagnostic.Error {
			return statusUsage
		}
	}
	if n := diagnostic.Count(problems); n.Errors > 0 || strict && n.Warnings > 0 {
		return statusContent
	}
	return 0
}

func summary(w io.Writer, t *words.Language, r build.Result, out string, took time.Duration) {
	fmt.Fprint(w, t.Line("%s: %s, %s, %d kB in %d ms", out, t.Count(r.Pages, "page"), t.Count(r.Figures, "figure"), r.Bytes/1000, took.Milliseconds()))
	if r.Written+r.Deleted > 0 {
		fmt.Fprint(w, t.Line(" (%s written, %d deleted)\n", t.Count(r.Written, "file"), r.Deleted))
		return
	}
	fmt.Fprint(w, t.Line(" (nothing changed)\n"))
}

// reader reads the files that problems of a site name.
func reader(dir string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))) }
}
