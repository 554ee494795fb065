package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"woshou/diagrams/words"
	"woshou/generator/export"

	"github.com/spf13/cobra"
)

func newExport() *cobra.Command {
	opt := export.Options{}
	var langs []string
	cmd := &cobra.Command{
		Use:   "export [SITE | FILE.scenario | PAGE.md]...",
		Short: "Export figures for slides",
		Long: `Export writes every figure of a site, of a page, or of scenario files, named
after scenario and language: handshake.zh.svg. More than one figure comes with
an index.html that shows them all.

With --steps, a pptx has a slide and a pdf a page for each segment, and pictures
come numbered as well: handshake.zh.01.svg and on, beside the whole one. With
any error nothing is written. Files of earlier exports stay in the folder.`,
		Example: `  woshou export
  woshou export content/zh/tcp.md --lang zh --format png --scale 3
  woshou export lecture.scenario --format pptx --steps
  woshou export handshake.scenario -o figures --theme dark`,
		ValidArgsFunction: files("scenario", "md"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{siteArg(nil)}
			}
			if err := checkExport(opt, langs); err != nil {
				return err
			}
			return runExport(cmd, args, langs, opt)
		},
	}
	cmd.Flags().StringVarP(&opt.Out, "out", "o", "slides", "output folder")
	cmd.Flags().StringSliceVar(&opt.Formats, "format", []string{"svg", "png"}, "formats: "+strings.Join(export.Formats, ", "))
	cmd.Flags().StringSliceVar(&langs, "lang", nil, "languages: zh, en (those of the site; both for a file)")
	cmd.Flags().StringVar(&opt.Theme, "theme", "", "light or dark (svg: what the reader prefers; others: light)")
	cmd.Flags().BoolVar(&opt.Steps, "steps", false, "also step by step: pictures numbered .01 and on; a page or slide for each segment")
	cmd.Flags().BoolVar(&opt.Outline, "outline", false, "text of an svg as shapes, for programs without the fonts")
	cmd.Flags().Float64Var(&opt.Scale, "scale", 2, "pixels per point of a png")
	offer(cmd, "format", export.Formats...)
	offer(cmd, "lang", words.Built().Codes()...)
	offer(cmd, "theme", "light", "dark")
	return cmd
}

func checkExport(opt export.Options, langs []string) error {
	if opt.Theme != "" {
		if err := among("--theme", opt.Theme, "light", "dark"); err != nil {
			return err
		}
	}
	if opt.Scale <= 0 || opt.Scale > 16 {
		return &failure{statusUsage, errors.New(local().Line("--scale %v: more than 0, at most 16", opt.Scale))}
	}
	for _, l := range langs {
		if err := amongLanguages("--lang", l); err != nil {
			return err
		}
	}
	if err := opt.Check(); err != nil {
		return &failure{statusUsage, err}
	}
	return nil
}

func runExport(cmd *cobra.Command, inputs, langs []string, opt export.Options) error {
	figures, problems, err := export.Collect(inputs, langs)
	if err != nil {
		return &failure{statusUsage, err}
	}
	if err := report(problems, os.ReadFile); err != nil {
		return err
	}
	show := progress(os.Stderr)
	opt.Done = func(done, total int, file string) { show(fmt.Sprintf("%d/%d %s", done, total, file)) }
	files, problems, err := export.Export(cmd.Context(), figures, opt)
	show("")
	var refused export.Refusal
	switch {
	case errors.As(err, &refused):
		return &failure{statusUsage, err}
	case err != nil:
		return &failure{statusEnvironment, err}
	}
	if err := report(problems, os.ReadFile); err != nil {
		return err
	}
	t := local()
	fmt.Fprint(cmd.OutOrStdout(), t.Line("%s: %s in %s\n", opt.Out, t.Count(len(figures.Figures), "figure"), t.Count(len(files), "file")))
	return nil
}
