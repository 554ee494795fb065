package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/golden/chromium"
	"woshou/diagrams/scenario"
	"woshou/diagrams/sentence"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
	"woshou/generator/build"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"
)

// captured are the octets of a run's TCP headers, "24 4d c0", as another
// program reads them in the capture file of the run.
func captured(t *testing.T, run *trace.Trace) (headers []string) {
	t.Helper()
	var file bytes.Buffer
	if err := diagrams.Draw(run, diagrams.Look{}.In("en")).Encode(&file, "pcapng"); err != nil {
		t.Fatal(err)
	}
	r, err := pcapgo.NewNgReader(&file, pcapgo.DefaultNgReaderOptions)
	if err != nil {
		t.Fatal(err)
	}
	for range run.Messages {
		data, _, err := r.ReadPacketData()
		if err != nil {
			t.Fatal(err)
		}
		tcp := gopacket.NewPacket(data, layers.LayerTypeEthernet, gopacket.Default).Layer(layers.LayerTypeTCP)
		headers = append(headers, fmt.Sprintf("% x", tcp.LayerContents()))
	}
	return headers
}

// heard is the accessibility tree of the first figure, as far as it is there to
// be heard: "role name" of each node, in order, without its text.
func (l living) heard() (nodes []string) {
	l.Helper()
	var all []*accessibility.Node
	l.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		tree, err := cdp.Call(ctx, t, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		if err == nil {
			all = tree.Nodes
		}
		return err
	}))
	byID := map[accessibility.NodeID]*accessibility.Node{}
	for _, n := range all {
		byID[n.NodeID] = n
	}
	var walk func(id accessibility.NodeID)
	walk = func(id accessibility.NodeID) {
		n := byID[id]
		if n == nil {
			return
		}
		if role := said(n.Role); !n.Ignored && !slices.Contains([]string{"StaticText", "InlineTextBox", "generic"}, role) {
			nodes = append(nodes, strings.TrimSpace(role+" "+said(n.Name)))
		}
		for _, child := range n.ChildIDs {
			walk(child)
		}
	}
	for _, n := range all {
		if said(n.Role) == "group" && !n.Ignored && said(n.Description) != "" {
			walk(n.NodeID)
			break
		}
	}
	return nodes
}

func said(v *accessibility.Value) (text string) {
	if v != nil {
		_ = json.Unmarshal(v.Value, &text) // what is no text has none
	}
	return text
}

// TestLivingFiguresAreHeard holds what a screen reader finds: names in the
// language of the page, for all that can be done.
func TestLivingFiguresAreHeard(t *testing.T) {
	window, dir := chromium.Window(t), ourSite(t)
	for page, want := range map[string][]string{
		"tcp.html": {"group 图 1 三次握手", "status", "image 三次握手", "group 逐步查看这幅图", "button 上一步", "button 下一步", "button 播放", "button 全图",
			"status", "button 假如第1段丢失", "paragraph"},
		"en/tcp.html": {"group Figure 1 Three-way handshake", "status", "image Three-way handshake", "group Step through this figure",
			"button Back", "button Next", "button Play", "button Show all", "status", "button What if 1 is lost", "paragraph"},
	} {
		l := open(t, window, "file://"+filepath.Join(dir, page), 1440, "light")
		if diff := cmp.Diff(want, l.heard()); diff != "" {
			t.Errorf("%s: %s", page, diff)
		}
	}
}

