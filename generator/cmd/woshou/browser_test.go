package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"woshou/diagrams/golden/chromium"
	"woshou/generator/build"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tab opens a tab that collects every message of its console: errors, broken
// policies, missing files.
func tab(t *testing.T, browser context.Context) (context.Context, func() []string) {
	t.Helper()
	ctx, messages := lastingTab(t, browser)
	ctx, stop := context.WithTimeout(ctx, 30*time.Second)
	t.Cleanup(stop)
	return ctx, messages
}

// lastingTab is one for many pages, and has all the time of its test.
func lastingTab(t *testing.T, browser context.Context) (context.Context, func() []string) {
	t.Helper()
	ctx, stop := chromedp.NewContext(browser)
	t.Cleanup(stop)
	var mu sync.Mutex
	var messages []string
	err := chromedp.Listen(ctx, func(ev any) {
		mu.Lock()
		defer mu.Unlock()
		switch ev := ev.(type) {
		case *runtime.EventConsoleAPICalled:
			messages = append(messages, fmt.Sprint("console: ", ev.Type))
		case *runtime.EventExceptionThrown:
			messages = append(messages, "exception: "+ev.ExceptionDetails.Text)
		case *log.EventEntryAdded:
			messages = append(messages, ev.Entry.Text+" "+ev.Entry.URL)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return ctx, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(messages)
	}
}

// tabsAtOnce are how many pages are looked at side by side: more would keep each other
// waiting on a small machine, longer than a tab is given.
const tabsAtOnce = 2

// ourSite returns a folder with content/ as it is built, for all tests the same.
func ourSite(t *testing.T) string {
	t.Helper()
	if err := buildOurSite(); err != nil {
		t.Fatal(err)
	}
	return ourSiteFolder
}

// ourSiteFolder is "" until a test asks for the site.
var ourSiteFolder string

var buildOurSite = sync.OnceValue(func() (err error) {
	if ourSiteFolder, err = os.MkdirTemp("", "woshou-site"); err != nil {
		return err
	}
	_, problems, err := build.Build(context.Background(), build.Options{Site: "../../../content", Out: ourSiteFolder, Strict: true})
	if err == nil && len(problems) > 0 {
		err = fmt.Errorf("%v", problems)
	}
	return err
})

// htmlFiles are the pages below a folder, slash-separated.
func htmlFiles(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".html") {
			rel, _ := filepath.Rel(dir, path)
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil || len(names) < 4 {
		t.Fatal("too few pages", names, err)
	}
	return names
}

// look has the tab be of a width, on a screen that prefers a scheme.
func look(width int64, scheme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
			Width: width, Height: 900, DeviceScaleFactor: 1, Mobile: width < 700,
		})
		if err != nil {
			return err
		}
		_, err = cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	})
}

// What a page must be, as a list of complaints; run in the page.
const complaints = `(() => {
  const bad = [], width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    const wide = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > width + 1);
    bad.push("scrolls sideways: " + wide.slice(0, 3).map(e => e.outerHTML.slice(0, 80)).join(" | "));
  }
  if (!document.documentElement.lang) bad.push("no language");
  const style = getComputedStyle(document.body), dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const ground = style.backgroundColor.match(/\d+/g).slice(0, 3).reduce((a, b) => a + +b, 0) / 3;
  if (dark !== ground < 128) bad.push("ground " + style.backgroundColor + " in " + (dark ? "dark" : "light"));
  for (const svg of document.querySelectorAll("[data-figure] svg")) {
    const box = svg.getBoundingClientRect(), id = svg.closest("[data-figure]").dataset.figure;
    if (!svg.querySelector("title") || !svg.querySelector("desc")) bad.push(id + ": no words for those who do not see it");
    const chart = svg.closest("[data-figure]").querySelector("[data-transitions]"); // a state diagram has none
    const hides = svg.closest("[data-predict]"); // an exercise may begin with nothing
    if (!chart && !hides && !svg.querySelector("[data-segment]")) bad.push(id + ": no segment");
    for (const text of svg.querySelectorAll("text")) {
      const b = text.getBoundingClientRect();
      if (b.left < box.left - 1 || b.right > box.right + 1 || b.top < box.top - 1 || b.bottom > box.bottom + 1)
        bad.push(id + ": leaves the picture: " + text.textContent);
      const px = parseFloat(getComputedStyle(text).fontSize) * box.width / svg.viewBox.baseVal.width;
      if (px < 10) bad.push(id + ": " + px.toFixed(1) + " px: " + text.textContent);
    }
  }
  return bad;
})()`

// TestPagesInBrowser opens every page of our site in Chromium: three widths,
// light in the narrowest font and dark in the widest.
func TestPagesInBrowser(t *testing.T) {
	window := chromium.Window(t)
	needFont(t, window, narrowest)
	needFont(t, window, widest)
	dir := ourSite(t)
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(server.Close)
	// To open a tab takes as long as to look at a page: a page takes one that is free.
	tabs := make(chan watched, tabsAtOnce)
	for range cap(tabs) {
		ctx, messages := lastingTab(t, window)
		tabs <- watched{ctx, messages}
	}
	for _, name := range htmlFiles(t, dir) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := <-tabs
			defer func() { tabs <- page }()
			page.complains(t, server.URL+"/"+name)
		})
	}
}

// watched is a tab, and what its console has said so far.
type watched struct {
	ctx      context.Context
	messages func() []string
}

// complains of a page at three widths.
func (tab watched) complains(t *testing.T, address string) {
	t.Helper()
	before := len(tab.messages())
	ctx, stop := context.WithTimeout(tab.ctx, 30*time.Second)
	defer stop()
	do(ctx, t, look(360, "light"), chromedp.Navigate(address))
	for _, width := range []int64{360, 768, 1440} {
		for i, family := range []string{narrowest, widest} {
			scheme := []string{"light", "dark"}[i]
			do(ctx, t, look(width, scheme), reads(family))
			for _, bad := range eval[[]string](ctx, t, complaints) {
				t.Errorf("%d px, %s, %s: %s", width, scheme, family, bad)
			}
		}
	}
	for _, m := range tab.messages()[before:] {
		t.Error(m)
	}
}

// TestFromDiskWithoutScript opens pages as files, with scripts switched off:
// all of the text and every figure must be there.
func TestFromDiskWithoutScript(t *testing.T) {
	window := chromium.Window(t)
	dir := ourSite(t)
	for _, name := range []string{"index.html", "en/index.html", "tcp.html", "en/tcp.html", "gallery/index.html", "en/gallery/index.html"} {
		ctx, messages := tab(t, window)
		if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
			t.Fatal(err)
		}
		err := chromedp.Do(ctx, chromedp.Navigate("file://"+filepath.Join(dir, name)))
		if err != nil {
			t.Fatal(name, err)
		}
		figures, err := chromedp.Run(ctx, chromedp.Evaluate[int](`[...document.querySelectorAll("[data-article] :is([data-figure] svg, [data-thumbnail])")].filter(e => e.getBoundingClientRect().height > 100).length`))
		if err != nil {
			t.Fatal(name, err)
		}
		links, err := chromedp.Run(ctx, chromedp.Evaluate[int](`[...document.links].filter(a => a.protocol === "file:" && a.pathname.endsWith("/")).length`))
		if err != nil {
			t.Fatal(name, err)
		}
		if figures == 0 {
			t.Errorf("%s: no figure is visible", name)
		}
		if links > 0 {
			t.Errorf("%s: %d links lead to a folder, not to a file", name, links)
		}
		for _, m := range messages() {
			t.Errorf("%s: %s", name, m)
		}
	}
}
