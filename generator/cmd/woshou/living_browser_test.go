package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/scenario"
	"woshou/diagrams/trace"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
)

// The figure that the tests play with is the first of this page.
const livingPage = "tcp.html"

// handshakeRun is what that figure shows, and the same without one segment.
func handshakeRun(t *testing.T, lost int) *trace.Trace {
	t.Helper()
	text, err := os.ReadFile("../../../content/scenarios/three-way-handshake.scenario")
	if err != nil {
		t.Fatal(err)
	}
	base, problems := diagrams.Run("", string(text))
	if len(problems) > 0 || lost == 0 {
		return base
	}
	fault, err := diagrams.FaultOn(base, lost, scenario.Lose)
	if err != nil {
		t.Fatal(err)
	}
	varied, problems := diagrams.Vary(string(text), fault)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return varied
}

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
const prelude = `const box = document.querySelector("[data-live]"), group = box && box.querySelector("[role=group]"),
	svg = box && box.querySelector("svg"), said = box && box.querySelector(".said"), outcome = box && box.querySelector(".outcome"),
	segment = n => svg.querySelector('[data-segment="' + n + '"]'), docked = box && box.querySelector(".docked"),
	floating = box && box.querySelector(".floating"), style = e => getComputedStyle(e), shown = e => e && e.offsetHeight > 0;`

func (l living) do(actions ...chromedp.Action[chromedp.Void]) {
	l.Helper()
	if err := chromedp.Do(l.ctx, actions...); err != nil {
		l.Fatal(err)
	}
}

