// Woshou builds documentation whose protocol diagrams are run, not drawn.
//
// Results go to standard output, messages to standard error. The exit status
// is 0 when all went well, 1 when the content has errors, 2 for wrong usage or
// configuration, and 3 when the environment is to blame (a port, the disk).
//
// What commands say of themselves and of their flags stands in diagrams/words,
// a file a language.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:]))
}

// run carries out one command line and returns its exit status.
func run(ctx context.Context, args []string) int {
	root := newRoot()
	root.SetArgs(args)
	if len(args) > 0 && strings.HasPrefix(args[0], cobra.ShellCompRequestCmd) {
		speak(root, local()) // completions say what commands and flags are
	}
	cmd, err := root.ExecuteContextC(ctx)
	var failed *failure
	switch {
	case err == nil:
		return 0
	case errors.As(err, &failed):
		if failed.err != nil {
			fmt.Fprintf(os.Stderr, "woshou: %v\n", failed.err)
		}
		return failed.status
	default: // an unknown command or flag, a missing argument
		misused(os.Stderr, cmd, err)
		return statusUsage
	}
}

// The exit statuses of a failure.
const (
	statusContent     = 1
	statusUsage       = 2
	statusEnvironment = 3
)

// failure is an error with its exit status. A nil err has been reported
// already.
type failure struct {
	status int
	err    error
}

func (f *failure) Error() string {
	if f.err == nil {
		return "failed"
	}
	return f.err.Error()
}

func (f *failure) Unwrap() error { return f.err }

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "woshou",
		Version:       version,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	cobra.EnableCommandSorting = false // they are listed as one needs them
	root.AddGroup(&cobra.Group{ID: groupSite, Title: "Sites:"}, &cobra.Group{ID: groupFigure, Title: "Figures and scenarios:"})
	for _, cmd := range []*cobra.Command{newNew(), newServe(), newBuild(), newMerge(), newCheck(), newTranslate(), newTheme()} {
		cmd.GroupID = groupSite
		root.AddCommand(cmd)
	}
	for _, cmd := range []*cobra.Command{newExport(), newRun(), newFmt(), newStates()} {
		cmd.GroupID = groupFigure
		root.AddCommand(cmd)
	}
	root.AddCommand(newVersion())
	root.SetVersionTemplate(about())
	addCobras(root)
	speakWhenAsked(root)
	return root
}

// addCobras adds the commands that cobra has for every program. Left alone they
// would take a command that does not exist for a success.
func addCobras(root *cobra.Command) {
	root.InitDefaultCompletionCmd("")
	root.InitDefaultHelpCmd()
	for _, cmd := range root.Commands() {
		switch cmd.Name() {
		case "help":
			cmd.Args = func(_ *cobra.Command, args []string) error {
				_, _, err := root.Find(args)
				return err
			}
		case "completion":
			cmd.Args = subcommand
			cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
		}
	}
}

// The groups of commands in the help.
const (
	groupSite   = "site"
	groupFigure = "figure"
)

// usualSite is the folder that commands look for when none is named.
const usualSite = "content"

// siteArg is the SITE argument, or the usual one.
func siteArg(args []string) string {
	if len(args) > 0 {
		return args[0]
	}
	return usualSite
}
