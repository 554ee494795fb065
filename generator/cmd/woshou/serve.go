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
		Use:   "serve [SITE]",
		Short: "Preview a site (content by default); edits appear as you save",
		Long: `Preview a site in the browser. Edits appear as you save; a mistake is shown over
the last good page, with its file and line. Only this computer can see the
preview, unless --addr says otherwise.`,
		Example: `  woshou serve
  woshou serve my-site --open
  woshou serve my-site --addr 127.0.0.1:8080 --drafts`,
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
	cmd.Flags().StringVar(&opt.Addr, "addr", serve.DefaultAddr, "address to listen on")
	cmd.Flags().BoolVar(&open, "open", false, "open it in the browser")
	cmd.Flags().BoolVar(&opt.Drafts, "drafts", false, "show pages with draft: true")
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