// TestLivingFiguresAreOneStop goes through a page by the tabulator key: a figure
// is one stop, and all of its buttons are reached from there by arrow keys.
func TestLivingFiguresAreOneStop(t *testing.T) {
	l := open(t, chromium.Window(t), "file://"+filepath.Join(ourSite(t), livingPage), 1440, "light")
	const inside = `[document.activeElement === group, group.contains(document.activeElement)]`
	l.run(`group.focus()`)
	l.is(`style(box.querySelector(".keys")).clipPath`, "none") // what keys there are
	l.press(kb.Tab)
	l.is(inside, []bool{false, false})
	l.press(kb.Shift + kb.Tab)
	l.run(`group.focus()`)
	reached := 0
	for range 5 {
		l.press(kb.ArrowDown)
		if l.ask(`document.activeElement.matches("button") && group.contains(document.activeElement)`) == "true" {
			reached++
		}
	}
	if reached != 5 {
		t.Error(reached, "buttons are reached by arrow keys, not 5")
	}
	l.press(kb.ArrowRight) // steps, wherever in the figure, and stays there
	l.is(`[document.activeElement === lose, lose.getAttribute("aria-label")]`, []any{true, "假如第1段丢失"})
	l.is(`[...svg.querySelectorAll("[data-segment].now")].map(g => +g.dataset.segment)`, []int{1})
	l.press(kb.Tab)
	l.is(inside, []bool{false, false})
	l.is(`[group, ...group.querySelectorAll("button")].filter(e => e.tabIndex === 0).map(e => e.localName)`, []string{"div"})
	l.run(`group.focus()`)
	l.press(kb.ArrowDown, kb.ArrowUp)
	l.is(inside, []bool{true, true})
	l.quiet()
}

// unusual is the site of testdata/living: figures in unusual places.
func unusual(t *testing.T) string {
	t.Helper()
	out := t.TempDir()
	_, problems, err := build.Build(context.Background(), build.Options{Site: "testdata/living", Out: out, Strict: true})
	if err != nil || len(problems) > 0 {
		t.Fatal(problems, err)
	}
	return "file://" + out + "/index.html"
}

// TestHeadersStayInTheWindow taps on segments of a figure that is longer than a
// phone: the header is in view whole, above or below its segment.
func TestHeadersStayInTheWindow(t *testing.T) {
	l := open(t, chromium.Window(t), unusual(t), 360, "dark")
	l.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
		return err
	}))
	l.is(`buttons[1].offsetHeight >= 44 && buttons[1].offsetWidth >= 44`, true)
	const inView = `(r => r.top >= 0 && r.left >= 0 && r.right <= innerWidth && r.bottom <= innerHeight)`
	for _, height := range []int64{480, 900} {
		l.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 360, Height: height, DeviceScaleFactor: 1, Mobile: true})
			return err
		}))
		for _, n := range []string{"1", "6", "14", "29"} {
			for _, y := range []string{"90", "240"} {
				l.press(kb.Escape) // what the last tap has opened
				l.run(`scrollBy({ top: segment(` + n + `).querySelector(".flags").getBoundingClientRect().y - ` + y + `, behavior: "instant" })`)
				l.tap(`[data-live] [data-segment="` + n + `"] .flags`)
				l.is(`shown(floating) && floating.querySelector("[data-field=seq]") !== null && `+inView+`(floating.getBoundingClientRect())`, true)
			}
		}
	}
	// The buttons of a figure that is longer than the window are in view.
	l.press(kb.Escape, kb.Escape)
	l.run(`buttons[3].click(); segment(12).scrollIntoView({ block: "center", behavior: "instant" })`)
	l.is(`[group.classList.contains("at-work"), `+inView+`(buttons[1].getBoundingClientRect())]`, []bool{false, true})
	l.quiet()
}

// TestFoldedFiguresOpen goes to a step of a figure inside a closed box.
func TestFoldedFiguresOpen(t *testing.T) {
	l := open(t, chromium.Window(t), unusual(t)+"#fig:folded:2", 1440, "light")
	l.is(`[...document.querySelectorAll("[data-figure=folded] [data-segment].now")].map(g => [g.dataset.segment, g.getBoundingClientRect().height > 0])`, []any{[]any{"2", true}})
	l.is(`document.querySelectorAll("[data-figure=folded] [data-segment].later").length`, 1)
	l.is(`document.querySelectorAll("[data-figure=none] .asks button").length`, 0)
	l.quiet()
}

