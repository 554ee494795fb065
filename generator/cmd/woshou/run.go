package main

import (
	"fmt"
	"os"
	"strings"

	"woshou/diagrams"
	"woshou/diagrams/place"
	"woshou/diagrams/render/text"
	"woshou/diagrams/trace"
	"woshou/generator/diagnostic"

	"github.com/spf13/cobra"
)

func newRun() *cobra.Command {
	var lang string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "run FILE.scenario",
		Short: "Run a scenario and print it as a character diagram",
		Long: `Run a scenario and print it as a diagram of characters, or with --json as the
record of all that happened. Both are printed even when an expectation fails,
which makes the exit status 1.`,
		Example: `  woshou run three-way-handshake.scenario
  woshou run --json three-way-handshake.scenario | jq .segments`,
		Args:              one("FILE.scenario"),
		ValidArgsFunction: files("scenario"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := among("--lang", lang, "zh", "en"); err != nil {
				return err
			}
			src, err := scenarioFile(args[0])
			if err != nil {
				return err
			}
			run, errs := diagrams.Run(args[0], string(src))
			if run != nil {
				if err := printRun(cmd, run, lang, asJSON); err != nil {
					return &failure{statusEnvironment, err}
				}
			}
			return reportIn(lang, diagnostic.OfScenario(place.Origin{File: args[0], Line: 1}, errs), os.ReadFile)
		},
	}
	cmd.Flags().StringVar(&lang, "lang", localLanguage(), "language of the diagram and of messages: zh or en")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the trace as JSON")
	offer(cmd, "lang", "zh", "en")
	return cmd
}

func printRun(cmd *cobra.Command, run *trace.Trace, lang string, asJSON bool) error {
	if !asJSON {
		return text.Encode(cmd.OutOrStdout(), run, text.Options{Lang: lang, Spell: trace.Hyphens})
	}
	return run.Encode(cmd.OutOrStdout())
}

// report prints problems to standard error, in the language of the locale;
// errors among them are a failure of the content.
func report(list []diagnostic.Problem, read func(string) ([]byte, error)) error {
	return reportIn(localLanguage(), list, read)
}

func reportIn(lang string, list []diagnostic.Problem, read func(string) ([]byte, error)) error {
	diagnostic.Print(os.Stderr, diagnostic.In(lang, list), read, colour(os.Stderr))
	for _, p := range list {
		if p.Severity == diagnostic.Error {
			return &failure{status: statusContent}
		}
	}
	return nil
}

// localLanguage is the language of the locale, as far as it is one of ours.
func localLanguage() string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := os.Getenv(name); v != "" {
			if strings.HasPrefix(v, "zh") {
				return "zh"
			}
			return "en"
		}
	}
	return "en"
}

// colour reports whether messages to f may be coloured: only on a terminal,
// and not when NO_COLOR is set.
func colour(f *os.File) bool {
	return os.Getenv("NO_COLOR") == "" && terminal(f)
}

// count prints a number with its noun: "1 page", "2 pages".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
