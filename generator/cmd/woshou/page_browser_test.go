package main

import (
	"compress/gzip"
	_ "embed"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams/golden/chromium"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// readersPages are an article with one figure, a home page with two, and a
// gallery, in both languages.
var readersPages = []string{
	"guide/start.html", "en/guide/start.html", "index.html", "en/index.html", "gallery/index.html", "en/gallery/index.html",
}

// What a page of each kind asks for until it is loaded: files, and their octets,
// compressed. An article of twelve figures has a sheet for its check, a gallery
// one for its thumbnails.
var weights = []struct {
	name          string
	files, octets int
}{
	{"guide/start.html", 3, 16_700}, {"en/guide/start.html", 3, 16_700},
	{"tcp.html", 4, 37_500}, {"en/tcp.html", 4, 36_000},
	{"index.html", 3, 18_300}, {"en/index.html", 3, 18_300},
	{"gallery/index.html", 4, 13_500}, {"en/gallery/index.html", 4, 13_500},
	{"gallery/loss.html", 3, 37_500}, {"en/gallery/loss.html", 3, 36_600},
}

// readersNeeds is an expression: what keeps readers from a page that is open,
// as a list of complaints.
//
//go:embed testdata/readers.js
var readersNeeds string

// What a page must be to be read by everybody: its text in contrast, its controls large enough, named, and reached in the order in which
// they are seen.
func TestPagesForEveryReader(t *testing.T) {
	window := chromium.Window(t)
	server := httptest.NewServer(zipped(http.FileServer(http.Dir(ourSite(t)))))
	defer server.Close()
	for _, page := range readersPages {
		t.Run(page, func(t *testing.T) {
			ctx, messages := tab(t, window)
			l := living{t, ctx, messages}
			l.do(look(1440, "light"), chromedp.Navigate(server.URL+"/"+page))
			for _, width := range []int64{360, 1440} {
				for _, scheme := range []string{"light", "dark"} {
					l.do(look(width, scheme))
					var bad []string
					if err := json.Unmarshal([]byte(l.ask(readersNeeds)), &bad); err != nil {
						t.Fatal(err)
					}
					for _, b := range bad {
						t.Errorf("%d px, %s: %s", width, scheme, b)
					}
				}
				l.namesItsControls()
			}
			l.skipsToTheText()
			l.quiet()
		})
	}
}

// Nothing is fetched before a page is there but what it is first read with.
func TestPagesAreLight(t *testing.T) {
	window := chromium.Window(t)
	server := httptest.NewServer(zipped(http.FileServer(http.Dir(ourSite(t)))))
	defer server.Close()
	for _, page := range weights {
		t.Run(page.name, func(t *testing.T) {
			ctx, messages := tab(t, window)
			l := living{t, ctx, messages}
			l.do(look(1440, "light"), chromedp.Navigate(server.URL+"/"+page.name))
			l.weighs(page.files, page.octets)
		})
	}
}

// weighs holds what is loaded before the page is there. Pictures are the
// author's own, and come later.
func (l living) weighs(files, octets int) {
	l.Helper()
	var loaded []struct {
		Name string
		Size int
	}
	text := l.ask(`(() => {
		const [page] = performance.getEntriesByType("navigation");
		const before = performance.getEntriesByType("resource").filter(r => r.startTime < page.loadEventStart && !/favicon|\/figures\//.test(r.name));
		return [page, ...before].map(r => ({ Name: r.name, Size: r.encodedBodySize }));
	})()`)
	if err := json.Unmarshal([]byte(text), &loaded); err != nil {
		l.Fatal(err)
	}
	sum := 0
	for _, file := range loaded {
		sum += file.Size
	}
	if len(loaded) > files || sum > octets || sum < 1000 {
		l.Errorf("%d files and %d octets until it is loaded: %v", len(loaded), sum, loaded)
	}
}

// namesItsControls asks the browser for what it tells a screen reader.
func (l living) namesItsControls() {
	l.Helper()
	tree, err := chromedp.Call(l.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	if err != nil {
		l.Fatal(err)
	}
	controls := 0
	for _, node := range tree.Nodes {
		if node.Ignored || node.Role == nil || node.Name == nil {
			continue
		}
		role, name := strings.Trim(string(node.Role.Value), `"`), strings.Trim(string(node.Name.Value), `" `)
		if !slices.Contains([]string{"button", "link", "textbox", "combobox", "radio", "checkbox", "image", "DisclosureTriangle", "navigation"}, role) {
			continue
		}
		controls++
		if name == "" {
			l.Errorf("a %s has no name", role)
		}
	}
	if controls < 10 {
		l.Errorf("only %d controls", controls)
	}
}

// skipsToTheText presses the first two keys of who has no mouse.
func (l living) skipsToTheText() {
	l.Helper()
	l.run("document.activeElement.blur(); scrollTo(0, 0)")
	l.press(kb.Tab)
	l.is(`[document.activeElement.className, document.activeElement.getBoundingClientRect().top >= 0]`, []any{"skip", true})
	l.press(kb.Enter)
	l.is(`document.activeElement.id`, "_content")
}

// zipped compresses what a handler answers, as any host does.
func zipped(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Del("Range")
		z, _ := gzip.NewWriterLevel(w, gzip.BestCompression) // the level is valid
		h.ServeHTTP(zipWriter{w, z}, r)
		z.Close()
	})
}

type zipWriter struct {
	http.ResponseWriter
	zip *gzip.Writer
}

func (w zipWriter) WriteHeader(status int) {
	w.Header().Set("Content-Encoding", "gzip")
	w.Header().Del("Content-Length")
	w.ResponseWriter.WriteHeader(status)
}

func (w zipWriter) Write(b []byte) (int, error) { return w.zip.Write(b) }
