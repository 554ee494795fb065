package serve

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"
)

// desk is a long page, and what its reader has done to it.
type desk struct {
	dir    string
	blocks []string
	edits  int
}

// held are the blocks that are never edited as a whole: what the reader has
// opened, chosen, selected, and reads.
var held = []string{
	"::: details Fold one\nInside one.\n:::",
	group("js", "go"),
	"![](desk.scenario)",
	"::: details Fold two\nInside two.\n:::",
	"Select these words of all.",
	"Read: " + lines("the paragraph", 12),
	"::: details Fold three\nInside three.\n:::",
}

func lines(of string, n int) string {
	var all []string
	for i := range n {
		all = append(all, fmt.Sprintf("Line %d of %s is here for somebody who reads it to its end.", i, of))
	}
	return strings.Join(all, " ")
}

func group(langs ...string) string {
	var all strings.Builder
	for _, lang := range langs {
		fmt.Fprintf(&all, "```%s [%s]\n%s()\n```\n\n", lang, lang, lang)
	}
	return "::: code-group\n\n" + all.String() + ":::"
}

// handshakeWith is a scenario of a handshake, and of more.
func handshakeWith(more string) string { return scenario + more }

func newDesk(t *testing.T, dir string) *desk {
	t.Helper()
	d := &desk{dir: dir}
	put(t, filepath.Join(dir, "zh/desk.scenario"), handshakeWith(""))
	for i, block := range held {
		d.blocks = append(d.blocks, "Filler "+lines(fmt.Sprint("filler ", i), 5), block)
	}
	for i := range 10 {
		d.blocks = append(d.blocks, "Tail "+lines(fmt.Sprint("tail ", i), 5))
	}
	put(t, filepath.Join(dir, "zh/desk.md"), d.text())
	return d
}

func (d *desk) text() string {
	return fmt.Sprintf("# Desk\n\n%s\n\nEdit %d.\n", strings.Join(d.blocks, "\n\n"), d.edits)
}

func (d *desk) replace(old, new string) {
	i := slices.IndexFunc(d.blocks, func(b string) bool { return strings.Contains(b, old) })
	d.blocks[i] = strings.Replace(d.blocks[i], old, new, 1)
}

// helpers are what the tests ask of a page.
const helpers = `
	window.stayed = true;
	window.fold = words => [...document.querySelectorAll('article > details, article details')].find(d => d.querySelector('summary')?.textContent.includes(words));
	window.read = () => {
		const p = [...document.querySelectorAll('article p')].find(p => p.textContent.startsWith('Read:'));
		const text = p.firstChild, at = text.data.indexOf('Line 6'), r = document.createRange();
		r.setStart(text, at); r.setEnd(text, at + 6);
		return r.getBoundingClientRect().top;
	};
	window.figure = () => document.querySelector('[data-figure=desk]');
	window.served = () => {
		const ask = new XMLHttpRequest();
		ask.open('GET', location.pathname, false);
		ask.send();
		return new DOMParser().parseFromString(ask.responseText, 'text/html');
	};
	window.bare = page => {
		const main = page.querySelector('main').cloneNode(true);
		main.querySelectorAll('.copy, [data-live], title').forEach(e => e.remove());
		return main.textContent + main.querySelectorAll('*').length;
	};
	window.newest = () => {
		const page = served();
		return bare(document) === bare(page) && document.title === page.title;
	};`

// sit does what a reader does: opens two folds of three and a table, chooses a tab,
// selects words, goes to a step of the what-if of the figure, and reads on.
func (d *desk) sit(t *testing.T, ctx context.Context) {
	t.Helper()
	still := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, still); err != nil {
		t.Fatal(err)
	}
	comes(t, ctx, `document.querySelectorAll('.play').length === 1`)
	does(t, ctx, helpers)
	does(t, ctx, `
		fold('Fold one').open = fold('Fold three').open = true;
		figure().querySelector('details').open = true;
		[...document.querySelectorAll('label')].find(l => l.textContent.includes('go')).click();
		[...figure().querySelectorAll('.asks button')][0].click();`)
	comes(t, ctx, `location.hash.includes('lose')`)
	does(t, ctx, `
		figure().querySelector('[role=group]').dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}));
		figure().querySelector('[role=group]').dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}));`)
	comes(t, ctx, `figure().querySelector('.now[data-segment="2"]') !== null`)
	does(t, ctx, `
		const p = [...document.querySelectorAll('article p')].find(p => p.textContent.startsWith('Select'));
		getSelection().setBaseAndExtent(p.firstChild, 7, p.firstChild, 18);
		window.hash = location.hash;
		document.documentElement.style.scrollBehavior = 'auto';
		scrollBy(0, read() - (document.querySelector('body > header')?.getBoundingClientRect().bottom || 0) - 4);
		window.top0 = read();`)
}

// comes waits until the tab shows what is served now, when that is what has just
// been written.
func (d *desk) comes(t *testing.T, ctx context.Context) {
	t.Helper()
	d.edits++
	put(t, filepath.Join(d.dir, "zh/desk.md"), d.text())
	comes(t, ctx, fmt.Sprintf(`document.querySelector('article')?.lastElementChild?.textContent === 'Edit %d.'`, d.edits))
	if _, err := chromedp.Run(ctx, chromedp.Poll[chromedp.Void](`newest()`, chromedp.WithPollingTimeout(patience/10), chromedp.WithPollingInterval(20*time.Millisecond))); err != nil {
		t.Fatalf("the tab does not show what is served: %s", cmp.Diff(eval[string](t, ctx, `bare(served())`), eval[string](t, ctx, `bare(document)`)))
	}
}

// lost tells what the reader has lost, "" for nothing. What the page does after a
// change, such as loading what plays in a figure, is waited for.
func (d *desk) lost(t *testing.T, ctx context.Context) string {
	t.Helper()
	const lost = `(() => {
		if (!window.stayed) return 'the page was loaded anew';
		const lost = [];
		if (!fold('Fold one').open || !fold('Fold three').open) lost.push('an open fold');
		if (fold('Fold two').open) lost.push('a closed fold');
		if (!figure().querySelector('details').open) lost.push('the open table');
		const chosen = [...document.querySelectorAll('label:has(:checked)')].map(l => l.textContent);
		if (!chosen.includes('go')) lost.push('the chosen tab: ' + chosen);
		if (getSelection().toString() !== 'these words') lost.push('the selection: ' + getSelection());
		if (location.hash !== hash) lost.push('the address of the figure');
		if (!figure().querySelector('.now') || figure().querySelector('.place').textContent.indexOf('2') < 0) lost.push('the step');
		if (figure().querySelector('.outcome p').textContent === '') lost.push('the what-if');
		if (Math.abs(read() - top0) > 4) lost.push('the place, by ' + (read() - top0));
		return lost.join(', ');
	})()`
	value, err := chromedp.Run(ctx, chromedp.Poll[chromedp.Void](lost+" === ''", chromedp.WithPollingTimeout(patience/10), chromedp.WithPollingInterval(20*time.Millisecond)))
	_ = value
	if err == nil {
		return ""
	}
	return eval[string](t, ctx, lost)
}
