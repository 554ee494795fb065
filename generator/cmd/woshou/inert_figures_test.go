package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams/golden/chromium"
	"woshou/generator/build"

	"github.com/chromedp/chromedp"
)

const hostileProtocol = `title zh "T" en "T"
message ASK
message ANSWER

role asker zh "T" en "T"
  state IDLE zh "T" en "T"
  state WAITING zh "T" en "T"
  in IDLE on ask: send ASK, become WAITING per "T"
  in WAITING on ANSWER: become IDLE per "T"
  rest in IDLE, WAITING

role other zh "T" en "T"
  state THERE zh "T" en "T"
  state GONE zh "T" en "T"
  in THERE on ASK: send ANSWER, become GONE per "T"
  in GONE on ASK: ignore per "T"
  rest in THERE, GONE

check ask
always possible asker IDLE zh "T" en "T"
`

// Every other thing that is drawn on a page is as inert as a figure of TCP: a protocol's
// runs and states, what is found by going through it, a capture, an exercise; and so
// are the dialog of the search, with what it finds there, and a book.
func TestWhatIsDrawnIsInert(t *testing.T) {
	window := chromium.Window(t)
	site, out := t.TempDir(), t.TempDir()
	word := strings.NewReplacer("|", "", "\n", "").Replace(hostile)
	page := strings.ReplaceAll(strings.ReplaceAll(`# T

![T](s.scenario){#guess predict=2 what-if=none}

![T](p.protocol){role=asker}

~~~states p.protocol other
~~~

![T](p.scenario){what-if=none}

~~~check p.protocol
~~~

![T](c.pcapng){stream=0}
`, "T", word), "~~~", "```")
	for name, text := range map[string]string{
		"site.yaml": "title: \"" + strings.ReplaceAll(hostile, `"`, `\"`) + "\"\n",
		"page.md":   page, "s.scenario": hostilely(hostileScenario), "p.protocol": hostilely(hostileProtocol),
		"p.scenario": hostilely("title zh \"T\" en \"T\"\nuse p.protocol\nasker ask\n"),
	} {
		if err := os.WriteFile(filepath.Join(site, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	captured := filepath.Join(site, "c.pcapng") // its comments are what the scenario says
	if status := run(t.Context(), []string{"export", filepath.Join(site, "s.scenario"), "-o", out, "--format", "pcapng", "--lang", "zh"}); status != 0 {
		t.Fatal("export of a capture ends with", status)
	}
	if found, _ := filepath.Glob(filepath.Join(out, "*.pcapng")); len(found) != 1 || os.Rename(found[0], captured) != nil {
		t.Fatal("no capture: ", found)
	}
	_, problems, err := build.Build(t.Context(), build.Options{Site: site, Out: out + "/site"})
	for _, p := range problems {
		if p.Severity == "error" {
			t.Fatalf("%s: %s", p.Place, p.Message)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	if status := run(t.Context(), []string{"export", site, "--book", "-o", out + "/book"}); status != 0 {
		t.Fatal("export of a book ends with", status)
	}
	drawn := read(t, out+"/site/page.html")
	for _, mark := range []string{"data-predict", `data-figure="states-p-asker"`, `data-figure="states-p-other"`, `data-figure="p"`, "data-check", `data-figure="c"`} {
		if !strings.Contains(drawn, mark) {
			t.Errorf("no %s on the page", mark)
		}
	}
	server := httptest.NewServer(http.FileServer(http.Dir(out)))
	defer server.Close()
	for _, name := range []string{"site/page.html", "book/book.html"} {
		for _, complaint := range complaintsOf(t, window, server.URL+"/"+name) {
			t.Errorf("%s: %s", name, complaint)
		}
	}
	holdSearchInert(t, server.URL+"/site/page.html")
}

// holdSearchInert holds that nothing runs in what is found on a site.
func holdSearchInert(t *testing.T, address string) {
	t.Helper()
	ctx, _ := tab(t, chromium.Window(t))
	err := chromedp.Do(ctx,
		chromedp.Navigate(address),
		chromedp.Poll[chromedp.Void](`(document.querySelector('dialog.search-box') || document.querySelector('button.search').click(), document.querySelector('dialog.search-box input'))`),
		chromedp.Evaluate[chromedp.Void](`(i => { i.value = 'script'; i.dispatchEvent(new Event('input', {bubbles: true})) })(document.querySelector('dialog.search-box input'))`),
		chromedp.Poll[chromedp.Void](`document.querySelector('dialog.search-box [role=option]') !== null`),
		chromedp.Poll[chromedp.Void](`[...document.querySelectorAll('dialog.search-box *')].every(e => !e.matches('script, img') && !window.ran)`),
	)
	if err != nil {
		t.Errorf("the search: %v", err)
	}
}
