// Package chromium opens pages in a real Chromium, for tests alone: one for all
// the tests of a package, which start it when they first need it.
//
//	func TestMain(m *testing.M) { os.Exit(chromium.Run(m)) }
//
//	func TestPage(t *testing.T) {
//		window := chromium.Window(t)
//		err := chromedp.Do(window, chromedp.Navigate(url))
package chromium

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

var errMissing = errors.New("no Chromium: .ci/tools installs it, or names the command")

// stop ends the Chromium that was started, and waits for it.
var stop = func() {}

var start = sync.OnceValues(func() (context.Context, error) {
	path := ""
	// The last wins: one that has no window of its own opens a tab in a third of the time.
	for _, name := range []string{"google-chrome", "chromium-browser", "chromium", "chromium-headless-shell"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
		}
	}
	if path == "" {
		return nil, errMissing
	}
	ctx, stopAll := chromedp.NewExecAllocator(context.Background(), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck, chromedp.ExecPath(path),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true))
	ctx, stopBrowser := chromedp.NewContext(ctx)
	stop = func() { stopBrowser(); stopAll() }
	return ctx, chromedp.Do(ctx)
})

// Window is a window with a tab, which shares no storage with any other. It is
// closed when the test is over. Where there is no Chromium the test is skipped,
// but not in CI, where it has been installed.
func Window(t testing.TB) context.Context {
	if testing.Short() {
		t.Skip("starts Chromium")
	}
	t.Helper()
	browser, err := start()
	if errors.Is(err, errMissing) && os.Getenv("CI") == "" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	window, shut := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(shut)
	if err := chromedp.Do(window); err != nil {
		t.Fatal(err)
	}
	return window
}

// Run runs the tests of a package, and ends Chromium. It returns the exit
// status.
func Run(m interface{ Run() int }) int {
	defer func() { stop() }()
	return m.Run()
}