func (l living) ready() {
	l.Helper()
	l.do(chromedp.WaitVisible("[data-live] .play"))
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

// TestFigureIsSteppedThrough does what a reader does, in both languages, on a
// phone and a desk, in light and dark: by keys, by buttons, into the header,
// and to a segment that is lost. Pages are opened from disk and from a host.
func TestFigureIsSteppedThrough(t *testing.T) {
	chromium := browser(t)
	dir := ourSite(t)
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	from := map[bool]string{true: "file://" + dir + "/", false: server.URL + "/"}
	for i, lang := range []string{"zh", "en"} {
		folder := map[string]string{"zh": "", "en": "en/"}[lang]
		for j, width := range []int64{360, 1440} {
			scheme := []string{"light", "dark"}[(i+j)%2]
			t.Run(fmt.Sprintf("%s/%d/%s", lang, width, scheme), func(t *testing.T) {
				l := open(t, chromium, from[j == 0]+folder+livingPage, width, scheme)
				l.stepByKeys(lang)
				l.stepByButtons()
				l.readHeaders()
				l.loseSegment(lang)
				l.is(`document.documentElement.scrollWidth <= document.documentElement.clientWidth`, true)
				l.quiet()
			})
		}
	}
}

func (l living) stepByKeys(lang string) {
	l.Helper()
	base := handshakeRun(l.T, 0)
	l.is(`[group.tabIndex, box.querySelectorAll("svg [tabindex]").length, group.getAttribute("aria-label") !== ""]`, []any{0, 0, true})
	l.is(`said.getAttribute("role")`, "status") // which is announced politely
	l.run(`group.focus()`)
	for n := 1; n <= 3; n++ {
		l.press(kb.ArrowRight)
		l.is(`said.textContent`, base.Sentence(n, lang, trace.Underscores))
		l.is(`[...svg.querySelectorAll("[data-segment].now")].map(g => +g.dataset.segment)`, []int{n})
		l.is(`[...svg.querySelectorAll("[data-segment].later")].map(g => +g.dataset.segment)`, []int{1, 2, 3}[n:])
		states := base.Step(n).States
		l.is(`[...svg.querySelectorAll("[data-state].now")].map(g => g.dataset.state)`, states[:])
	}
	l.press(kb.Home)
	l.is(`parseFloat(style(segment(1).querySelector(".message")).strokeWidth) > 3`, true)
	l.is(`(o => o > .1 && o < .5)(+style(segment(3)).opacity)`, true) // dim, never hidden
	l.is(`location.hash`, "#fig:three-way-handshake:1")
	l.press(kb.End)
	l.is(`location.hash`, "#fig:three-way-handshake:3")
	l.press(kb.ArrowLeft, kb.Escape)
	l.is(`[said.textContent, svg.querySelectorAll(".later, .now, .past").length, location.hash, document.activeElement === group]`, []any{"", 0, "", true})
}

func (l living) stepByButtons() {
	l.Helper()
	l.is(`[...box.querySelectorAll(".play button:not([hidden])")].every(b => b.offsetHeight >= 24 && b.offsetWidth >= 24 && b.textContent)`, true)
	l.run(`box.querySelectorAll(".play button")[1].click(); box.querySelectorAll(".play button")[1].click()`)
	l.is(`[...svg.querySelectorAll(".now[data-segment]")].map(g => +g.dataset.segment)`, []int{2})
	l.run(`box.querySelectorAll(".play button")[0].click()`)
	l.is(`[...svg.querySelectorAll(".now[data-segment]")].map(g => +g.dataset.segment)`, []int{1})
	l.run(`box.querySelectorAll(".play button")[3].click()`)
	l.is(`svg.querySelectorAll(".now").length`, 0)
}

// readHeaders compares the grid with the trace, and what is marked with what
// has changed since the segment before in that direction.
func (l living) readHeaders() {
	l.Helper()
	base := handshakeRun(l.T, 0)
	l.run(`group.focus()`)
	for n, s := range base.Segments {
		l.press(kb.ArrowRight)
		ack := uint32(0)
		if s.Ack != nil {
			ack = *s.Ack
		}
		flags := [8]int{}
		for i, flag := range strings.Fields("CWR ECE URG ACK PSH RST SYN FIN") {
			if strings.Contains(","+s.Flags+",", ","+flag+",") {
				flags[i] = 1
			}
		}
		l.is(`shown(docked) && ["seq", "ack", "window"].map(f => docked.querySelector("[data-field=" + f + "] b").textContent)`,
			[]string{fmt.Sprint(s.Seq), fmt.Sprint(ack), fmt.Sprint(s.Window)})
		l.is(`[...docked.querySelectorAll("td[colspan='1'] b")].map(b => +b.textContent)`, flags)
		l.is(`[...docked.querySelectorAll(".bits tr:not([aria-hidden])")].every(r => [...r.cells].reduce((w, c) => w + c.colSpan, 0) === 32)`, true)
		changed := []string{}
		if n == 2 {
			changed = []string{"seq", "ack", "offset", "ACK", "SYN", "checksum"}
		}
		l.is(`[...docked.querySelectorAll(".changed")].map(c => c.dataset.field)`, changed)
		l.is(`docked.querySelector("code").textContent.split(" ").length / 4`, map[bool]int{true: 6, false: 5}[len(s.Options) > 0])
	}
}

func (l living) loseSegment(lang string) {
	l.Helper()
	base, lost := handshakeRun(l.T, 0), handshakeRun(l.T, 3)
	before := l.ask(`svg.outerHTML`)
	l.run(`docked.querySelector(".bar button").click()`)
	l.is(`outcome.textContent`, lost.Consequences(base, trace.Lose, 3, lang, trace.Underscores))
	l.is(`[svg.querySelectorAll("[data-segment]").length, segment(4).said, document.activeElement === group]`,
		[]any{len(lost.Segments), lost.Sentence(4, lang, trace.Underscores), true})
	l.press(kb.ArrowRight, kb.ArrowRight, kb.ArrowRight, kb.ArrowRight)
	l.is(`[said.textContent, location.hash]`, []string{lost.Sentence(4, lang, trace.Underscores), "#fig:three-way-handshake:4,lose=3"})
	l.do(chromedp.Reload())
	l.ready()
	l.is(`[said.textContent, svg.querySelectorAll("[data-segment]").length]`, []any{lost.Sentence(4, lang, trace.Underscores), len(lost.Segments)})
	other := map[string]string{"zh": "en", "en": "zh"}[lang]
	l.do(chromedp.Click(`.languages [data-language=` + other + `]`))
	l.is(`document.documentElement.lang.slice(0, 2)`, other)
	l.ready()
	l.is(`[said.textContent, outcome.textContent]`, []string{
		lost.Sentence(4, other, trace.Underscores), lost.Consequences(base, trace.Lose, 3, other, trace.Underscores),
	})
	l.do(chromedp.Click(`.languages [data-language=` + lang + `]`))
	l.is(`document.documentElement.lang.slice(0, 2)`, lang)
	l.ready()
	l.is(`said.textContent`, lost.Sentence(4, lang, trace.Underscores))
	l.run(`[...box.querySelectorAll(".play .bar button")].pop().click(); group.focus()`)
	l.press(kb.End, kb.Escape)
	l.is(`[outcome.textContent, svg.querySelectorAll("[data-segment]").length, location.hash]`, []any{"", 3, ""})
	if after := l.ask(`svg.outerHTML`); len(after) < len(before)/2 {
		l.Error("the figure did not come back")
	}
}

// TestProseAndFigurePointAtEachOther hovers and focuses both.
func TestProseAndFigurePointAtEachOther(t *testing.T) {
	l := open(t, browser(t), "file://"+filepath.Join(ourSite(t), livingPage), 1440, "light")
	const links = `[...document.querySelectorAll('a[data-step="three-way-handshake:2"], li[data-step="three-way-handshake:2"]')]`
	l.run(`document.querySelector('a[data-step="three-way-handshake:2"]').focus()`)
	l.is(`[segment(2).classList.contains("lit"), segment(1).classList.contains("lit")]`, []bool{true, false})
	l.run(`document.activeElement.blur()`)
	l.is(`document.querySelectorAll(".lit").length`, 0)
	l.hover(`li[data-step="three-way-handshake:2"]`)
	l.is(`segment(2).classList.contains("lit")`, true)
	l.hover(`[data-live] [data-segment="2"] .flags`)
	l.is(links+`.length > 1 && `+links+`.every(a => a.classList.contains("lit"))`, true)
	l.is(`[shown(floating), floating.querySelector("[data-field=seq] b").textContent]`, []any{true, "300"})
	l.press(kb.Escape) // the focus is elsewhere: nothing is ours
	l.hover(`a[data-state="SYN-SENT"]`)
	l.is(`[...svg.querySelectorAll(".lit")].map(g => g.dataset.state)`, []string{"SYN-SENT"})
	l.is(`shown(floating)`, false)

	// A tap selects the segment and keeps its header open until Escape.
	l.do(chromedp.Click(`[data-live] [data-segment="3"] .flags`))
	l.is(`[shown(floating), floating.querySelector("[data-field=seq] b").textContent, segment(3).classList.contains("now")]`, []any{true, "101", true})
	l.is(`(() => { const hit = segment(1).querySelector(".hit"), scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
		return parseFloat(style(hit).strokeWidth) * scale >= 24; })()`, true)
	l.run(`group.focus()`)
	l.press(kb.Escape)
	l.is(`[shown(floating), segment(3).classList.contains("now")]`, []bool{false, true})

	// A link in the prose leads to its step.
	l.run(`document.querySelector('a[data-step="three-way-handshake:1"]').click()`)
	l.is(`[location.hash, segment(1).classList.contains("now")]`, []any{"#fig:three-way-handshake:1", true})
	l.quiet()
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
