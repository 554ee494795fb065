package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// living is a page with a figure that has come to life.
type living struct {
	*testing.T
	ctx      context.Context
	messages func() []string
}

func open(t *testing.T, browser context.Context, address string, width int64, scheme string) living {
	t.Helper()
	ctx, messages := tab(t, browser)
	l := living{t, ctx, messages}
	l.do(look(width, scheme), chromedp.Navigate(address))
	l.ready()
	return l
}

// prelude names what the expressions of tests ask about: the first figure.
const prelude = `const box = document.querySelector("[data-live]"), group = box && box.querySelector("[data-drawing]"),
	svg = box && box.querySelector("[data-drawing] svg"), said = box && box.querySelector(".said"), outcome = box && box.querySelector(".outcome p"),
	bar = box && box.querySelector(".bar:last-child"), [previous, place, next, play, speed, header] = bar ? bar.children : [],
	lose = box && box.querySelector(".asks button"), undo = box && box.querySelector(".outcome button"),
	segment = n => svg.querySelector('[data-segment="' + n + '"]'), sheet = box && box.querySelector(".header"),
	style = e => getComputedStyle(e), shown = e => e && e.offsetHeight > 0;`

func (l living) do(actions ...chromedp.Action[chromedp.Void]) {
	l.Helper()
	if err := chromedp.Do(l.ctx, actions...); err != nil {
		l.Fatal(err)
	}
}

func (l living) ready() {
	l.Helper()
	l.is(`group.classList.contains("alive")`, true)
}

// ask evaluates an expression in the page, as JSON.
func (l living) ask(expression string) string {
	l.Helper()
	got, err := chromedp.Run(l.ctx, chromedp.Evaluate[string](fmt.Sprintf("(() => { %s return JSON.stringify(%s) || 'null'; })()", prelude, expression)))
	if err != nil {
		l.Fatal(expression, err)
	}
	return got
}

// is waits until an expression has a value: what a figure's own script brings
// comes when it is loaded.
func (l living) is(expression string, want any) {
	l.Helper()
	text, err := json.Marshal(want)
	if err != nil {
		l.Fatal(err)
	}
	wait := fmt.Sprintf(`new Promise(done => { let n = 0; const look = () => { %s
		let got; try { got = JSON.stringify(%s); } catch (e) { got = String(e); }
		if (got === %s || n++ > 60) done(got); else setTimeout(look, 50); }; look(); })`, prelude, expression, quoted(string(text)))
	got, err := chromedp.Run(l.ctx, chromedp.Evaluate[string](wait, chromedp.EvalAwaitPromise))
	for range 20 { // a page that is being left takes the question with it
		if err == nil || !strings.Contains(err.Error(), "navigated") {
			break
		}
		got, err = chromedp.Run(l.ctx, chromedp.Evaluate[string](wait, chromedp.EvalAwaitPromise))
	}
	if err != nil {
		l.Fatal(expression, err)
	}
	if diff := cmp.Diff(string(text), got); diff != "" {
		l.Errorf("%s: %s", expression, diff)
	}
}

func quoted(s string) string {
	text, _ := json.Marshal(s)
	return string(text)
}

func (l living) press(keys ...string) {
	l.Helper()
	for _, key := range keys {
		l.do(chromedp.KeyEvent(key))
	}
}

// run evaluates statements.
func (l living) run(statements string) {
	l.Helper()
	l.ask("(() => { " + statements + " })()")
}

func (l living) quiet() {
	l.Helper()
	for _, m := range l.messages() {
		l.Error(m)
	}
}

// media has the page be seen otherwise than on a screen, or by somebody with
// wishes.
func (l living) media(kind string, features ...*emulation.MediaFeature) {
	l.Helper()
	l.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: kind, Features: features})
		return err
	}))
}

// hover moves the mouse onto an element.
func (l living) hover(selector string) {
	l.Helper()
	var at [2]float64
	text := l.ask(fmt.Sprintf(`(e => { e.scrollIntoView({ block: "center", behavior: "instant" }); const b = e.getBoundingClientRect();
		return [b.x + b.width / 2, b.y + b.height / 2]; })(document.querySelector(%s))`, quoted(selector)))
	if err := json.Unmarshal([]byte(text), &at); err != nil {
		l.Fatal(err)
	}
	l.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: "mouseMoved", X: at[0], Y: at[1]})
		return err
	}))
}

// tap touches an element where it is.
func (l living) tap(selector string) {
	l.Helper()
	var at [2]float64
	text := l.ask(fmt.Sprintf(`(b => [b.x + b.width / 2, b.y + b.height / 2])(document.querySelector(%s).getBoundingClientRect())`, quoted(selector)))
	if err := json.Unmarshal([]byte(text), &at); err != nil {
		l.Fatal(err)
	}
	l.tapAt(at)
}

// tapAt touches a place of the window.
func (l living) tapAt(at [2]float64) {
	l.Helper()
	l.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		down := input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchStart, TouchPoints: []*input.TouchPoint{{X: at[0], Y: at[1]}}}
		if _, err := cdp.Call(ctx, t, input.DispatchTouchEvent, down); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, t, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: input.DispatchTouchEventTypeTouchEnd, TouchPoints: []*input.TouchPoint{}})
		return err
	}))
}
