package main

import (
	"strings"
	"testing"

	"woshou/diagrams/words"
	"woshou/generator/export"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// TestEveryCommandHelpsInEveryLanguage: each command shows an example, and is
// explained, with each of its flags, in each language that is built in.
func TestEveryCommandHelpsInEveryLanguage(t *testing.T) {
	english := words.Of(words.English)
	for _, code := range words.Built().Codes() {
		src, _ := words.Source(code)
		said, err := words.Read(src)
		if err != nil {
			t.Fatal(err)
		}
		root := newRoot()
		speak(root, words.Of(code))
		asked := map[string]bool{}
		for _, cmd := range allCommands(root) {
			path := "help." + cmd.CommandPath()
			cobras := cmd.HasParent() && cmd.Parent().Name() == "completion" // their explanations are examples
			if !cobras && cmd.Example == "" {
				t.Errorf("%s has no example", path)
			}
			for _, key := range []string{path + ".short", path + ".long", path + ".example"} {
				asked[key] = true
			}
			librarys := cobras || cmd.Name() == "completion" || cmd.Name() == "help"
			if librarys && code == words.English {
				continue
			}
			if cmd.Short == "" || said[path+".short"] == "" {
				t.Errorf("%s says nothing in %s", path, code)
			}
			if explained := english.Text(path+".long") != ""; !librarys && explained != (said[path+".long"] != "") {
				t.Errorf("%s is explained in one language only", path)
			}
			cmd.Flags().VisitAll(func(f *pflag.Flag) {
				key := path + ".flags." + f.Name
				asked[key] = true
				if said[key] == "" && f.Name != "help" && f.Name != "version" {
					t.Errorf("%s --%s is not explained in %s", path, f.Name, code)
				}
			})
		}
		for key := range said {
			if strings.HasPrefix(key, "help.") && !asked[key] {
				t.Errorf("%s: there is no command for %s", code, key)
			}
		}
	}
}

// TestHelpNamesEveryFormat: what --format takes is listed in every language.
func TestHelpNamesEveryFormat(t *testing.T) {
	for _, code := range words.Built().Codes() {
		if said := words.Of(code).Text("help.woshou export.flags.format"); !strings.Contains(said, strings.Join(export.Formats, ", ")) {
			t.Errorf("%s: %s", code, said)
		}
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
