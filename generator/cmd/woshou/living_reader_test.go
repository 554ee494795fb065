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
		"tcp.html": {"group 图 1 三次握手", "status", "image 三次握手", "status", "button 假如第1步丢失", "button 全屏", "group 逐步查看这幅图",
			"button 上一步", "button 0／3 全图", "button 下一步", "button 播放", "button 速度 1×", "button 首部", "paragraph"},
		"en/tcp.html": {"group Figure 1 Three-way handshake", "status", "image Three-way handshake", "status", "button What if 1 is lost",
			"button Whole screen", "group Step through this figure", "button Back", "button 0/3 Show all", "button Next", "button Play",
			"button Speed 1×", "button Header", "paragraph"},
	} {
		l := open(t, window, "file://"+filepath.Join(dir, page), 1440, "light")
		if diff := cmp.Diff(want, l.heard()); diff != "" {
			t.Errorf("%s: %s", page, diff)
		}
	}
}

// TestLivingFiguresAreReachedByTab goes through a figure by the tabulator key:
// the figure itself, where arrow keys step, then each of its controls.
func TestLivingFiguresAreReachedByTab(t *testing.T) {
	l := open(t, chromium.Window(t), "file://"+filepath.Join(ourSite(t), livingPage), 1440, "light")
	l.run(`group.focus()`)
	l.is(`style(box.querySelector(".keys")).clipPath`, "none") // what keys there are
	for _, control := range []string{"lose", `box.querySelector(".enlarge")`, "previous", "place", "next", "play", "speed", "header"} {
		l.press(kb.Tab)
		l.is(`document.activeElement === `+control, true)
	}
	l.press(kb.Tab)
	l.is(`group.contains(document.activeElement)`, false)
	l.run(`lose.focus()`)
	l.press(kb.ArrowRight) // steps, wherever in the figure, and stays there
	l.is(`[document.activeElement === lose, lose.getAttribute("aria-label")]`, []any{true, "假如第1步丢失"})
	l.is(`[...svg.querySelectorAll("[data-segment].now")].map(g => +g.dataset.segment)`, []int{1})
	l.run(`speed.focus()`)
	l.press(kb.Enter)
	l.is(`[document.activeElement === speed, speed.textContent]`, []any{true, "2×"})
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

// touch makes the pointer a finger.
func (l living) touch() {
	l.Helper()
	l.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
		return err
	}))
}

// inView is a function that says whether a box is in the window.
const inView = `(r => r.top >= 0 && r.left >= 0 && r.right <= innerWidth && r.bottom <= innerHeight)`

// TestHeadersStayInTheWindow taps on segments of a figure that is longer than a
// phone: the header is in view whole and covers no button.
func TestHeadersStayInTheWindow(t *testing.T) {
	l := open(t, chromium.Window(t), unusual(t), 360, "dark")
	l.touch()
	l.is(`next.offsetHeight >= 44 && next.offsetWidth >= 44`, true)
	for _, height := range []int64{480, 900} {
		l.do(chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
			_, err := cdp.Call(ctx, t, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: 360, Height: height, DeviceScaleFactor: 1, Mobile: true})
			return err
		}))
		for _, n := range []string{"1", "6", "14", "29"} {
			l.press(kb.Escape, kb.Escape) // what the last tap has opened
			l.run(`scrollBy({ top: segment(` + n + `).querySelector(".flags").getBoundingClientRect().y - 90, behavior: "instant" })`)
			l.tap(`[data-live] [data-segment="` + n + `"] .flags`)
			l.is(`shown(sheet) && sheet.querySelector("[data-field=seq]") !== null && `+inView+`(sheet.getBoundingClientRect())
				&& !(sheet.getBoundingClientRect().bottom > said.getBoundingClientRect().top && sheet.getBoundingClientRect().top < bar.getBoundingClientRect().bottom)`, true)
		}
	}
	// The buttons of a figure that is longer than the window are in view.
	l.press(kb.Escape, kb.Escape)
	l.run(`place.click(); segment(12).scrollIntoView({ block: "center", behavior: "instant" })`)
	l.is(`[group.classList.contains("at-work"), `+inView+`(next.getBoundingClientRect())]`, []any{false, true})
	l.quiet()
}

// TestButtonsStayUnderTheHand touches one spot of a figure until its end, at
// three widths, in figures short and long, wherever these stand in the window:
// each touch makes one step.
func TestButtonsStayUnderTheHand(t *testing.T) {
	window, dir := chromium.Window(t), ourSite(t)
	for _, page := range []string{"file://" + filepath.Join(dir, livingPage), unusual(t)} {
		for _, width := range []int64{360, 768, 1440} {
			for _, at := range []int{200, 450, 840} { // of the buttons
				l := open(t, window, page, width, "light")
				l.touch()
				l.run(`scrollBy({ top: next.getBoundingClientRect().y - ` + strconv.Itoa(at) + `, behavior: "instant" })`)
				var spot [2]float64
				if err := json.Unmarshal([]byte(l.ask(`(b => [b.x + b.width / 2, b.y + b.height / 2])(next.getBoundingClientRect())`)), &spot); err != nil {
					t.Fatal(err)
				}
				last := l.ask(`svg.querySelectorAll("[data-segment]").length`)
				for n := 1; strconv.Itoa(n-1) != last; n++ {
					l.tapAt(spot)
					l.is(`+svg.querySelector(".now[data-segment]").dataset.segment`, n)
				}
				l.run(`header.click()`)
				l.is(`shown(sheet.querySelector("table")) && document.elementFromPoint(`+fmt.Sprintf("%v, %v", spot[0], spot[1])+`).closest("button") === next`, true)
				l.quiet()
			}
		}
	}
}