// TestHeadersStayWhilePointedAt holds that a header can be pointed at itself,
// goes when the mouse has left, and that its octets can be copied.
func TestHeadersStayWhilePointedAt(t *testing.T) {
	l := open(t, chromium.Window(t), "file://"+filepath.Join(ourSite(t), livingPage), 1440, "light")
	octets := captured(t, handshakeRun(t, 0))
	l.hover(`[data-live] [data-segment="2"] .flags`)
	l.is(`shown(floating) && floating.querySelector("code").textContent`, octets[1])
	l.hover(`[data-live] .floating code`)
	l.run(`window.rested = 0; setTimeout(() => window.rested = 1, 800)`) // twice what it takes to go
	l.is(`window.rested`, 1)
	l.is(`shown(floating)`, true)
	const copies = `floating.querySelector(".octets button").click()`
	l.run(`navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }; ` + copies)
	l.is(`window.copied`, octets[1])
	l.run(`Object.defineProperty(navigator, "clipboard", { value: undefined }); // as some browsers have it on a page from disk
		document.execCommand = () => { window.selected = String(getSelection()); return true; }; ` + copies)
	l.is(`window.selected`, octets[1])
	l.hover(`h1`)
	l.is(`shown(floating)`, false)
	l.quiet()
}

// TestWhatCannotBeAskedIsSaid looks at a figure that begins with a lost
// segment: it asks about the next, and says why about the first.
func TestWhatCannotBeAskedIsSaid(t *testing.T) {
	l := open(t, chromium.Window(t), "file://"+filepath.Join(ourSite(t), "en/gallery/loss.html"), 360, "light")
	l.is(`[box.dataset.figure, lose.getAttribute("aria-label")]`, []string{"fin-lost", "What if 2 is lost"})
	l.run(`group.focus()`)
	l.press(kb.Home)
	l.is(`box.querySelector(".asks").textContent`, "Segment 1 is lost as it is.")
	l.press(kb.ArrowRight)
	l.is(`[lose.textContent, box.querySelector(".asks .number").textContent]`, []string{"lost", "2"})
	l.quiet()
}

// TestFaultsThatAuthorsAllow tries each kind of fault on a phone: the answer is
// that of the machine, is in the address, and is found there again.
func TestFaultsThatAuthorsAllow(t *testing.T) {
	const text = "server listen\nclient connect\n" // as in testdata/living
	base, problems := diagrams.Run("", text)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	const try = `document.querySelector("[data-figure=try]")`
	l := open(t, chromium.Window(t), unusual(t), 360, "light")
	l.is(try+`.querySelector(".asks").offsetHeight`, 36) // all in one row
	for i, kind := range []scenario.FaultKind{scenario.Lose, scenario.Duplicate, scenario.Delay} {
		fault, err := diagrams.FaultOn(base, 2, kind)
		if err != nil {
			t.Fatal(err)
		}
		varied, problems := diagrams.Vary(text, fault)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		says := sentence.Voice{Words: words.Of("en"), Spell: trace.Underscores}.Consequences(varied, base, trace.Kind(kind), 2)
		l.run(try + `.querySelector(".next").click(); ` + try + `.querySelector(".next").click()`)
		l.is(try+`.querySelectorAll(".asks button").length`, 3)
		l.run(try + `.querySelectorAll(".asks button")[` + strconv.Itoa(i) + `].click()`)
		l.is(`[`+try+`.querySelector(".outcome p").textContent, location.hash]`, []string{says, "#fig:try:0," + string(kind) + "=2"})
		l.do(chromedp.Reload())
		l.ready()
		l.is(`[`+try+`.querySelector(".outcome p").textContent, `+try+`.querySelectorAll("[data-segment]").length]`, []any{says, len(varied.Messages)})
		l.run(try + `.querySelector(".outcome button").click()`)
		l.is(`[`+try+`.querySelectorAll("[data-segment]").length, location.hash]`, []any{len(base.Messages), ""})
	}
	l.quiet()
}
