package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"

	"woshou/diagrams/words"
	"woshou/generator/filter"

	"github.com/spf13/cobra"
)

func newFilter() *cobra.Command {
	opt := filter.Options{Read: readSlashed}
	target, table := "", ""
	cmd := &cobra.Command{
		Use:               "filter < PAGE.md > OUT.md",
		Args:              cobra.NoArgs,
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := among("--for", target, filter.TargetNames()...); err != nil {
				return err
			}
			if opt.Lang != "" {
				if err := amongLanguages("--lang", opt.Lang); err != nil {
					return err
				}
			}
			opt.Target = filter.Targets[target]
			if cmd.Flags().Changed("table") {
				if err := among("--table", table, "details", "plain", "none"); err != nil {
					return err
				}
				opt.Target = opt.Target.With(table)
			}
			return runFilter(cmd, opt)
		},
	}
	cmd.Flags().StringVar(&target, "for", "github", "")
	cmd.Flags().StringVar(&opt.Folder, "figures", "figures", "")
	cmd.Flags().StringVar(&opt.Link, "link", "", "")
	cmd.Flags().StringVar(&opt.Page, "page", "page.md", "")
	cmd.Flags().StringVar(&opt.Lang, "lang", "", "")
	cmd.Flags().StringVar(&table, "table", "", "")
	offer(cmd, "for", filter.TargetNames()...)
	offer(cmd, "table", "details", "plain", "none")
	offer(cmd, "lang", words.Built().Codes()...)
	return cmd
}

// readSlashed reads a file whose path has slashes.
func readSlashed(name string) ([]byte, error) { return os.ReadFile(filepath.FromSlash(name)) }

// runFilter filters standard input. The page comes out when all files of its figures
// are there; one that has the same content already is left alone.
func runFilter(cmd *cobra.Command, opt filter.Options) error {
	text, err := io.ReadAll(cmd.InOrStdin())
	if err != nil {
		return &failure{statusEnvironment, err}
	}
	opt.Page, opt.Folder = filepath.ToSlash(opt.Page), filepath.ToSlash(opt.Folder)
	page, files, problems := filter.Page(text, opt)
	read := func(name string) ([]byte, error) {
		if name == opt.Page {
			return text, nil
		}
		return readSlashed(name)
	}
	if err := report(problems, read); err != nil {
		return err
	}
	for _, f := range files {
		if err := keep(f); err != nil {
			return &failure{statusEnvironment, err}
		}
	}
	if _, err := cmd.OutOrStdout().Write(page); err != nil {
		return &failure{statusEnvironment, err}
	}
	return nil
}

// keep has a file hold a figure.
func keep(f filter.File) error {
	name := filepath.FromSlash(f.Name)
	old, err := os.ReadFile(name)
	if err == nil && bytes.Equal(old, f.Bytes) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(name+".part", f.Bytes, 0o644); err != nil {
		return err
	}
	return os.Rename(name+".part", name)
}
