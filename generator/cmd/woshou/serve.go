package main

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"woshou/generator/diagnostic"
	"woshou/generator/serve"

	"github.com/spf13/cobra"
)

func newServe() *cobra.Command {
	opt := serve.Options{Changed: func(c serve.Change) { logChange(os.Stderr, c) }}
	open, addr, figure := false, "", ""
	cmd := &cobra.Command{
		Use:               "serve [SITE | --figure FILE.scenario]",
		Args:              oneSite,
		ValidArgsFunction: sites,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkAddress(addr); err != nil {
				return &failure{statusUsage, err}
			}
			if cmd.Flags().Changed("addr") {
				opt.Addr = addr
			}
			opt.Passed = func(taken *serve.InUse) { fmt.Fprintln(cmd.ErrOrStderr(), inUse(taken)) }
			opt.Site = siteArg(args)
			if figure != "" {
				if len(args) > 0 {
					return &failure{statusUsage, errors.New(local().Line("--figure shows one scenario, and no site"))}
				}
				dir, clean, err := figureSite(cmd.Context(), figure)
				if err != nil {
					return err
				}
				defer clean()
				opt.Site = dir
				if err := warnOf(figure); err != nil {
					return err
				}
			}
			opt.Ready = func(url string) {
				fmt.Fprint(cmd.OutOrStdout(), local().Line("%s   (Ctrl-C ends it)\n", url))
				if open {
					openBrowser(url)
				}
			}
			err := serve.Serve(cmd.Context(), opt)
			if taken, is := errors.AsType[*serve.InUse](err); is {
				return &failure{statusEnvironment, errors.New(inUse(taken))}
			}
			return environment(opt.Site, err)
		},
	}
	cmd.Flags().StringVar(&addr, "addr", serve.DefaultAddr, "")
	cmd.Flags().BoolVar(&open, "open", false, "")
	cmd.Flags().StringVar(&figure, "figure", "", "")
	cmd.Flags().BoolVar(&opt.Drafts, "drafts", false, "")
	return cmd
}

// inUse tells of an address that another program has.
func inUse(taken *serve.InUse) string {
	if taken.Holder == "" {
		return local().Line("%s is taken by another program", taken.Addr)
	}
	return local().Line("%s is taken by %s", taken.Addr, taken.Holder)
}

// logChange writes a line about a change, and below it what is wrong.
func logChange(w io.Writer, c serve.Change) {
	t := local()
	done := t.Line("%s, %s in %d ms", t.Count(c.Pages, "page"), t.Count(c.Figures, "figure"), c.Took.Milliseconds())
	fmt.Fprintf(w, "%s %s: %s\n", c.Start.Format(time.TimeOnly), strings.Join(c.Names, ", "), done)
	diagnostic.Print(w, diagnostic.In(t, c.Problems), c.Read, false)
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
