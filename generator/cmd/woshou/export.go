package main

import (
	"errors"
	"fmt"
	"os"

	"woshou/diagrams/words"
	"woshou/generator/export"

	"github.com/spf13/cobra"
)

func newExport() *cobra.Command {
	opt := export.Options{}
	var langs []string
	var book, both bool
	cmd := &cobra.Command{
		Use:               "export [SITE | FILE.scenario | PAGE.md]...",
		ValidArgsFunction: files("scenario", "md"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				args = []string{siteArg(nil)}
			}
			if err := checkExport(opt, langs); err != nil {
				return err
			}
			if both && !book {
				return &failure{statusUsage, errors.New(local().Line("--both goes with --book"))}
			}
			if book {
				return exportBook(cmd, args, export.BookOptions{Out: opt.Out, Langs: langs, Both: both})
			}
			return runExport(cmd, args, langs, opt)
		},
	}
	cmd.Flags().StringVarP(&opt.Out, "out", "o", "slides", "")
	cmd.Flags().StringSliceVar(&opt.Formats, "format", []string{"svg", "png"}, "")
	cmd.Flags().StringSliceVar(&langs, "lang", nil, "")
	cmd.Flags().StringVar(&opt.Theme, "theme", "", "")
	cmd.Flags().BoolVar(&opt.Steps, "steps", false, "")
	cmd.Flags().BoolVar(&opt.Animate, "animate", false, "")
	cmd.Flags().BoolVar(&opt.Notes, "notes", false, "")
	cmd.Flags().BoolVar(&book, "book", false, "")
	cmd.Flags().BoolVar(&both, "both", false, "")
	cmd.Flags().BoolVar(&opt.Outline, "outline", false, "")
	cmd.Flags().Float64Var(&opt.Scale, "scale", 2, "")
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

// exportBook writes the one site, folder or page that is asked for as a book.
func exportBook(cmd *cobra.Command, inputs []string, opt export.BookOptions) error {
	if len(inputs) > 1 {
		return &failure{statusUsage, errors.New(local().Line("--book takes one site or folder"))}
	}
	files, problems, err := export.Book(cmd.Context(), inputs[0], opt)
	if err != nil {
		return &failure{statusUsage, err}
	}
	if err := report(problems, os.ReadFile); err != nil {
		return err
	}
	for _, file := range files {
		fmt.Fprintln(cmd.OutOrStdout(), file)
	}
	return nil
}
