package serve

import (
	"path/filepath"
	"strings"
	"testing"
)

// What a site puts over the theme reaches the open page: a colour its figures
// too, in the page and as files.
func TestThemeOfTheSiteReachesTheOpenPage(t *testing.T) {
	dir := sample(t)
	r := start(t, dir)
	events := r.open(t, "tcp.html")
	until(t, events, "the first state", healed)
	if !strings.Contains(r.page(t, "figures/zh/tcp.zh.svg"), "#1f5fa8") {
		t.Fatal("the figure has not our colour")
	}
	put(t, filepath.Join(dir, "theme/colours.yaml"), "host-a: {light: \"#8a1c6b\"}\n")
	until(t, events, "the colour", changed)
	for _, address := range []string{"tcp.html", "figures/zh/tcp.zh.svg"} {
		if page := r.page(t, address); !strings.Contains(page, "#8a1c6b") || strings.Contains(page, "#1f5fa8") {
			t.Errorf("%s has the colour of before", address)
		}
	}
	put(t, filepath.Join(dir, "theme/partials/footer.html"), `{{define "site-footer"}}<footer>Ours</footer>{{end}}`)
	until(t, events, "the footer", changed)
	if !strings.Contains(r.page(t, "tcp.html"), "<footer>Ours</footer>") {
		t.Error("the page has the footer of before")
	}
}

// A template that fails lies over the last good page; of a page that was never
// good there is one of our own templates.
func TestBrokenTemplateLiesOverThePage(t *testing.T) {
	dir := sample(t)
	r := start(t, dir)
	events := r.open(t, "tcp.html")
	until(t, events, "the first state", healed)
	footer := filepath.Join(dir, "theme/partials/footer.html")
	put(t, footer, `{{define "site-footer"}}<footer>{{.Sit}}</footer>{{end}}`)
	e := until(t, events, "the error", broken)
	if e.Problems[0].Place != "theme/partials/footer.html:1:36" || e.Problems[0].Excerpt == nil {
		t.Errorf("%+v", e.Problems)
	}
	for _, address := range []string{"tcp.html", "udp.html"} {
		if page := r.page(t, address); !strings.Contains(page, "</html>") {
			t.Errorf("%s is not whole: %s", address, page)
		}
	}
	put(t, footer, `{{define "site-footer"}}<footer>{{.Site}}</footer>{{end}}`)
	until(t, events, "the mended page", func(e event) bool { return healed(e) && changed(e) })
}
