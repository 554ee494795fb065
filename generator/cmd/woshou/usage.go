package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"woshou/generator/build"

	"github.com/spf13/cobra"
)

// oneSite is the rule of commands that take at most one SITE.
func oneSite(_ *cobra.Command, args []string) error {
	if len(args) > 1 {
		return errors.New(local().Line("one SITE at most, not %d: %s", len(args), strings.Join(args, " ")))
	}
	return nil
}

// one is the rule of commands that take one argument, which their usage calls
// name.
func one(name string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) > 1 {
			return errors.New(local().Line("one %s, not %d: %s", name, len(args), strings.Join(args, " ")))
		}
		return some(name)(cmd, args)
	}
}

// some is the rule of commands that take one argument or more.
func some(name string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return errors.New(local().Line("%s is missing", name))
		}
		return nil
	}
}

// subcommand is the rule of commands that only have others below them.
func subcommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return errors.New(local().Line("%s has no command %s", cmd.CommandPath(), args[0]))
}

// misused says what is wrong with a command line, and how it is used.
func misused(w io.Writer, cmd *cobra.Command, err error) {
	said := strings.TrimSpace(err.Error())
	said = replacer(local().Usage().Errors).Replace(said)
	fmt.Fprintf(w, "woshou: %s\n", said)
	if cmd.HasParent() { // else the error lists the commands that were meant
		fmt.Fprintln(w, local().Line("usage: %s", cmd.UseLine()))
	}
	fmt.Fprintln(w, local().Line("%s --help tells more", cmd.CommandPath()))
}

// among reports a flag whose value is none of those there are.
func among(flag, value string, known ...string) error {
	for _, k := range known {
		if value == k {
			return nil
		}
	}
	return &failure{statusUsage, errors.New(local().Line("%s %q: expected %s", flag, value, strings.Join(known, ", ")))}
}

// environment gives an error met with a site its status. A site that does not
// exist is a slip of the one who typed it; the rest is the machine's.
func environment(site string, err error) error {
	if err == nil {
		return nil
	}
	info, missing := os.Stat(site)
	switch {
	case errors.Is(missing, fs.ErrNotExist) && site == usualSite:
		return &failure{statusUsage, errors.New(local().Line("no folder %s here: name the site's, or make one with woshou new", site))}
	case errors.Is(missing, fs.ErrNotExist):
		return &failure{statusUsage, errors.New(local().Line("no folder %s here", site))}
	case missing == nil && !info.IsDir():
		return &failure{statusUsage, errors.New(local().Line("%s is no folder: a site is one", site))}
	}
	return &failure{statusEnvironment, environmental(err)}
}

// environmental is an error of the environment in the words of the one who runs the
// command, as far as there are any.
func environmental(err error) error {
	var busy *build.Busy
	switch {
	case !errors.As(err, &busy):
		return err
	case busy.Process == 0:
		return errors.New(local().Line("another build is running in %s; this one wrote nothing", busy.Dir))
	}
	return errors.New(local().Line("another build is running in %s, process %d; this one wrote nothing", busy.Dir, busy.Process))
}

// scenarioFile reads a file that should hold a scenario.
func scenarioFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case err == nil && info.IsDir():
		err = errors.New(local().Line("%s is a folder, not a scenario", name))
	case err == nil && strings.HasSuffix(name, ".md"):
		err = errors.New(local().Line("%s is a page, not a scenario; its figures: woshou export %s --format txt", name, name))
	case errors.Is(err, fs.ErrNotExist):
		err = errors.New(local().Line("no file %s here", name))
	}
	if err != nil {
		return nil, &failure{statusUsage, err}
	}
	src, err := os.ReadFile(name)
	if err != nil {
		return nil, &failure{statusUsage, err}
	}
	return src, nil
}

// sites offers folders for the one SITE.
func sites(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// files offers files of these kinds, and folders on the way to them.
func files(kinds ...string) cobra.CompletionFunc {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return kinds, cobra.ShellCompDirectiveFilterFileExt
	}
}

// offer has the shell offer the values of flags that have but a few. A flag
// that the command does not have is a mistake of ours.
func offer(cmd *cobra.Command, flag string, values ...string) {
	if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err)
	}
}
