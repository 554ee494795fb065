package main

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"woshou/diagrams/words"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// speakWhenAsked has the words of help read when help is asked for, and not each
// time that a command runs.
func speakWhenAsked(root *cobra.Command) {
	say, once := root.HelpFunc(), sync.Once{}
	root.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		once.Do(func() { speak(root, local()) })
		say(cmd, args)
	})
}

// speak gives a command and those below it their words in a language.
func speak(root *cobra.Command, in *words.Language) {
	help, usage := in.Help(), in.Usage()
	cobra.AddTemplateFunc("unset", func(usages string) string { return unset(usages, usage.Default) })
	template := replacer(usage.Headings).Replace(root.UsageTemplate())
	root.SetUsageTemplate(strings.ReplaceAll(template, ".FlagUsages |", ".FlagUsages | unset |"))
	for _, g := range root.Groups() {
		g.Title = cmp.Or(usage.Headings[g.Title], g.Title)
	}
	translateHelp(root, help, usage)
}

// replacer replaces what a table has, the longest first.
func replacer(table map[string]string) *strings.Replacer {
	keys := slices.SortedFunc(maps.Keys(table), func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	var pairs []string
	for _, key := range keys {
		pairs = append(pairs, key, table[key])
	}
	return strings.NewReplacer(pairs...)
}

// translateHelp gives a command and those below it the words of a language.
func translateHelp(cmd *cobra.Command, help map[string]words.Help, usage *words.Usage) {
	cmd.InitDefaultHelpFlag()
	cmd.InitDefaultVersionFlag()
	page := help[cmd.CommandPath()]
	cmd.Short = cmp.Or(page.Short, cmd.Short)
	cmd.Long = cmp.Or(strings.TrimSpace(page.Long), cmd.Long)
	cmd.Example = cmp.Or(strings.TrimRight(page.Example, "\n"), cmd.Example)
	cmd.Flags().VisitAll(func(f *pflag.Flag) { f.Usage = cmp.Or(page.Flags[f.Name], usage.Flags[f.Name], f.Usage) })
	for _, sub := range cmd.Commands() {
		translateHelp(sub, help, usage)
	}
}

// usual is how flags tell in English what they are without being set.
var usual = regexp.MustCompile(` ?\(default (.*)\)`)

// unset says that in a format.
func unset(usages, format string) string {
	return usual.ReplaceAllStringFunc(usages, func(said string) string { return fmt.Sprintf(format, usual.FindStringSubmatch(said)[1]) })
}
