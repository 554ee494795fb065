package main

import (
	"os"

	"woshou/diagrams"
	"woshou/diagrams/words"
	"woshou/generator/diagnostic"
	"woshou/generator/figure"

	"github.com/spf13/cobra"
)

func newRun() *cobra.Command {
	var lang string
	var asJSON bool
	cmd := &cobra.Command{
		Use:               "run FILE.scenario",
		Args:              one("FILE.scenario"),
		ValidArgsFunction: files("scenario"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := amongLanguages("--lang", lang); err != nil {
				return err
			}
			src, err := sourceOf(args[0])
			if err != nil {
				return err
			}
			run, errs := src.Run(args[0])
			if run != nil {
				print := func() error { return diagrams.EncodeText(cmd.OutOrStdout(), run, diagrams.Look{}.In(lang)) }
				if asJSON {
					print = func() error { return run.Encode(cmd.OutOrStdout()) }
				}
				if err := print(); err != nil {
					return &failure{statusEnvironment, err}
				}
			}
			problems := diagnostic.OfFile(args[0], errs)
			problems = append(problems, figure.Warnings(diagnostic.Whole(args[0]), src, run, errs)...)
			return reportIn(words.Of(lang), diagnostic.Merge(problems), os.ReadFile)
		},
	}
	cmd.Flags().StringVar(&lang, "lang", local().Code, "")
	cmd.Flags().BoolVar(&asJSON, "json", false, "")
	offer(cmd, "lang", words.Built().Codes()...)
	return cmd
}

// report prints problems to standard error, in the language of the locale;
// errors among them are a failure of the content.
func report(list []diagnostic.Problem, read func(string) ([]byte, error)) error {
	return reportIn(local(), list, read)
}

func reportIn(in *words.Language, list []diagnostic.Problem, read func(string) ([]byte, error)) error {
	diagnostic.Print(os.Stderr, diagnostic.In(in, list), read, colour(os.Stderr))
	if diagnostic.Count(list).Errors > 0 {
		return &failure{status: statusContent}
	}
	return nil
}

// colour reports whether messages to f may be coloured: only on a terminal,
// and not when NO_COLOR is set.
func colour(f *os.File) bool {
	return os.Getenv("NO_COLOR") == "" && terminal(f)
}
