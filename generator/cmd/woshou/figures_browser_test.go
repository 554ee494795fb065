package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden/chromium"
	"woshou/diagrams/render/svg"
	"woshou/diagrams/sequence"
	"woshou/diagrams/words"
	"woshou/themes"

	"github.com/chromedp/chromedp"
)

// collisions says which texts of the figures on a page meet each other, leave
// their picture or are too small, as the browser sets them. A text's height is
// that of its ink, as in sequence.Overlaps; its width is the browser's.
const collisions = `(() => {
  const bad = [];
  const corners = text => {
    const box = text.getBBox(), size = parseFloat(getComputedStyle(text).fontSize), m = text.getCTM(), y = parseFloat(text.getAttribute("y"));
    return [[box.x, y - .82 * size], [box.x + box.width, y - .82 * size], [box.x + box.width, y + .22 * size], [box.x, y + .22 * size]]
      .map(([x, y]) => [m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f]);
  };
  // Two turned rectangles are apart if a side of one of them, or a level line,
  // parts them.
  const apart = (p, q) => p.top >= q.foot || q.top >= p.foot || [p, q].some(r => [0, 1].some(i => {
    const ux = r[i + 1][0] - r[i][0], uy = r[i + 1][1] - r[i][1];
    const on = s => s.map(([x, y]) => x * ux + y * uy);
    return Math.max(...on(p)) <= Math.min(...on(q)) + .01 || Math.max(...on(q)) <= Math.min(...on(p)) + .01;
  }));
  for (const svg of document.querySelectorAll("svg")) {
    const box = svg.viewBox.baseVal;
    svg.setAttribute("width", box.width);
    svg.setAttribute("height", box.height);
    const texts = [...svg.querySelectorAll("text")].map(e => ({e, at: corners(e)}));
    for (const {at} of texts) [at.top, at.foot] = [Math.min(...at.map(p => p[1])), Math.max(...at.map(p => p[1]))];
    texts.forEach(({e, at}, i) => {
      const say = what => bad.push(svg.parentNode.id + ": " + e.textContent + " " + what);
      if (at.some(([x, y]) => x < 0 || y < 0 || x > box.width || y > box.height)) say("leaves the picture");
      if (parseFloat(getComputedStyle(e).fontSize) * 328 / 420 < 10) say("is too small");
      for (const o of texts.slice(i + 1)) if (!apart(at, o.at)) say("meets " + o.e.textContent);
    });
  }
  return bad;
})()`

// TestFiguresInOtherFonts lays out every scenario of our site in both languages
// and asks Chromium whether texts meet when they are set in the measured face,
// in the commonest one of another width, and in the narrowest and the widest.
func TestFiguresInOtherFonts(t *testing.T) {
	window := chromium.Window(t)
	page := figuresPage(t)
	for _, family := range []string{"Noto Sans CJK SC", "Liberation Sans", narrowest, widest} {
		t.Run(family, func(t *testing.T) {
			t.Parallel()
			needFont(t, window, family)
			path := filepath.Join(t.TempDir(), "figures.html")
			rule := "<style>svg text { font-family: " + stack(family) + " !important }</style>"
			if err := os.WriteFile(path, []byte(rule+page), 0o644); err != nil {
				t.Fatal(err)
			}
			ctx, _ := tab(t, window)
			if err := chromedp.Do(ctx, chromedp.Navigate("file://"+path)); err != nil {
				t.Fatal(err)
			}
			count, err := chromedp.Run(ctx, chromedp.Evaluate[int](`document.querySelectorAll("svg text").length`))
			if err != nil || count < 1000 {
				t.Fatalf("%d texts: %v", count, err)
			}
			bad, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](collisions))
			if err != nil {
				t.Fatal(err)
			}
			for _, b := range bad {
				t.Error(b)
			}
		})
	}
}

// figuresPage is a page with every scenario of our site, in both languages.
func figuresPage(t *testing.T) string {
	var page bytes.Buffer
	page.WriteString("<!doctype html><meta charset=utf-8>")
	root := "../../../content/scenarios"
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".scenario" {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, lang := range []string{"zh", "en"} {
			source := diagrams.Open(string(src), func(name string) (file, text string, found bool) {
				content, err := os.ReadFile(filepath.Join(filepath.Dir(path), name))
				return name, string(content), err == nil
			})
			run, errs := source.Run(path)
			if len(errs) > 0 {
				return fmt.Errorf("%v", errs)
			}
			picture := sequence.Layout(run, sequence.Options{Words: words.Of(lang), Underscore: true})
			name, _ := filepath.Rel(root, path)
			fmt.Fprintf(&page, "<div id=%q>", strings.TrimSuffix(name, ".scenario")+"."+lang)
			if err := svg.Encode(&page, picture, svg.Options{Palette: themes.Default(), ID: "x"}); err != nil {
				return err
			}
			page.WriteString("</div>\n")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return page.String()
}
