package main

import (
	"context"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams/golden/chromium"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// deckState is which slides are seen, and what the address says.
const deckState = `[...document.querySelectorAll("section")].filter(s => getComputedStyle(s).display !== "none").map(s => s.id).join() + location.hash + (document.documentElement.classList.contains("notes") ? " notes" : "")`

// A deck runs from disk: keys turn its slides, notes come and go, the address
// holds the place, and nothing is asked for but the file itself.
func TestDeckRunsFromDisk(t *testing.T) {
	window := chromium.Window(t)
	dir := t.TempDir()
	if status := run(t.Context(), []string{"export", filepath.Join(ourContent, "scenarios", "three-way-handshake.scenario"), "-o", dir, "--format", "html", "--lang", "zh"}); status != 0 {
		t.Fatal("export ends with", status)
	}
	ctx, messages := tab(t, window)
	address := (&url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(dir, "three-way-handshake.zh.html"))}).String()
	do(ctx, t, chromedp.Navigate(address))
	for _, c := range []struct{ key, want string }{
		{"", "1"}, {kb.ArrowRight, "2#2"}, {" ", "3#3"}, {kb.PageUp, "2#2"}, {kb.End, "5#5"}, {kb.ArrowRight, "5#5"}, {"n", "5#5 notes"}, {"n", "5#5"}, {kb.Home, "1#1"},
	} {
		if c.key != "" {
			do(ctx, t, chromedp.KeyEvent(c.key))
		}
		if got := eval[string](ctx, t, deckState); got != c.want {
			t.Errorf("after %q: %s, want %s", c.key, got, c.want)
		}
	}
	eval[string](ctx, t, `document.querySelector("[data-turn='1']").click(), ""`)
	if got := eval[string](ctx, t, deckState); got != "2#2" {
		t.Errorf("after the button: %s", got)
	}
	turnsUnderTheHand(ctx, t)
	if asked := eval[int](ctx, t, `performance.getEntriesByType("resource").length`); asked != 0 {
		t.Errorf("the deck asks for %d other files", asked)
	}
	if said := messages(); len(said) > 0 {
		t.Errorf("the console says %q", said)
	}
	pdf := printedOn(ctx, t, true)
	if pages := strings.Count(string(pdf), "/Type /Page\n"); pages != 5 {
		t.Errorf("on paper it has %d pages", pages)
	}
}

// turnsUnderTheHand clicks on a slide, and wipes across it: in the left third goes
// back, elsewhere on, and what is not done to turn it leaves it.
func turnsUnderTheHand(ctx context.Context, t *testing.T) {
	t.Helper()
	width := eval[float64](ctx, t, `innerWidth`)
	click := func(x float64) chromedp.Action[chromedp.Void] {
		return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			return chromedp.Do(ctx, mouse(pressed, x, 200, true), mouse(released, x, 200, true))
		})
	}
	for _, c := range []struct {
		what string
		act  chromedp.Action[chromedp.Void]
		want string
	}{
		{"a click on the right", click(width * .8), "3#3"}, {"a click on the left", click(width * .1), "2#2"}, {"a click in the middle", click(width * .5), "3#3"},
		{"a wipe to the right", wipe(width*.4, width*.6), "2#2"}, {"a wipe to the left", wipe(width*.6, width*.4), "3#3"},
		{"a finger that trembles", wipe(width*.6, width*.6-30), "3#3"},
	} {
		do(ctx, t, c.act)
		eval[bool](ctx, t, `new Promise(done => requestAnimationFrame(() => setTimeout(done, 0, true)))`) // it may be on its way
		if got := eval[string](ctx, t, deckState); got != c.want {
			t.Errorf("after %s: %s, want %s", c.what, got, c.want)
		}
	}
}

// wipe moves a finger across the page.
func wipe(from, to float64) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		for _, at := range []struct {
			kind  input.DispatchTouchEventType
			touch []*input.TouchPoint
		}{
			{input.DispatchTouchEventTypeTouchStart, []*input.TouchPoint{{X: from, Y: 200}}},
			{input.DispatchTouchEventTypeTouchMove, []*input.TouchPoint{{X: to, Y: 200}}},
			{input.DispatchTouchEventTypeTouchEnd, []*input.TouchPoint{}},
		} {
			if _, err := cdp.Call(ctx, t, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: at.kind, TouchPoints: at.touch}); err != nil {
				return err
			}
		}
		return nil
	})
}

// printedOn is the page as a PDF, on sheets of the size that it asks for, or on
// those of A4.
func printedOn(ctx context.Context, t *testing.T, own bool) (pdf []byte) {
	t.Helper()
	do(ctx, t, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		printed, err := cdp.Call(ctx, target, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &own, PaperWidth: 8.27, PaperHeight: 11.69})
		pdf = printed.Data
		return err
	}))
	return pdf
}
