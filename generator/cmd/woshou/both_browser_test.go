package main

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams/golden/chromium"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// reading is the block at the top of the window, and how far its top is below
// that of the window.
type reading struct {
	Block string  `json:"block"`
	Top   float64 `json:"top"`
}

// readingPlace finds it as the page's script does: below the header.
const readingPlace = `(() => {
	const b = [...document.querySelectorAll("[data-block]")].find(b => b.getBoundingClientRect().bottom > 80);
	return {block: b.dataset.block, top: b.getBoundingClientRect().top};
})()`

// eval is what an expression of JavaScript says.
func eval[T any](ctx context.Context, t *testing.T, expression string) T {
	t.Helper()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(expression, err)
	}
	return value
}

func do(ctx context.Context, t *testing.T, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// settled waits until a page of the view stands, with all that comes later: no
// frame changes its height any more.
func settled(ctx context.Context, t *testing.T, current string) {
	t.Helper()
	do(ctx, t, chromedp.WaitVisible(current+"[aria-current]"))
	eval[bool](ctx, t, `new Promise(done => {
		let height = 0, same = 0;
		const look = () => {
			same = document.readyState === "complete" && height === document.body.offsetHeight ? same + 1 : 0;
			height = document.body.offsetHeight;
			if (same > 20) done(true); else requestAnimationFrame(look);
		};
		look();
	})`)
}

// TestTwoLanguages reads our own site as people do who know both languages.
func TestTwoLanguages(t *testing.T) {
	out := ourSite(t)
	for _, c := range []struct {
		name string
		test func(t *testing.T, browser context.Context, out string)
	}{
		{"the switch keeps the place", theSwitchKeepsThePlace},
		{"the choice is remembered", theChoiceIsRemembered},
		{"it needs no script", itNeedsNoScript},
		{"a narrow page folds", aNarrowPageFolds},
		{"a pair lights up", aPairLightsUp},
		{"a selection stays in its column", aSelectionStaysInItsColumn},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.test(t, chromium.Window(t), out)
		})
	}
}

// theSwitchKeepsThePlace goes around the three views of a page, and
// at each change wants the same block at the same height.
func theSwitchKeepsThePlace(t *testing.T, _ context.Context, out string) {
	server := httptest.NewServer(http.FileServer(http.Dir(out)))
	t.Cleanup(server.Close)
	for _, width := range []int64{1440, 360} {
		for _, name := range []string{"tcp.html", "gallery/loss.html"} {
			t.Run(fmt.Sprint(name, " ", width), func(t *testing.T) {
				t.Parallel() // what is chosen in one window is not known in another
				ctx, messages := tab(t, chromium.Window(t))
				do(ctx, t, look(width, "light"), chromedp.Navigate(server.URL+"/"+name))
				goAround(ctx, t)
				if m := messages(); len(m) > 0 {
					t.Error(m)
				}
			})
		}
	}
}

// goAround changes from view to view, each time further down.
func goAround(ctx context.Context, t *testing.T) {
	t.Helper()
	at := `[data-language=zh]`
	for step, next := range []string{`[data-view=both]`, `[data-language=en]`, `[data-view=both]`, `[data-language=zh]`} {
		settled(ctx, t, at)
		eval[bool](ctx, t, fmt.Sprintf(`dispatchEvent(new Event("wheel")), scrollTo({top: (document.documentElement.scrollHeight - innerHeight) * %f, behavior: "instant"}), true`, 0.15+0.2*float64(step)))
		before := eval[reading](ctx, t, readingPlace)
		eval[bool](ctx, t, fmt.Sprintf(`document.querySelector('.languages %s').click(), true`, next))
		settled(ctx, t, next)
		top := eval[float64](ctx, t, fmt.Sprintf(`[...document.querySelectorAll("[data-block]")].find(b => b.dataset.block === %q)?.getBoundingClientRect().top ?? 1e6`, before.Block))
		if math.Abs(top-before.Top) > 2 {
			t.Errorf("%s to %s: %s stood at %.1f, and now at %.1f", at, next, before.Block, before.Top, top)
		}
		at = next
	}
}

