package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"woshou/diagrams/golden"
	"woshou/diagrams/golden/chromium"
	"woshou/generator/build"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// htmlPage tries to run what each mode of `html:` may run, and what none may. ELSE is
// another origin, which answers with a script, or a page, that tells who it is.
const htmlPage = `# HTML

<script>ran.push("inline")</script>
<script src="ELSE/named.js"></script>

<b onclick="ran.push('click')" id="b">click</b> <img src="none.png" onerror="ran.push('error')" alt="">

<button id="c" onclick="ran.push('button')">press</button> <form id="f" action="ELSE/form"><input name="a"></form>

<iframe src="ELSE/frame" title="f"></iframe>
`

// Each mode runs what it says, and nothing else: not what a page smuggles in later,
// neither as text nor from another origin.
func TestHTMLModesRunNothingElse(t *testing.T) {
	asked := make(chan string, 100)
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.URL.Path
		if strings.HasSuffix(r.URL.Path, ".js") {
			w.Header().Set("Content-Type", "text/javascript")
			_, _ = w.Write([]byte("ran.push('" + strings.Trim(r.URL.Path, "/") + "')"))
		}
	}))
	t.Cleanup(other.Close)
	for mode, want := range map[string][]string{
		"safe": nil, "media": nil, "trusted": {"button", "click", "error", "inline", "named.js"},
	} {
		site, out := t.TempDir(), t.TempDir()
		golden.Write(t, filepath.Join(site, "site.yaml"), "languages: {en: {folder: .}}\nhtml: "+mode+"\n")
		golden.Write(t, filepath.Join(site, "index.md"), strings.ReplaceAll(htmlPage, "ELSE", other.URL))
		if _, problems, err := build.Build(context.Background(), build.Options{Site: site, Out: out}); err != nil {
			t.Fatal(problems, err)
		}
		server := httptest.NewServer(http.FileServer(http.Dir(out)))
		t.Cleanup(server.Close)
		ctx := chromium.Window(t)
		begin := page.AddScriptToEvaluateOnNewDocumentParams{Source: "window.ran = []"}
		if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, begin); err != nil {
			t.Fatal(err)
		}
		if err := chromedp.Do(ctx, chromedp.Navigate(server.URL)); err != nil {
			t.Fatal(err)
		}
		if _, err := chromedp.Run(ctx, chromedp.Evaluate[bool](smuggle(strings.Replace(other.URL, "127.0.0.1", "localhost", 1)))); err != nil {
			t.Fatal(err)
		}
		time.Sleep(500 * time.Millisecond) // what is let in late would have run by now
		ran, err := chromedp.Run(ctx, chromedp.Evaluate[[]string]("ran.sort()"))
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(ran, want) {
			t.Errorf("html: %s runs %q, want %q", mode, ran, want)
		}
		var requests []string
		for len(asked) > 0 {
			requests = append(requests, <-asked)
		}
		if framed := slices.Contains(requests, "/frame"); framed != (mode == "trusted") || slices.Contains(requests, "/smuggled.js") || slices.Contains(requests, "/form") {
			t.Errorf("html: %s asks elsewhere for %q", mode, requests)
		}
	}
}

// smuggle presses what can be pressed, and has the page try to run what its author did
// not write.
func smuggle(elsewhere string) string {
	return `(() => {
		for (const id of ["b", "c"]) { const e = document.getElementById(id); if (e) e.click(); }
		const text = document.createElement("script"); text.textContent = "ran.push('smuggled')"; document.body.append(text);
		const from = document.createElement("script"); from.src = "` + elsewhere + `/smuggled.js"; document.body.append(from);
		const b = document.createElement("b"); b.setAttribute("onclick", "ran.push('smuggled click')"); document.body.append(b); b.click();
		return true;
	})()`
}
