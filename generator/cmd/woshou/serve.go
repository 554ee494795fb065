package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"runtime"

	"woshou/generator/serve"

	"github.com/spf13/cobra"
)

func newServe() *cobra.Command {
	opt := serve.Options{Log: os.Stderr, Lang: localLanguage()}
	open := false
	cmd := &cobra.Command{
		Use:   "serve [SITE]",
		Short: "Preview a site (content by default); edits appear as you save",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			opt.Site = siteArg(args)
			opt.Ready = func(url string) {
				fmt.Fprintf(cmd.OutOrStdout(), "%s   (Ctrl-C ends it)\n", url)
				if open {
					openBrowser(url)
				}
			}
			return environment(opt.Site, serve.Serve(cmd.Context(), opt))
		},
	}
	cmd.Flags().StringVar(&opt.Addr, "addr", serve.DefaultAddr, "address to listen on")
	cmd.Flags().BoolVar(&open, "open", false, "open it in the browser")
	cmd.Flags().BoolVar(&opt.Drafts, "drafts", false, "show pages with `draft: true`")
	return cmd
}

// environment gives an error met with a site its status. A site that does not
// exist is a slip of the one who typed it; the rest is the machine's.
func environment(site string, err error) error {
	if err == nil {
		return nil
	}
	if info, missing := os.Stat(site); errors.Is(missing, fs.ErrNotExist) || missing == nil && !info.IsDir() {
		return &failure{statusUsage, err}
	}
	return &failure{statusEnvironment, err}
}

// openBrowser shows url in the user's browser. It is a courtesy: the address
// has been printed, so that a failure is nothing to report.
func openBrowser(url string) {
	name, args := "xdg-open", []string{url}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", url}
	}
	if cmd := exec.Command(name, args...); cmd.Start() == nil {
		go func() { _ = cmd.Wait() }()
	}
}
