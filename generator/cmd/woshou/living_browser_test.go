package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden/chromium"
	"woshou/diagrams/scenario"
	"woshou/diagrams/sentence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
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
	varied, problems := diagrams.Vary(diagrams.Source{Text: string(text)}, fault)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return varied
}

// TestLivingFigures plays with the figures of our own site.
func TestLivingFigures(t *testing.T) {
	window, dir := chromium.Window(t), ourSite(t)
	for name, test := range map[string]func(t *testing.T, window context.Context, dir string){
		"are stepped through":           steppedThrough,
		"and prose point at each other": pointAtEachOther,
		"suit their reader":             suitTheirReader,
		"ignore what is not there":      ignoreWhatIsNotThere,
		"are independent":               areIndependent,
		"keep their place":              keepTheirPlace,
		"are loaded after the page":     loadedAfterThePage,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, window, dir)
		})
	}
}

// steppedThrough does what a reader does, in both languages, on a phone and a
// desk, in light and dark: by keys, by buttons, into the header, and to a
// segment that is lost. Pages are opened from disk and from a host.
func steppedThrough(t *testing.T, window context.Context, dir string) {
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(server.Close)
	from := map[bool]string{true: "file://" + dir + "/", false: server.URL + "/"}
	for i, lang := range []string{"zh", "en"} {
		folder := map[string]string{"zh": "", "en": "en/"}[lang]
		for j, width := range []int64{360, 1440} {
			for k, scheme := range []string{"light", "dark"} {
				t.Run(fmt.Sprintf("%s/%d/%s", lang, width, scheme), func(t *testing.T) {
					t.Parallel()
					l := open(t, window, from[(i+j+k)%2 == 0]+folder+livingPage, width, scheme)
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
}

func (l living) stepByKeys(lang string) {
	l.Helper()
	base := handshakeRun(l.T, 0)
	l.is(`said.getAttribute("role")`, "status") // which is announced politely
	l.press(kb.ArrowRight, kb.End)              // of use inside a figure only
	l.is(`[said.textContent, location.hash]`, []string{"", ""})
	l.run(`group.focus()`)
	for n := 1; n <= 3; n++ {
		l.press(kb.ArrowRight)
		l.is(`said.textContent`, voice(lang).Step(base, n))
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
	l.is(`[...box.querySelectorAll(".play button:not([hidden] *)")].every(b => b.offsetHeight >= 24 && b.offsetWidth >= 24 && (b.textContent || b.title))`, true)
	l.run(`next.click(); next.click()`)
	l.is(`[...svg.querySelectorAll(".now[data-segment]")].map(g => +g.dataset.segment)`, []int{2})
	l.run(`previous.click()`)
	l.is(`[...svg.querySelectorAll(".now[data-segment]")].map(g => +g.dataset.segment)`, []int{1})
	l.run(`place.click()`)
	l.is(`svg.querySelectorAll(".now").length`, 0)
}

// readHeaders compares the grid with the trace, and what is marked with what
// has changed since the segment before in that direction.
func (l living) readHeaders() {
	l.Helper()
	base := handshakeRun(l.T, 0)
	octets := captured(l.T, base)
	l.is(`shown(sheet)`, false) // nobody asked yet
	l.run(`header.click(); group.focus()`)
	for n, s := range base.Messages {
		l.press(kb.ArrowRight)
		ack := uint32(0)
		if s.TCP.Ack != nil {
			ack = *s.TCP.Ack
		}
		flags := [8]int{}
		for i, flag := range strings.Fields("CWR ECE URG ACK PSH RST SYN FIN") {
			if s.HasFlag(flag) {
				flags[i] = 1
			}
		}
		l.is(`shown(sheet) && ["seq", "ack", "window"].map(f => sheet.querySelector("[data-field=" + f + "] b").textContent)`,
			[]string{fmt.Sprint(s.TCP.Seq), fmt.Sprint(ack), fmt.Sprint(s.TCP.Window)})
		l.is(`[...sheet.querySelectorAll("td[colspan='1'] b")].map(b => +b.textContent)`, flags)
		l.is(`[...sheet.querySelectorAll(".bits tr")].every(r => [...r.cells].reduce((w, c) => w + c.colSpan, 0) === 8)`, true)
		changed := []string{}
		if n == 2 {
			changed = []string{"seq", "ack", "ACK", "SYN"}
		}
		l.is(`[...sheet.querySelectorAll(".changed")].map(c => c.dataset.field)`, changed)
		l.is(`sheet.querySelector("code").textContent`, octets[n])
		l.is(`[...sheet.querySelectorAll("td span")].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)`, []string{}) // letters in their cells
	}
	l.is(`(b => [b.offsetWidth, b.offsetHeight])(sheet.querySelector(".head button"))`, []int{44, 44})
	l.press(kb.Escape)
	l.is(`[shown(sheet), header.getAttribute("aria-expanded"), said.textContent !== ""]`, []any{false, "false", true})
}

func (l living) loseSegment(lang string) {
	l.Helper()
	base, lost := handshakeRun(l.T, 0), handshakeRun(l.T, 3)
	l.run(`lose.click()`)                               // of the current segment, the third
	l.is(`said.textContent`, voice(lang).Step(lost, 3)) // the step stays
	l.is(`outcome.textContent`, voice(lang).Consequences(lost, base, trace.Lose, 3))
	l.is(`[svg.querySelectorAll("[data-segment]").length, segment(4).said, box.querySelectorAll(".before [data-segment]").length, box.querySelectorAll("[id]:is(.before *)").length]`,
		[]any{len(lost.Messages), voice(lang).Step(lost, 4), len(base.Messages), 0})
	l.is(`[...box.querySelectorAll(".same")].map(g => g.dataset.segment).join()`, "1,2,1,2")
	l.is(`lose.getAttribute("aria-pressed")`, "true")
	l.run(`group.focus()`)
	l.press(kb.ArrowRight)
	l.is(`[said.textContent, location.hash]`, []string{voice(lang).Step(lost, 4), "#fig:three-way-handshake:4,lose=3"})
	l.do(chromedp.Reload())
	l.ready()
	l.is(`[said.textContent, svg.querySelectorAll("[data-segment]").length]`, []any{voice(lang).Step(lost, 4), len(lost.Messages)})
	// It goes along to the other language, to both side by side, and back.
	other := map[string]string{"zh": "en", "en": "zh"}[lang]
	for _, view := range []string{`[data-language=` + other + `]`, `[data-view=both]`, `[data-language=` + lang + `]`} {
		l.do(chromedp.Click(`.languages ` + view))
		l.is(`[document.querySelector(".languages `+view+`").getAttribute("aria-current") !== null, location.hash.split(".")[0].split(",")[0]]`, []any{true, "#fig:three-way-handshake:4"})
		l.ready()
		reads := l.ask(`svg.getAttribute("lang").slice(0, 2)`)[1:3]
		l.is(`[said.textContent, outcome.textContent]`, []string{
			voice(reads).Step(lost, 4), voice(reads).Consequences(lost, base, trace.Lose, 3),
		})
	}
	l.run(`undo.click()`)
	l.press(kb.End, kb.Escape)
	l.is(`[outcome.textContent, svg.querySelectorAll("[data-segment]").length, location.hash, box.querySelectorAll("svg").length]`, []any{"", 3, "", 1})
}

// pointAtEachOther hovers and focuses both.
func pointAtEachOther(t *testing.T, window context.Context, dir string) {
	l := open(t, window, "file://"+filepath.Join(dir, livingPage), 1440, "light")
	const links = `[...document.querySelectorAll('a[data-step="three-way-handshake:2"], li[data-step="three-way-handshake:2"]')]`
	l.run(`document.querySelector('a[data-step="three-way-handshake:2"]').focus()`)
	l.is(`[segment(2).classList.contains("lit"), segment(1).classList.contains("lit")]`, []bool{true, false})
	l.run(`document.activeElement.blur()`)
	l.is(`document.querySelectorAll(".lit").length`, 0)
	l.hover(`li[data-step="three-way-handshake:2"]`)
	l.is(`segment(2).classList.contains("lit")`, true)
	l.hover(`[data-live] [data-segment="2"] .flags`)
	l.is(links+`.length > 1 && `+links+`.every(a => a.classList.contains("lit"))`, true)
	l.hover(`a[data-state="SYN-SENT"]`)
	l.is(`[...svg.querySelectorAll(".lit")].map(g => g.dataset.state)`, []string{"SYN-SENT"})
	l.is(`shown(sheet)`, false)

	// So does stepping, for those who use keys.
	l.run(`group.focus()`)
	l.press(kb.ArrowRight, kb.ArrowRight)
	l.is(links+`.every(a => a.classList.contains("here"))`, true)
	l.is(`[...document.querySelectorAll("a.here, li.here")].every(a => a.dataset.step === "three-way-handshake:2")`, true)
	l.press(kb.Escape)
	l.is(`document.querySelectorAll(".here").length`, 0)

	// A tap selects the segment and keeps its header open until Escape.
	l.do(chromedp.Click(`[data-live] [data-segment="3"] .flags`))
	l.is(`[shown(sheet), sheet.querySelector("[data-field=seq] b").textContent, segment(3).classList.contains("now")]`, []any{true, "101", true})
	l.is(`(() => { const hit = segment(1).querySelector(".hit"), scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
		return parseFloat(style(hit).strokeWidth) * scale >= 24; })()`, true)
	l.run(`group.focus()`)
	l.press(kb.Escape)
	l.is(`[shown(sheet), segment(3).classList.contains("now")]`, []bool{false, true})

	// A link in the prose leads to its step.
	l.run(`document.querySelector('a[data-step="three-way-handshake:1"]').click()`)
	l.is(`[location.hash, segment(1).classList.contains("now")]`, []any{"#fig:three-way-handshake:1", true})
	l.quiet()
}

// suitTheirReader: who wishes no motion, prints, or sees few colours.
func suitTheirReader(t *testing.T, window context.Context, dir string) {
	l := open(t, window, "file://"+filepath.Join(dir, livingPage), 1440, "light")
	l.is(`[style(segment(1)).transitionDuration !== "0s", shown(play)]`, []bool{true, true})
	l.media("screen", &emulation.MediaFeature{Name: "prefers-reduced-motion", Value: "reduce"})
	l.is(`[style(segment(1)).transitionDuration, shown(play)]`, []any{"0s", false})
	l.run(`header.click(); group.focus()`)
	l.press(kb.ArrowRight)
	l.is(`shown(sheet)`, true)

	l.media("screen", &emulation.MediaFeature{Name: "forced-colors", Value: "active"})
	l.press(kb.ArrowRight, kb.ArrowRight)
	l.is(`[sheet.querySelectorAll(".changed").length, style(sheet.querySelector(".changed")).outlineStyle]`, []any{4, "solid"})

	l.media("print")
	l.is(`[shown(box.querySelector(".bar")), shown(said), shown(sheet), shown(undo), +style(segment(3)).opacity]`, []any{false, false, false, false, 1})
	l.quiet()
}

// ignoreWhatIsNotThere: what no figure of the page has is left alone.
func ignoreWhatIsNotThere(t *testing.T, window context.Context, dir string) {
	for _, hash := range []string{
		"fig:nobody:2", "fig:three-way-handshake:99", "fig:three-way-handshake:2,lose=99", "fig:three-way-handshake:0,explode=1",
		"fig:three-way-handshake:2,duplicate=1", "%", "fig:%22]:1",
	} {
		l := open(t, window, "file://"+filepath.Join(dir, livingPage)+"#"+hash, 360, "dark")
		l.is(`[svg.querySelectorAll(".now").length, outcome.textContent]`, []any{0, ""})
		l.quiet()
	}
	l := open(t, window, "file://"+filepath.Join(dir, livingPage)+"#fig:three-way-handshake:2", 360, "dark")
	l.is(`[segment(2).classList.contains("now"), shown(sheet)]`, []bool{true, false})
}

// keepTheirPlace changes the language and back, with a figure in the window: it
// stands where it stood, at its step, and the address says no more than that.
func keepTheirPlace(t *testing.T, window context.Context, dir string) {
	for _, width := range []int64{360, 1440} {
		l := open(t, window, "file://"+filepath.Join(dir, "gallery", "close.html"), width, "light")
		l.media("screen", &emulation.MediaFeature{Name: "prefers-reduced-motion", Value: "reduce"})
		l.run(`const f = document.querySelectorAll("[data-live]")[2]; scrollBy({ top: f.getBoundingClientRect().top - 90, behavior: "instant" });
			f.querySelector(".next").click(); f.querySelector(".next").click()`)
		const stands = `(f => f.getBoundingClientRect().top)(document.querySelectorAll("[data-live]")[2])`
		was, top := strings.Trim(l.ask(`location.hash`), `"`), l.ask(stands)
		for _, lang := range []string{"en", "zh"} {
			l.run(`document.querySelector(".languages [data-language=` + lang + `]").click()`) // chromedp's own click scrolls
			l.is(`document.documentElement.lang.slice(0, 2)`, lang)
			l.ready()
			l.is(`[location.hash, document.querySelectorAll("[data-live]")[2].querySelector(".now[data-segment]").dataset.segment, Math.abs(`+stands+` - `+top+`) < 2]`, []any{was, "2", true})
		}
		l.quiet()
	}
}

// areIndependent holds that figures do not share their steps, on a page of two
// languages too; that the state diagram follows; and that what the development
// server puts anew comes to life.
func areIndependent(t *testing.T, window context.Context, dir string) {
	l := open(t, window, "file://"+filepath.Join(dir, "both", livingPage), 1440, "light")
	const second = `document.querySelector('[data-figure="simultaneous-open"]')`
	l.run(second + `.querySelector("[role=group]").focus()`)
	l.press(kb.ArrowRight, kb.ArrowRight)
	l.is(second+`.querySelectorAll("[data-segment].now").length`, 1)
	l.is(`svg.querySelectorAll(".now").length`, 0)
	l.is(`document.querySelectorAll("[data-live]").length === document.querySelectorAll(".play").length`, true)
	l.quiet()

	l = open(t, window, "file://"+filepath.Join(dir, "guide", "page.html"), 1440, "light")
	l.run(`group.focus()`)
	l.press(kb.ArrowRight)
	const marked = `[...new Set([...document.querySelectorAll("[data-figure=ways] [data-state].now")].map(g => g.dataset.state))].sort()`
	l.is(marked, []string{"SYN-RECEIVED", "SYN-SENT"})
	l.press(kb.Escape)
	l.is(marked, []string{})

	page, err := os.ReadFile(filepath.Join(dir, "guide", "page.html"))
	if err != nil {
		t.Fatal(err)
	}
	l.press(kb.ArrowRight, kb.ArrowRight)
	l.run(`const next = new DOMParser().parseFromString(` + quoted(string(page)) + `, "text/html");
		document.querySelector("main").replaceWith(document.adoptNode(next.querySelector("main")));
		document.dispatchEvent(new Event("woshou-swap"))`)
	l.is(`[segment(2).classList.contains("now"), box.querySelectorAll(".play").length]`, []any{true, 1})
	l.run(`header.click(); group.focus()`)
	l.press(kb.ArrowLeft)
	l.is(`shown(sheet) && sheet.querySelector("[data-field=seq] b").textContent`, "100")
	l.quiet()
}

// loadedAfterThePage counts what a reader waits for.
func loadedAfterThePage(t *testing.T, window context.Context, dir string) {
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	l := open(t, window, server.URL+"/tcp.html", 1440, "light")
	const early = `performance.getEntriesByType("resource").filter(r => r.startTime < performance.getEntriesByType("navigation")[0].loadEventStart && !/favicon/.test(r.name))
		.map(r => r.name.replace(/.*assets.([a-z-]+).*/, "$1")).sort()`
	l.is(early, []string{"check", "script", "style"})                                           // it has a check
	l.is(`performance.getEntriesByType("resource").some(r => /figures\//.test(r.name))`, false) // nobody asked yet

	// Nothing moves when the buttons come: their place was kept.
	for _, page := range []string{"/tcp.html", "/en/tcp.html"} {
		l := open(t, window, server.URL+page, 360, "light")
		l.is(`[...document.querySelectorAll("[data-live] > [data-drawing]")].every(g => Math.abs(g.offsetHeight - g.querySelector("svg").clientHeight - 110) <= 1)`, true)
		shift, err := chromedp.Run(l.ctx, chromedp.Evaluate[float64](`new Promise(done => new PerformanceObserver(list =>
			done(list.getEntries().reduce((sum, e) => sum + e.value, 0))).observe({ type: "layout-shift", buffered: true }) || setTimeout(() => done(0), 300))`, chromedp.EvalAwaitPromise))
		if err != nil || shift > .001 {
			t.Error(page, "moves by", shift, err)
		}
	}
}

func voice(lang string) sentence.Voice {
	return sentence.Voice{Words: words.Of(lang), Spell: trace.Underscores}
}
