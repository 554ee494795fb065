package main

import (
	"errors"
	"fmt"
	"strings"

	"woshou/generator/diagnostic"
	"woshou/generator/skin"
	"woshou/themes"

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
			theme, err := skin.Base()
			if err != nil || len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return theme.Sources(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			theme, err := skin.Base()
			if err != nil {
				return &failure{statusEnvironment, err}
			}
			text := strings.Join(theme.Sources(), "\n") + "\n"
			if len(args) > 0 {
				if text, err = sourceOf(theme, args[0]); err != nil {
					return &failure{statusUsage, err}
				}
			}
			if _, err := fmt.Fprint(cmd.OutOrStdout(), text); err != nil {
				return &failure{statusEnvironment, err}
			}
			return nil
		},
	}
}

// sourceOf is a file of the theme.
func sourceOf(theme *themes.Theme, name string) (string, error) {
	if text, found := theme.Source(name); found {
		return text, nil
	}
	if near := diagnostic.Nearest(name, theme.Sources()); near != "" {
		return "", errors.New(local().Line("the theme has no file %s, but %s", name, near))
	}
	return "", errors.New(local().Line("the theme has no file %s: woshou theme lists them", name))
}
