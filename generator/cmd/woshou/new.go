package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"woshou/generator/diagnostic"
	"woshou/generator/moving"

	"github.com/spf13/cobra"
)

// starter is the site that `woshou new` lays down.
//
//go:embed all:starter
var starter embed.FS

func newNew() *cobra.Command {
	from, protocol := "", ""
	cmd := &cobra.Command{
		Use: "new DIR | new --protocol FILE.protocol",
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case protocol == "":
				return one("DIR")(cmd, args)
			case len(args) > 0 || from != "":
				return errors.New(local().Line("--protocol begins a protocol, and no site"))
			}
			return nil
		},
		ValidArgsFunction: sites,
		RunE: func(cmd *cobra.Command, args []string) error {
			if protocol != "" {
				run, err := newProtocol(protocol, local())
				if err == nil {
					fmt.Fprint(cmd.OutOrStdout(), local().Line("%s and %s are ready. Next: woshou run %s; woshou check %s\n", protocol, run, run, protocol))
				}
				return err
			}
			dir := args[0]
			if err := checkEmpty(dir); err != nil {
				return &failure{statusUsage, err}
			}
			if from != "" {
				return moveIn(cmd, from, dir)
			}
			if err := layDown(dir); err != nil {
				return err
			}
			fmt.Fprint(cmd.OutOrStdout(), local().Line("%s is ready. Next: woshou serve %s\n", dir, dir))
			return nil
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "")
	cmd.Flags().StringVar(&protocol, "protocol", "", "")
	return cmd
}

// checkEmpty returns an error unless a folder is empty or not there.
func checkEmpty(dir string) error {
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		return errors.New(local().Line("%s is not empty", dir))
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// moveIn makes a site of a project that another program builds.
func moveIn(cmd *cobra.Command, from, dir string) error {
	source, err := os.OpenRoot(from)
	if err != nil {
		return &failure{statusUsage, err}
	}
	defer source.Close()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return &failure{statusEnvironment, err}
	}
	target, err := os.OpenRoot(dir)
	if err != nil {
		return &failure{statusEnvironment, err}
	}
	defer target.Close()
	report, err := moving.Move(source, target)
	switch {
	case errors.Is(err, moving.ErrNothing):
		return &failure{statusUsage, errors.New(local().Line("%s: there is no page of Markdown in it", from))}
	case err != nil:
		return &failure{statusEnvironment, err}
	}
	t := local()
	diagnostic.Print(os.Stderr, diagnostic.In(t, report.Skipped), source.ReadFile, colour(os.Stderr))
	fmt.Fprint(cmd.OutOrStdout(), t.Line("%s: %s and %s moved in, %s not. Next: woshou check %s\n",
		dir, t.Count(report.Pages, "page"), t.Count(report.Files, "other file"), t.Count(len(report.Skipped), "thing"), dir))
	return nil
}

// layDown writes the starter.
func layDown(dir string) error {
	files, err := fs.Sub(starter, "starter")
	if err != nil {
		return err
	}
	err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.FromSlash(name))
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		return os.WriteFile(target, content, 0o644)
	})
	if err != nil {
		return &failure{statusEnvironment, err}
	}
	return nil
}