// theChoiceIsRemembered: who chose a view finds the home page in it.
func theChoiceIsRemembered(t *testing.T, browser context.Context, out string) {
	server := httptest.NewServer(http.FileServer(http.Dir(out)))
	defer server.Close()
	ctx, _ := tab(t, browser)
	do(ctx, t, chromedp.Navigate(server.URL+"/tcp.html"), chromedp.Click(".languages [data-language=en]"))
	settled(ctx, t, "[data-language=en]")
	if got := eval[string](ctx, t, `localStorage.getItem("woshou-view")`); got != "en" {
		t.Errorf("what is remembered is %q", got)
	}
	later, _ := tab(t, ctx)
	do(later, t, chromedp.Navigate(server.URL+"/index.html"))
	settled(later, t, "[data-language=en]")
	if got := eval[string](later, t, `location.pathname`); !strings.HasPrefix(got, "/en/") {
		t.Errorf("the home page opens as %s", got)
	}
}

// scripts turns the scripts of pages on or off.
func scripts(off bool) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off})
		return err
	})
}

// columns counts the columns in which the blocks of rows of two cells stand,
// and the cells that can be read.
const columns = `(() => {
	const cells = [...document.querySelectorAll(".row:not(.whole) > *")].filter(c => !c.matches("summary"));
	const seen = cells.filter(c => [...c.querySelectorAll("[data-block]")].every(b => b.getClientRects().length > 0 && b.checkVisibility()));
	return [new Set(cells.map(c => Math.round(c.getBoundingClientRect().left / 40))).size, cells.length, seen.length];
})()`

// itNeedsNoScript: two columns on a desk, one on a phone, all of it
// to be read.
func itNeedsNoScript(t *testing.T, browser context.Context, out string) {
	ctx, _ := tab(t, browser)
	for width, want := range map[int64]int{1440: 2, 360: 1} {
		do(ctx, t, scripts(true), look(width, "light"), chromedp.Navigate("file://"+filepath.Join(out, "both/tcp.html")))
		got := eval[[]int](ctx, t, columns)
		if got[0] != want || got[1] < 40 || got[2] != got[1] {
			t.Errorf("%d px wide: %d columns, %d cells, %d of them to be read", width, got[0], got[1], got[2])
		}
		if wide := eval[int](ctx, t, `document.documentElement.scrollWidth`); int64(wide) > width {
			t.Errorf("%d px wide: the page is %d wide", width, wide)
		}
		if shut := eval[int](ctx, t, `[...document.querySelectorAll(".row figure summary")].filter(s => !s.checkVisibility()).length`); shut > 0 {
			t.Errorf("%d px wide: the tables of %d figures cannot be opened", width, shut)
		}
	}
}

// aNarrowPageFolds, which paper unfolds.
func aNarrowPageFolds(t *testing.T, browser context.Context, out string) {
	ctx, _ := tab(t, browser)
	do(ctx, t, look(360, "light"), chromedp.Navigate("file://"+filepath.Join(out, "both/tcp.html")))
	settled(ctx, t, "[data-view=both]")
	if open := eval[int](ctx, t, `document.querySelectorAll(".row > details[open]").length`); open > 0 {
		t.Errorf("%d translations are open", open)
	}
	if sign := eval[string](ctx, t, `getComputedStyle(document.querySelector(".row > details > summary"), "::before").content`); !strings.HasPrefix(sign, `"▸"`) {
		t.Errorf("what folds a translation is marked %s", sign)
	}
	do(ctx, t, chromedp.Click(".row summary"))
	if !eval[bool](ctx, t, `document.querySelector(".row > details").open`) {
		t.Error("a tap does not unfold the translation")
	}
	do(ctx, t, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		if _, err := cdp.Call(ctx, t, page.PrintToPDF, page.PrintToPDFParams{}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return err
	}))
	if got := eval[[]int](ctx, t, columns); got[0] != 2 || got[2] != got[1] {
		t.Errorf("of %d cells, paper shows %d, in %d columns", got[1], got[2], got[0])
	}
}

