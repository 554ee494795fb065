package themes

import (
	"html/template"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"woshou/diagrams/golden/chromium"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// modified is when the theme says it was changed: no browser asks twice.
var modified = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)

func TestMain(m *testing.M) { os.Exit(chromium.Run(m)) }

// inBrowser opens a page of the theme in Chromium, in a window of a width, and
// returns what an expression of JavaScript says there.
func inBrowser[T any](t *testing.T, theme *Theme, page *Page, width int64, expression string) T {
	t.Helper()
	html := render(t, theme, page)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, asset := range theme.Assets() {
			if strings.HasSuffix(r.URL.Path, asset.Name) {
				http.ServeContent(w, r, asset.Name, modified, strings.NewReader(string(asset.Bytes)))
				return
			}
		}
		http.ServeContent(w, r, "page.html", modified, strings.NewReader(html))
	}))
	t.Cleanup(server.Close)
	ctx := chromium.Window(t)
	size := emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 900, DeviceScaleFactor: 1}
	if _, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, size); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL+"/page.html")); err != nil {
		t.Fatal(err)
	}
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// A page without an outline keeps the outline's column free.
func TestFooterStandsBelowTheText(t *testing.T) {
	theme := loadTheme(t)
	for name, outline := range map[string][]Entry{"without outline": nil, "with outline": {{Title: "Two", Href: "#two"}}} {
		page := samplePage(t, theme, Article, "en")
		page.Outline = outline
		got := inBrowser[[]float64](t, theme, page, 1440, `["main", ".site-footer"].flatMap(s => {
			const box = document.querySelector(s).getBoundingClientRect();
			return [box.left, box.right, box.top, box.bottom];
		})`)
		if got[0] != got[4] || got[1] != got[5] || got[6] < got[3] {
			t.Errorf("%s: text at %v, footer at %v (left, right, top, bottom)", name, got[:4], got[4:])
		}
	}
}

func TestTitleHasNoLinkToItself(t *testing.T) {
	theme := loadTheme(t)
	page := samplePage(t, theme, Article, "en")
	page.Body = `<h1 id="a">A <a data-permalink href="#a">#</a></h1><h2 id="b">B <a data-permalink href="#b">#</a></h2>`
	got := inBrowser[[]string](t, theme, page, 1440, `[...document.querySelectorAll("[data-permalink]")].map(a => getComputedStyle(a).display)`)
	if strings.Join(got, " ") != "none inline-block" {
		t.Errorf("links of h1 and h2 are seen as %v", got)
	}
}

// Tabs of code are radio buttons: they work without the script, and the group
// is one stop of the Tab key.
func TestCodeGroupShowsTheChosenBlock(t *testing.T) {
	theme := loadTheme(t)
	page := samplePage(t, theme, Article, "en")
	page.Sheets = []string{theme.Sheet(CodeSheet).Name}
	page.Scripts = nil
	page.Body = `<div data-code-group>
<label data-label><input type="radio" name="g" checked>one</label><div data-lang="a"><pre><code>1</code></pre></div>
<label data-label><input type="radio" name="g">two</label><div data-lang="b"><pre><code>2</code></pre></div></div>`
	got := inBrowser[[]string](t, theme, page, 360, `(() => {
		const blocks = [...document.querySelectorAll("[data-code-group] > [data-lang]")];
		const labels = [...document.querySelectorAll("[data-label]")];
		const seen = () => blocks.filter(b => b.offsetHeight > 0).map(b => b.dataset.lang).join();
		const first = seen();
		labels[1].click();
		const inOneRow = labels[0].offsetTop == labels[1].offsetTop && labels[0].offsetTop < blocks[1].offsetTop;
		return [first, seen(), inOneRow ? "in one row" : "apart"];
	})()`)
	if strings.Join(got, " ") != "a b in one row" {
		t.Errorf("before, after, labels: %v", got)
	}
}

// Groups with the same tab choose together, and the choice is there on the next
// page.
func TestCodeGroupsChooseTogether(t *testing.T) {
	theme := loadTheme(t)
	page := samplePage(t, theme, Article, "en")
	page.Sheets = []string{theme.Sheet(CodeSheet).Name}
	for _, name := range []string{"g", "h", "i"} {
		for i, tab := range []string{"npm", "pnpm"} {
			checked := ""
			if i == 0 {
				checked = " checked"
			}
			if i == 0 {
				page.Body += "<div data-code-group>"
			}
			if name == "i" {
				tab += " (old)"
			}
			page.Body += template.HTML(`<label data-label><input type="radio" name="` + name + `"` + checked + `>` + tab + `</label><div data-lang="` + tab + `"><pre><code>x</code></pre></div>`)
		}
		page.Body += "</div>"
	}
	got := inBrowser[[]string](t, theme, page, 1440, `(() => {
		const shown = d => [...d.querySelectorAll("[data-code-group] > [data-lang]")].filter(b => b.offsetHeight > 0).map(b => b.dataset.lang).join();
		const said = [shown(document)];
		document.querySelectorAll("[data-label]")[1].click();
		said.push(shown(document));
		document.querySelectorAll("[checked]").forEach(e => e.checked = true); // as a page comes
		document.dispatchEvent(new Event("woshou-swap"));
		said.push(shown(document));
		localStorage.removeItem("woshou-tabs");
		return said;
	})()`)
	want := []string{"npm,npm,npm (old)", "pnpm,pnpm,npm (old)", "pnpm,pnpm,npm (old)"}
	if !slices.Equal(got, want) {
		t.Errorf("shown are %q, want %q", got, want)
	}
}

// A picture with a dark form, and the frame of the browser, follow the reader's
// choice of colours, and the system again when the choice is taken back.
func TestPicturesFollowTheChoiceOfColours(t *testing.T) {
	theme := loadTheme(t)
	page := samplePage(t, theme, Home, "en")
	page.Hero.Image = &Picture{Src: "light.svg", Dark: "dark.svg", Alt: "A picture"}
	got := inBrowser[[]string](t, theme, page, 1440, `(() => {
		const says = () => [".hero source", "meta[name=theme-color]"].map(s => document.querySelector(s).media || "all").join(" ");
		const button = document.querySelector(".scheme"), said = [says()];
		for (let i = 0; i < 3; i++) { button.click(); said.push(says()); }
		return said;
	})()`)
	want := []string{
		"(prefers-color-scheme: dark) (prefers-color-scheme: light)", "not all all", "all not all",
		"(prefers-color-scheme: dark) (prefers-color-scheme: light)",
	}
	if !slices.Equal(got, want) {
		t.Errorf("as it was, light, dark, as it was: %q", got)
	}
}
