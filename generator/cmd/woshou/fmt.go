package main

import (
	"errors"
	"fmt"
	"os"

	"woshou/diagrams/protocol"
	"woshou/diagrams/scenario/lines"
	"woshou/generator/diagnostic"

	"github.com/spf13/cobra"
)

func newFmt() *cobra.Command {
	check := false
	cmd := &cobra.Command{
		Use:               "fmt FILE.scenario|FILE.protocol...",
		Args:              some("FILE.scenario"),
		ValidArgsFunction: files("scenario", "protocol"),
		RunE: func(cmd *cobra.Command, args []string) error {
			var wrong []diagnostic.Problem
			differ := 0
			for _, file := range args {
				changed, problems, err := format(file, check)
				if err != nil {
					return err
				}
				wrong = append(wrong, problems...)
				if changed {
					differ++
					fmt.Fprintln(cmd.OutOrStdout(), file)
				}
			}
			if err := report(wrong, os.ReadFile); err != nil {
				return err
			}
			if t := local(); check && differ > 0 {
				return &failure{statusContent, errors.New(t.Line("%s not in canonical form", t.Count(differ, "file")))}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&check, "check", false, "")
	return cmd
}

// format brings one file into canonical form, unless it only checks, and
// reports whether it was in another. A file with errors is left alone.
func format(file string, check bool) (changed bool, problemList []diagnostic.Problem, err error) {
	src, err := sourceOf(file)
	if err != nil {
		return false, nil, err
	}
	form := src.Format
	if isProtocol(file) {
		form = func(name string) (string, []lines.Error) { return protocol.Reformat(name, src.Text) }
	}
	out, errs := form(file)
	if len(errs) > 0 {
		return false, diagnostic.OfFile(file, errs), nil
	}
	if out == src.Text || check {
		return out != src.Text, nil, nil
	}
	if err := replace(file, []byte(out)); err != nil {
		return false, nil, &failure{statusEnvironment, err}
	}
	return true, nil, nil
}

// replace writes a file so that it is old or new at any moment, never half.
func replace(file string, content []byte) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	if err := os.WriteFile(file+".part", content, info.Mode().Perm()); err != nil {
		return err
	}
	return os.Rename(file+".part", file)
}
