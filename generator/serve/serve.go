// Package serve is the development server: it shows a site while it is being
// written.
//
// Nothing is built in advance. A map leads from each address to the job that
// makes the file (package press); a request never becomes a path of the file
// system. When a source changes the index is read again, and the browsers
// that have pages open are told that there is news. Each page then asks how it
// stands, and says which version it holds; whatever that is, it gets the newest:
//
//	source ──fsnotify──> index ──Server-Sent Events──> browsers
//	                       └───> jobs <──/-/now──> open pages
//
// A browser has one stream for all its tabs (stream.go, client/stream.js), and a
// page is changed only where the two versions differ (client/morph.js).
//
// Only this machine may ask, unless an address is given that others reach, and
// no other site's page may.
package serve

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"woshou/generator/guard"
	"woshou/generator/site"
	"woshou/generator/watch"

	"golang.org/x/sync/errgroup"
)

// DefaultAddr is where the server listens unless told otherwise.
const DefaultAddr = "127.0.0.1:4000"

// Options say what to serve, and where.
type Options struct {
	Site   string
	Addr   string // when empty DefaultAddr, or the next port that is free
	Drafts bool
	// Changed is told of each change that concerns a page; it may be nil.
	Changed func(Change)
	// Passed is told of each address that is passed over since another program has
	// it; it may be nil.
	Passed func(*InUse)
	// Ready is called with the address once the server answers; it may be nil.
	Ready func(url string)
}

// Serve serves a site until ctx ends, and then returns nil. Its errors are
// those of the environment; what is wrong with the site is shown on its pages.
func Serve(ctx context.Context, opt Options) error {
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
	listener, err := listen(opt)
	if err != nil {
		return err
	}
	if opt.Ready != nil {
		opt.Ready("http://" + listener.Addr().String() + "/")
	}
	return run(ctx, listener, guard.Handler(cmp.Or(opt.Addr, DefaultAddr), p), func(ctx context.Context) { w.Run(ctx, p.update) }, p.survey)
}

// Bounds on what a client may keep the server waiting for. A stream of events has
// its own, see stream.go.
const (
	headersWithin = 5 * time.Second
	answerWithin  = 2 * time.Minute  // with all that has to be made for it
	takenWithin   = 20 * time.Second // what is made
	idleFor       = time.Minute
	mostHeaders   = 32 << 10 // octets
)

// run answers requests, with other work beside it, until ctx ends. It returns when
// all have come to an end.
func run(ctx context.Context, listener net.Listener, handler http.Handler, beside ...func(context.Context)) error {
	group, ctx := errgroup.WithContext(ctx)
	var connections guard.Connections
	server := &http.Server{
		Handler:                      handler,
		ReadHeaderTimeout:            headersWithin,
		WriteTimeout:                 answerWithin,
		IdleTimeout:                  idleFor,
		MaxHeaderBytes:               mostHeaders,
		DisableGeneralOptionsHandler: true, // the guard answers that, too
		ConnState:                    connections.Watch,
		BaseContext:                  func(net.Listener) context.Context { return ctx },
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