// aPairLightsUp under the mouse and around the keyboard focus: both halves
// get the same ground, and no other row does.
func aPairLightsUp(t *testing.T, browser context.Context, out string) {
	ctx, _ := tab(t, browser)
	do(ctx, t, look(1440, "light"), chromedp.Navigate("file://"+filepath.Join(out, "both/tcp.html")))
	settled(ctx, t, "[data-view=both]")
	const lit = `[...document.querySelectorAll(".row")].flatMap((r, i) => getComputedStyle(r).backgroundColor === "rgba(0, 0, 0, 0)" ? [] : [i])`
	if rows := eval[[]int](ctx, t, lit); len(rows) > 0 {
		t.Errorf("rows %v are lit before anything points at one", rows)
	}
	at := eval[[]float64](ctx, t, `(() => {
		const r = [...document.querySelectorAll(".row:not(.whole)")].find(r => r.querySelector("details > p a[href]"));
		window.row = [...document.querySelectorAll(".row")].indexOf(r);
		r.scrollIntoView({block: "center", behavior: "instant"});
		const box = r.querySelector("details").getBoundingClientRect();
		return [window.row, box.left + 5, box.top + box.height / 2];
	})()`)
	do(ctx, t, mouse(moved, at[1], at[2], false))
	if rows := eval[[]int](ctx, t, lit); len(rows) != 1 || rows[0] != int(at[0]) {
		t.Errorf("under the mouse is row %v, lit are %v", at[0], rows)
	}
	do(ctx, t, mouse(moved, 2, 2, false))
	eval[bool](ctx, t, `document.querySelectorAll(".row")[row].querySelector("details > p a[href]").focus(), true`)
	if rows := eval[[]int](ctx, t, lit); len(rows) != 1 || rows[0] != int(at[0]) {
		t.Errorf("the focus is in row %v, lit are %v", at[0], rows)
	}
}

// mouse is something that the mouse does at a place: with held, its button is
// down.
func mouse(kind input.DispatchMouseEventType, x, y float64, held bool) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		params := input.DispatchMouseEventParams{Type: kind, X: x, Y: y}
		if held {
			params.Button, params.Buttons, params.ClickCount = input.MouseButtonLeft, 1, 1
		}
		_, err := cdp.Call(ctx, t, input.DispatchMouseEvent, params)
		return err
	})
}

const (
	moved    = input.DispatchMouseEventTypeMouseMoved
	pressed  = input.DispatchMouseEventTypeMousePressed
	released = input.DispatchMouseEventTypeMouseReleased
)

// aSelectionStaysInItsColumn drags over several rows of a column and wants
// text of that language alone.
func aSelectionStaysInItsColumn(t *testing.T, browser context.Context, out string) {
	ctx, _ := tab(t, browser)
	do(ctx, t, look(1440, "light"), chromedp.Navigate("file://"+filepath.Join(out, "both/tcp.html")))
	settled(ctx, t, "[data-view=both]")
	for column, name := range []string{"zh-Hans", "en"} {
		at := eval[[]float64](ctx, t, fmt.Sprintf(`(() => {
			const plain = r => r && r.matches(".row:not(.whole)") && r.querySelector(":scope > div > p") && r.offsetHeight < 300;
			const first = [...document.querySelectorAll(".row")].find(r => plain(r) && plain(r.nextElementSibling));
			first.scrollIntoView({block: "center", behavior: "instant"});
			const box = r => r.children[%d].querySelector("p").getBoundingClientRect();
			const a = box(first), b = box(first.nextElementSibling);
			return [a.left + 3, a.top + 8, b.left + 60, b.bottom - 8];
		})()`, column))
		do(ctx, t, mouse(pressed, at[0], at[1], true), mouse(moved, at[2], at[3]-5, true), mouse(moved, at[2], at[3], true), mouse(released, at[2], at[3], true))
		text := eval[string](ctx, t, `getSelection().toString()`)
		han := strings.ContainsFunc(text, func(r rune) bool { return r >= 0x4e00 && r <= 0x9fff })
		if len(text) < 60 || han != (name == "zh-Hans") || name == "zh-Hans" && strings.Contains(text, " the ") {
			t.Errorf("%s: what is selected is %q", name, text)
		}
	}
}
