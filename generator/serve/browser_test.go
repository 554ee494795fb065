package serve

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"woshou/diagrams/golden/chromium"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

func TestMain(m *testing.M) { os.Exit(chromium.Run(m)) }

// tab opens a page in a real Chromium. The test is skipped where there is none.
func tab(t *testing.T, url string) context.Context {
	t.Helper()
	ctx := chromium.Window(t)
	size := emulation.SetDeviceMetricsOverrideParams{Width: 800, Height: 450, DeviceScaleFactor: 1}
	if _, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, size); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.Navigate(url))
	return ctx
}

// do runs an action and returns its value.
func do[T any](t *testing.T, ctx context.Context, action chromedp.Action[T]) T {
	t.Helper()
	value, err := chromedp.Run(ctx, action)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// comes waits until an expression of JavaScript is true in the page, which may lie
// behind others.
func comes(t *testing.T, ctx context.Context, expression string) {
	t.Helper()
	do(t, ctx, chromedp.Poll[chromedp.Void](expression, chromedp.WithPollingTimeout(patience), chromedp.WithPollingInterval(20*time.Millisecond)))
}

func TestPageIsSwappedInPlace(t *testing.T) {
	dir := sample(t)
	long := "# UDP\n\n" + strings.Repeat("A long page.\n\n", 200)
	put(t, filepath.Join(dir, "zh/udp.md"), long)
	ctx := tab(t, start(t, dir).url+"udp.html")
	// What is set on the window is lost if the page is loaded anew.
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`window.stayed = true; window.scrollTo(0, 1500)`))
	put(t, filepath.Join(dir, "zh/udp.md"), long+"The last word.\n")
	comes(t, ctx, `document.querySelector('article').textContent.includes('The last word.')`)
	stayed := do(t, ctx, chromedp.Evaluate[bool](`window.stayed === true`))
	scroll := do(t, ctx, chromedp.Evaluate[float64](`window.scrollY`))
	if !stayed || scroll != 1500 {
		t.Errorf("the page was loaded anew (%t) or lost its place (at %v)", !stayed, scroll)
	}
}

// What the theme's script adds to a page is added to its new content too, and
// only once.
func TestSwappedPageIsSetUpAgain(t *testing.T) {
	dir := sample(t)
	page := "# UDP\n\n## One\n\n```go\nx := 1\n```\n\n" + strings.Repeat("A long page.\n\n", 100) + "## Two\n\n"
	put(t, filepath.Join(dir, "zh/udp.md"), page)
	ctx := tab(t, start(t, dir).url+"udp.html")
	comes(t, ctx, `document.querySelectorAll('.copy').length === 1`)
	for _, word := range []string{"first", "second"} {
		put(t, filepath.Join(dir, "zh/udp.md"), page+word+"\n\n```go\ny := 2\n```\n")
		comes(t, ctx, `document.querySelector('article').textContent.includes('`+word+`')`)
		comes(t, ctx, `[...document.querySelectorAll('[data-lang]')].map(b => b.querySelectorAll('.copy').length).join() === '1,1'`)
	}
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.getElementById('two').scrollIntoView()`))
	comes(t, ctx, `document.querySelector('[data-toc] [aria-current]')?.textContent === 'Two'`)
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`document.querySelector('[data-toc] details').open = true; document.body.click()`))
	comes(t, ctx, `!document.querySelector('[data-toc] details').open`)
}

func TestOverlayComesAndGoes(t *testing.T) {
	dir := sample(t)
	ctx := tab(t, start(t, dir).url+"tcp.html")
	put(t, filepath.Join(dir, "zh/tcp.scenario"), scenario+"expect client 握手\n")
	comes(t, ctx, `document.querySelector('.woshou-overlay mark')?.textContent === '握手'`)
	comes(t, ctx, `document.querySelector('.woshou-overlay code').textContent === 'zh/tcp.scenario:3:15'`)
	comes(t, ctx, `document.querySelector('figure[data-figure=tcp] svg') !== null`) // still the good one
	put(t, filepath.Join(dir, "zh/tcp.scenario"), scenario)
	comes(t, ctx, `document.querySelector('.woshou-overlay') === null`)
}

// A figure lives on when its scenario changes, with what the new run has.
func TestSwappedFigureComesToLife(t *testing.T) {
	dir := sample(t)
	ctx := tab(t, start(t, dir).url+"tcp.html")
	header := `(document.querySelector('figure [role=group]').dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true })),
		document.querySelector('.header[hidden]') && document.querySelector('.bar [aria-expanded]').click(),
		document.querySelector('.header [data-field=seq] b')?.textContent)`
	comes(t, ctx, `document.querySelectorAll('.play').length === 1`)
	do(t, ctx, chromedp.Evaluate[chromedp.Void](`window.stayed = true`))
	for _, isn := range []string{"4711", "815"} {
		put(t, filepath.Join(dir, "zh/tcp.scenario"), "host client isn "+isn+"\nhost server\n"+scenario)
		comes(t, ctx, header+` === '`+isn+`'`)
		comes(t, ctx, `document.querySelectorAll('.play').length === 1`)
	}
	if !do(t, ctx, chromedp.Evaluate[bool](`window.stayed === true`)) {
		t.Error("the page was loaded anew")
	}
}