// TestFoldedFiguresOpen goes to a step of a figure inside a closed box.
func TestFoldedFiguresOpen(t *testing.T) {
	l := open(t, chromium.Window(t), unusual(t)+"#fig:folded:2", 1440, "light")
	l.is(`[...document.querySelectorAll("[data-figure=folded] [data-segment].now")].map(g => [g.dataset.segment, g.getBoundingClientRect().height > 0])`, []any{[]any{"2", true}})
	l.is(`document.querySelectorAll("[data-figure=folded] [data-segment].later").length`, 1)
	l.is(`document.querySelectorAll("[data-figure=none] .asks button").length`, 0)
	l.quiet()
}

// TestHeadersCanBeCopied copies the octets of a header.
func TestHeadersCanBeCopied(t *testing.T) {
	l := open(t, chromium.Window(t), "file://"+filepath.Join(ourSite(t), livingPage), 1440, "light")
	octets := captured(t, handshakeRun(t, 0))
	l.do(chromedp.Click(`[data-live] [data-segment="2"] .flags`))
	l.is(`shown(sheet) && sheet.querySelector("code").textContent`, octets[1])
	const copies = `sheet.querySelector(".octets button").click()`
	l.run(`navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }; ` + copies)
	l.is(`window.copied`, octets[1])
	l.run(`Object.defineProperty(navigator, "clipboard", { value: undefined }); // as some browsers have it on a page from disk
		document.execCommand = () => { window.selected = String(getSelection()); return true; }; ` + copies)
	l.is(`window.selected`, octets[1])
	l.quiet()
}

// TestWhatCannotBeAskedIsSaid looks at a figure that begins with a lost
// segment: it asks about the next, and says why about the first.
func TestWhatCannotBeAskedIsSaid(t *testing.T) {
	l := open(t, chromium.Window(t), "file://"+filepath.Join(ourSite(t), "en/gallery/loss.html"), 360, "light")
	l.is(`[box.dataset.figure, lose.getAttribute("aria-label")]`, []string{"fin-lost", "What if 2 is lost"})
	l.run(`group.focus()`)
	l.press(kb.Home)
	l.is(`box.querySelector(".asks").textContent`, "Step 1 is lost already in this run.")
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
	l.is(try+`.querySelector(".asking").offsetHeight <= 80`, true)
	for i, kind := range []scenario.FaultKind{scenario.Lose, scenario.Duplicate, scenario.Delay} {
		fault, err := diagrams.FaultOn(base, 2, kind)
		if err != nil {
			t.Fatal(err)
		}
		varied, problems := diagrams.Vary(diagrams.Source{Text: text}, fault)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		says := sentence.Voice{Words: words.Of("en"), Spell: trace.Underscores}.Consequences(varied, base, trace.Kind(kind), 2)
		l.run(try + `.querySelector(".next").click()`)
		l.run(try + `.querySelector(".next").click()`)
		l.is(try+`.querySelectorAll(".asks button").length`, 3)
		l.run(try + `.querySelectorAll(".asks button")[` + strconv.Itoa(i) + `].click()`)
		l.is(`[`+try+`.querySelector(".outcome p").textContent, location.hash]`, []string{says, "#fig:try:2," + string(kind) + "=2"})
		l.do(chromedp.Reload())
		l.ready()
		l.is(`[`+try+`.querySelector(".outcome p").textContent, `+try+`.querySelectorAll(".varied [data-segment]").length]`, []any{says, len(varied.Messages)})
		l.run(try + `.querySelector(".outcome button").click()`)
		l.is(`[`+try+`.querySelectorAll("[data-segment]").length, location.hash]`, []any{len(base.Messages), "#fig:try:2"})
		l.run(try + `.querySelector(".place").click()`)
	}
	l.quiet()
}

// TestCrashesAndChoicesOfProtocols has the coordinator of a two-phase commit die, and a
// participant vote otherwise: each is beside the run as it was, and in the address.
func TestCrashesAndChoicesOfProtocols(t *testing.T) {
	const box = `document.querySelector("[data-figure=two-phase-commit-yes]")`
	l := open(t, chromium.Window(t), "file://"+filepath.Join(ourSite(t), "en/protocols/two-phase-commit.html"), 360, "light")
	l.is(box+`.querySelectorAll(".asks button").length`, 2) // choices come with the figure's data
	l.run(box + `.querySelector(".next").click()`)
	l.run(box + `.querySelector(".next").click()`)
	l.is(`Array.from(`+box+`.querySelectorAll(".asks button"), b => b.textContent)`, []string{
		"lost", "its sender’s last word", "Participant 1 with vote no", "Participant 2 with vote no"})
	l.run(box + `.querySelector(".next").click()`)
	l.run(box + `.querySelector(".next").click()`)
	l.is(box+`.querySelector(".asks button").textContent`, "lost (to Participant 1)")
	for _, c := range []struct{ fault, address, end string }{
		{"crash=4.1", "crash=4.1", "Participant 2 is in PREPARED, not in COMMITTED"},
		{"choose=1", "choose=1", "Coordinator is in ABORTED, not in COMMITTED"},
	} {
		button := box + `.querySelector('[data-fault="` + c.fault + `"]')`
		l.run(button + `.click()`)
		l.is(`[location.hash, `+button+`.getAttribute("aria-pressed")]`, []string{"#fig:two-phase-commit-yes:4," + c.address, "true"})
		l.do(chromedp.Reload())
		l.ready()
		l.is(box+`.querySelector(".outcome p").textContent.includes(`+quoted(c.end)+`)`, true)
		l.run(box + `.querySelector(".outcome button").click()`)
		l.is(`location.hash`, "#fig:two-phase-commit-yes:4")
	}
	l.quiet()
}
