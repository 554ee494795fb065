package main

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"

	"woshou/generator/serve"

	"github.com/spf13/cobra"
)

func newServe() *cobra.Command {
	opt := serve.Options{Log: os.Stderr, Words: local()}
	open := false
	cmd := &cobra.Command{
		Use:               "serve [SITE]",
		Args:              oneSite,
		ValidArgsFunction: sites,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkAddress(opt.Addr); err != nil {
				return &failure{statusUsage, err}
			}
			opt.Site = siteArg(args)
			opt.Ready = func(url string) {
				fmt.Fprint(cmd.OutOrStdout(), local().Line("%s   (Ctrl-C ends it)\n", url))
				if open {
					openBrowser(url)
				}
			}
			return environment(opt.Site, serve.Serve(cmd.Context(), opt))
		},
	}
	cmd.Flags().StringVar(&opt.Addr, "addr", serve.DefaultAddr, "")
	cmd.Flags().BoolVar(&open, "open", false, "")
	cmd.Flags().BoolVar(&opt.Drafts, "drafts", false, "")
	return cmd
}

// checkAddress tells a slip in --addr from a port that cannot be had.
func checkAddress(addr string) error {
	_, port, err := net.SplitHostPort(addr)
	if err == nil {
		_, err = net.LookupPort("tcp", port)
	}
	if err != nil {
		return fmt.Errorf("--addr %q: expected HOST:PORT such as %s", addr, serve.DefaultAddr)
	}
	return nil
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
