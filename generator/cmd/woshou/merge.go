package main

import (
	"errors"
	"time"

	"woshou/generator/build"

	"github.com/spf13/cobra"
)

func newMerge() *cobra.Command {
	out := ""
	cmd := &cobra.Command{
		Use:  "merge DIR...",
		Args: some("DIR"),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(cmd *cobra.Command, args []string) error { return runMerge(cmd, args, out) },
	}
	cmd.Flags().StringVarP(&out, "out", "o", "public", "")
	return cmd
}

func runMerge(cmd *cobra.Command, dirs []string, out string) error {
	began := time.Now()
	result, err := build.Merge(cmd.Context(), dirs, out)
	t := local()
	var unfit *build.Unfit
	switch {
	case errors.As(err, &unfit):
		said := t.Message(unfit.Message)
		return &failure{statusUsage, errors.New(t.Line("%s; nothing was written to %s", said, out))}
	case errors.Is(err, build.ErrNotOurs):
		return &failure{statusUsage, err}
	case err != nil:
		return &failure{statusEnvironment, environmental(err)}
	}
	summary(cmd.OutOrStdout(), t, result, out, time.Since(began))
	return nil
}
