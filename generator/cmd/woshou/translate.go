package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"woshou/diagrams/words"
	"woshou/generator/bilingual"
	"woshou/generator/diagnostic"
	"woshou/generator/press"
	"woshou/generator/site"
	"woshou/generator/translate"

	"github.com/spf13/cobra"
)

// translateFlags are the flags of the commands below `woshou translate`.
type translateFlags struct {
	site   string
	pages  []string
	asJSON bool
	failOn []string
}

func newTranslate() *cobra.Command {
	cmd := &cobra.Command{
		Use:                   "translate status|diff|done",
		Args:                  subcommand,
		DisableFlagsInUseLine: true,
		RunE:                  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		translateCommand("status", showStatus),
		translateCommand("diff", showChanges),
		translateCommand("done", recordDone),
	)
	return cmd
}

// ledger is a site's translations as a command sees them.
type ledger struct {
	translateFlags
	in *words.Language
	*site.Site
	items  []site.Item // of all pages
	choice translate.Choice
	out    io.Writer
}

// translateCommand is one of the commands. What they do leaves the ledger with
// the states that --fail-on is held against.
func translateCommand(name string, do func(*ledger) error) *cobra.Command {
	f := translateFlags{}
	cmd := &cobra.Command{
		Use:               name + " [SITE]",
		Args:              oneSite,
		ValidArgsFunction: sites,
		RunE: func(cmd *cobra.Command, args []string) error {
			f.site = siteArg(args)
			return f.run(cmd, do)
		},
	}
	cmd.Flags().StringArrayVar(&f.pages, "page", nil, "")
	cmd.Flags().BoolVar(&f.asJSON, "json", false, "")
	cmd.Flags().StringSliceVar(&f.failOn, "fail-on", nil, "")
	offer(cmd, "fail-on", stateNames()...)
	return cmd
}

func (f translateFlags) run(cmd *cobra.Command, do func(*ledger) error) error {
	for _, state := range f.failOn {
		if err := among("--fail-on", state, stateNames()...); err != nil {
			return err
		}
	}
	// Drafts are translated too, and must not lose their lines in the lock.
	s, problems, err := site.Load(f.site, site.Options{Drafts: true, States: press.States()})
	if err != nil {
		return environment(f.site, err)
	}
	defer s.Close()
	t := local()
	if site.IsMisconfigured(problems) {
		problems = diagnostic.In(t, diagnostic.Merge(problems))
		if f.asJSON {
			err = diagnostic.WriteJSON(cmd.OutOrStdout(), problems)
		} else {
			diagnostic.Print(os.Stderr, problems, reader(f.site), colour(os.Stderr))
		}
		return &failure{statusUsage, err}
	}
	l := &ledger{translateFlags: f, in: t, Site: s, items: s.Items(), out: cmd.OutOrStdout()}
	if l.choice, err = translate.Choose(s, l.items, f.pages); err != nil {
		return &failure{statusUsage, err}
	}
	if err := do(l); err != nil {
		return err
	}
	if n := l.failing(); n > 0 {
		return &failure{statusContent, errors.New(l.in.Line("%s: %s", l.in.Count(n, "section"), strings.Join(l.states(f.failOn), l.in.About().Comma)))}
	}
	return nil
}

func stateNames() (names []string) {
	for _, s := range bilingual.States {
		names = append(names, string(s))
	}
	return names
}

// chosen are the items that the user asked for.
func (l *ledger) chosen() []site.Item {
	return slices.DeleteFunc(slices.Clone(l.items), func(i site.Item) bool { return !l.choice.Has(i) })
}

// failing counts the chosen sections in a state of --fail-on.
func (l *ledger) failing() (n int) {
	for _, i := range l.chosen() {
		if slices.Contains(l.failOn, string(i.State)) {
			n++
		}
	}
	return n
}

// states are names of states in the language of the user.
func (l *ledger) states(names []string) (said []string) {
	for _, name := range names {
		said = append(said, l.in.States()[name])
	}
	return said
}

// written is an error of the writer, which the environment is to blame for.
func written(err error) error {
	if err == nil {
		return nil
	}
	return &failure{statusEnvironment, err}
}

// recordDone writes the lock, and says what is new in it.
func recordDone(l *ledger) error {
	if err := translate.Write(l.site, translate.Done(l.items, l.choice)); err != nil {
		return &failure{statusEnvironment, err}
	}
	recorded, missing := 0, 0
	for n := range l.items {
		i := &l.items[n]
		if !l.choice.Has(*i) {
			continue
		}
		switch i.State {
		case bilingual.Missing:
			missing++
		case bilingual.Stale, bilingual.Edited, bilingual.Unverified:
			recorded++
			i.State = bilingual.Fresh
			if l.asJSON {
				if err := written(l.writeJSON(*i, nil)); err != nil {
					return err
				}
			}
		}
	}
	if l.asJSON {
		return nil
	}
	_, err := fmt.Fprintln(l.out, l.in.Line("%s recorded, %d missing", l.in.Count(recorded, "section"), missing))
	return written(err)
}
