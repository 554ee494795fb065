// Package serve is the development server: it shows a site while it is being
// written.
//
// Nothing is built in advance. A map leads from each address to the job that
// makes the file (package press); a request never becomes a path of the file
// system. When a source changes the index is read again, and the pages that
// are open in a browser are told whether they changed:
//
//	source ──fsnotify──> index ──> jobs ──Server-Sent Events──> open pages
//
// Only this machine may ask, unless an address is given that others reach, and
// no other site's page may.
package serve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"woshou/generator/guard"
	"woshou/generator/site"
	"woshou/generator/watch"

	"golang.org/x/sync/errgroup"
)

// DefaultAddr is where the server listens unless told otherwise.
const DefaultAddr = "127.0.0.1:4000"

// ErrInUse is wrapped by the error for an address that another program has.
var ErrInUse = errors.New("another program listens there")

// Options say what to serve, and where.
type Options struct {
	Site   string
	Addr   string // DefaultAddr when empty
	Drafts bool
	// Changed is told of each change that concerns a page; it may be nil.
	Changed func(Change)
	// Ready is called with the address once the server answers; it may be nil.
	Ready func(url string)
}

// Serve serves a site until ctx ends, and then returns nil. Its errors are
// those of the environment; what is wrong with the site is shown on its pages.
func Serve(ctx context.Context, opt Options) error {
	if opt.Addr == "" {
		opt.Addr = DefaultAddr
	}
	if _, err := os.Stat(opt.Site); err != nil {
		return fmt.Errorf("cannot open the site: %w", err)
	}
	w, err := watch.Folder(opt.Site, isOutput) // before the first look, so that nothing is missed
	if err != nil {
		return fmt.Errorf("cannot watch %s: %w", opt.Site, err)
	}
	defer w.Close()
	p, err := newPreview(opt)
	if err != nil {
		return err
	}
	defer p.close()
	listener, err := listen(opt.Addr)
	if err != nil {
		return err
	}
	if opt.Ready != nil {
		opt.Ready("http://" + listener.Addr().String() + "/")
	}
	return run(ctx, listener, guard.Handler(opt.Addr, p), func(ctx context.Context) { w.Run(ctx, p.update) }, p.survey)
}

// run answers requests, with other work beside it, until ctx ends. It returns when
// all have come to an end.
func run(ctx context.Context, listener net.Listener, handler http.Handler, beside ...func(context.Context)) error {
	group, ctx := errgroup.WithContext(ctx)
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	for _, work := range beside {
		group.Go(func() error {
			work(ctx)
			return nil
		})
	}
	group.Go(func() error {
		<-ctx.Done()
		return server.Close() // event streams would never end by themselves
	})
	group.Go(func() error {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	return group.Wait()
}

// isOutput reports whether a folder is the output of a build.
func isOutput(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, site.Marker))
	return err == nil
}

func listen(addr string) (net.Listener, error) {
	listener, err := net.Listen("tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("cannot listen on %s: %w", addr, ErrInUse)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w", addr, err)
	}
	return listener, nil
}
