package main

import (
	_ "embed"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// helpChinese says in Chinese what the commands say of themselves.
//
//go:embed help.zh.yaml
var helpChinese []byte

// leaflet is what one command says of itself.
type leaflet struct {
	Short   string            `yaml:"short"`
	Long    string            `yaml:"long"`
	Example string            `yaml:"example"` // only where the English has words
	Flags   map[string]string `yaml:"flags"`
}

// leaflets reads helpChinese: by the path of a command, "woshou build".
func leaflets() (map[string]leaflet, error) {
	var all map[string]leaflet
	err := yaml.UnmarshalWithOptions(helpChinese, &all, yaml.Strict())
	return all, err
}

// inChinese has a command and those below it speak Chinese where the locale
// does. What has no translation stays English.
func inChinese(root *cobra.Command) {
	if local() != "zh" {
		return
	}
	all, err := leaflets()
	if err != nil {
		panic(err) // embedded, and tested
	}
	cobra.AddTemplateFunc("chinese", chineseDefaults)
	root.SetUsageTemplate(chineseHeadings.Replace(root.UsageTemplate()))
	for _, g := range root.Groups() {
		g.Title = chineseGroups[g.ID]
	}
	translateHelp(root, all)
}

// chineseGroups are the titles of the groups.
var chineseGroups = map[string]string{groupSite: "站点：", groupFigure: "图和场景："}

// chineseHeadings are the words of cobra's own template.
var chineseHeadings = strings.NewReplacer(
	"Usage:", "用法：", "Examples:", "例子：", "Available Commands:", "命令：", "Additional Commands:", "其他：",
	"Global Flags:", "通用选项：", "Flags:", "选项：", "[command]", "命令",
	".FlagUsages | trimTrailingWhitespaces", ".FlagUsages | trimTrailingWhitespaces | chinese",
	`Use "{{.CommandPath}} [command] --help" for more information about a command.`, "{{.CommandPath}} 命令 --help说明一个命令的用法。",
)

// chineseErrors are the words of cobra's own errors.
var chineseErrors = strings.NewReplacer(
	"unknown flag: ", "没有这个选项：", "flag needs an argument: ", "这个选项后面要有值：",
	"unknown command ", "没有这个命令：", ` for "woshou"`, "", "Did you mean this?", "是不是要：",
)

// translateHelp gives a command and those below it the words of their leaflets.
func translateHelp(cmd *cobra.Command, all map[string]leaflet) {
	cmd.InitDefaultHelpFlag()
	cmd.InitDefaultVersionFlag()
	page := all[cmd.CommandPath()]
	for _, t := range []struct {
		to   *string
		said string
	}{{&cmd.Short, page.Short}, {&cmd.Long, strings.TrimSpace(page.Long)}, {&cmd.Example, strings.TrimRight(page.Example, "\n")}} {
		if t.said != "" {
			*t.to = t.said
		}
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		switch said := page.Flags[f.Name]; {
		case said != "":
			f.Usage = said
		case f.Name == "help":
			f.Usage = "显示这段说明"
		case f.Name == "version":
			f.Usage = "显示版本"
		}
	})
	for _, sub := range cmd.Commands() {
		translateHelp(sub, all)
	}
}

// usual is how flags tell what they are without being set.
var usual = regexp.MustCompile(` ?\(default (.*)\)`)

// chineseDefaults puts that into Chinese.
func chineseDefaults(usages string) string {
	return usual.ReplaceAllString(usages, "（不写就是$1）")
}
