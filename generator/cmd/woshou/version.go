package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"
)

// version is the program's version.
const version = "0.1.0"

func newVersion() *cobra.Command {
	return &cobra.Command{
		Use:  "version",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := fmt.Fprint(cmd.OutOrStdout(), about())
			return written(err)
		},
	}
}

// about is what `woshou version` prints.
func about() string {
	return fmt.Sprintf("woshou %s (%s, %s/%s)\n", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
