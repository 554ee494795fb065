package main

import (
	"maps"
	"testing"

	"woshou/diagrams/words"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestEveryCommandHelpsInBothLanguages: each command shows an example, and says
// in Chinese what it says in English, of each of its flags too.
func TestEveryCommandHelpsInBothLanguages(t *testing.T) {
	t.Setenv("LC_ALL", "C")
	chinese := maps.Clone(words.Of("zh").Help())
	for _, cmd := range allCommands(newRoot()) {
		path := cmd.CommandPath()
		said, ok := chinese[path]
		delete(chinese, path)
		if !ok || said.Short == "" {
			t.Errorf("%s says nothing in Chinese", path)
		}
		cobras := cmd.HasParent() && cmd.Parent().Name() == "completion" // their explanations are examples
		if !cobras && cmd.Example == "" {
			t.Errorf("%s has no example", path)
		}
		if (cmd.Long == "") != (said.Long == "") {
			t.Errorf("%s is explained in one language only", path)
		}
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if said.Flags[f.Name] == "" && f.Name != "help" && f.Name != "version" {
				t.Errorf("%s --%s is not explained in Chinese", path, f.Name)
			}
		})
		for flag := range said.Flags {
			if cmd.Flags().Lookup(flag) == nil {
				t.Errorf("%s has no flag --%s", path, flag)
			}
		}
	}
	for path := range chinese {
		t.Errorf("there is no command %s", path)
	}
}

// allCommands are a command and those below it.
func allCommands(cmd *cobra.Command) []*cobra.Command {
	all := []*cobra.Command{cmd}
	for _, sub := range cmd.Commands() {
		all = append(all, allCommands(sub)...)
	}
	return all
}
