package main

import (
	"errors"
	"fmt"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/press"

	"github.com/spf13/cobra"
)

func newTheme() *cobra.Command {
	return &cobra.Command{
		Use: "theme [FILE]",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return errors.New(local().Line("one %s, not %d: %s", "FILE", len(args), strings.Join(args, " ")))
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			theme, _, err := press.Theme(nil)
			if err != nil || len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return theme.Sources(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			theme, _, err := press.Theme(nil)
			if err != nil {
				return &failure{statusEnvironment, err}
			}
			text := strings.Join(theme.Sources(), "\n") + "\n"
			if len(args) > 0 {
				source, found := theme.Source(args[0])
				if !found {
					return &failure{statusUsage, noSuchFile(args[0], theme.Sources())}
				}
				text = source
			}
			if _, err := fmt.Fprint(cmd.OutOrStdout(), text); err != nil {
				return &failure{statusEnvironment, err}
			}
			return nil
		},
	}
}

// noSuchFile is the error of a name that no file of the theme has.
func noSuchFile(name string, known []string) error {
	if near := diagnostic.Nearest(name, known); near != "" {
		return errors.New(local().Line("the theme has no file %s, but %s", name, near))
	}
	return errors.New(local().Line("the theme has no file %s: woshou theme lists them", name))
}
