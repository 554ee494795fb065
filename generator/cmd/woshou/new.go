package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

// starter is the site that `woshou new` lays down.
//
//go:embed all:starter
var starter embed.FS

func newNew() *cobra.Command {
	return &cobra.Command{
		Use:     "new DIR",
		Short:   "Make a small bilingual site with a scenario that runs",
		Example: `  woshou new my-site && woshou serve my-site`,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			dir := args[0]
			if err := layDown(dir); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s is ready. Next: woshou serve %s\n", dir, dir)
			return nil
		},
	}
}

// layDown writes the starter into a folder that holds nothing yet.
func layDown(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return &failure{statusUsage, err}
	case len(entries) > 0:
		return &failure{statusUsage, fmt.Errorf("%s is not empty", dir)}
	}
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
