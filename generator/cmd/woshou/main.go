// Woshou builds documentation whose protocol diagrams are run, not drawn.
//
// Results go to standard output, messages to standard error. The exit status
// is 0 when all went well, 1 when the content has errors, 2 for wrong usage or
// configuration, 3 when the environment is to blame (a port, the disk), and 130
// when it was told to stop.
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
	"time"

	"woshou/generator/output"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go insist(ctx)
	os.Exit(run(ctx, os.Args[1:]))
}

// patience is how long a command that was told to stop may take to do so: what
// it makes, it makes in parts of some milliseconds, but a figure may be long.
const patience = 800 * time.Millisecond

// insist ends the program soon after it was told to stop, except while files are
// put in place. What was staged is swept.
func insist(ctx context.Context) {
	<-ctx.Done()
	time.Sleep(patience)
	output.Hold()
	os.Exit(statusStopped)
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
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		return statusStopped
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
	statusStopped     = 130 // as shells have it of a program that Ctrl-C ended
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
	for _, cmd := range []*cobra.Command{newExport(), newFilter(), newRun(), newRead(), newFmt(), newStates()} {
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
