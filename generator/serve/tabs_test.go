package serve

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"woshou/generator/watch"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// eval evaluates an expression of JavaScript in the page.
func eval[T any](t *testing.T, ctx context.Context, expression string) T {
	t.Helper()
	return do(t, ctx, chromedp.Evaluate[T](expression, func(p *runtime.EvaluateParams) { p.UserGesture = new(true) }))
}

// does has JavaScript do something in the page.
func does(t *testing.T, ctx context.Context, statements string) {
	t.Helper()
	eval[chromedp.Void](t, ctx, "(() => {"+statements+"})()")
}

// says is an expression that a tab shows some words.
func says(words string) string {
	return fmt.Sprintf(`document.querySelector('main').textContent.includes(%q)`, words)
}

// beside opens a page in another tab of the same window.
func beside(t *testing.T, window context.Context, url string) context.Context {
	t.Helper()
	ctx, shut := chromedp.NewContext(window)
	t.Cleanup(shut)
	do(t, ctx, chromedp.Navigate(url))
	return ctx
}

// A browser has six connections for a host; its tabs need one.
func TestManyTabsFollow(t *testing.T) {
	dir := sample(t)
	r := start(t, dir)
	tabs := []context.Context{tab(t, r.url+"udp.html")}
	for range 7 {
		tabs = append(tabs, beside(t, tabs[0], r.url+"udp.html"))
	}
	for _, words := range []string{"one", "other"} {
		put(t, filepath.Join(dir, "zh/udp.md"), "# UDP\n\n"+words+"\n")
		for _, ctx := range tabs {
			comes(t, ctx, says(words))
		}
	}
	do(t, tabs[3], chromedp.Navigate(r.url+"tcp.html")) // there is a connection left for it
	comes(t, tabs[3], `document.querySelector('[data-figure=tcp] svg') !== null`)
}

// Whatever is done on disk, in whatever order and time, the tab ends up with the
// newest.
func TestNewestReachesTheTab(t *testing.T) {
	dir := sample(t)
	name := filepath.Join(dir, "zh/udp.md")
	ctx := tab(t, start(t, dir).url+"udp.html")
	does(t, ctx, `window.stayed = true`)
	text := func(words string) string { return "# UDP\n\n" + words + "\n" }
	write := func(content string) { // in place
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for what, do := range map[string]func(last string){
		"two edits in short order": func(last string) {
			write(text("first"))
			time.Sleep(150 * time.Millisecond)
			write(text(last))
		},
		"cut, a pause, written": func(last string) {
			write("")
			time.Sleep(emptyPause)
			write(text(last))
		},
		"renamed over": func(last string) { put(t, name, text(last)) },
		"very many saves": func(last string) {
			for i := range 1000 {
				write(text(fmt.Sprint(i)))
			}
			write(text(last))
		},
		"deleted and back": func(last string) {
			os.Remove(name)
			time.Sleep(emptyPause)
			write(text(last))
		},
		"its folder renamed, another in its place": func(last string) {
			if err := os.Rename(filepath.Join(dir, "zh"), filepath.Join(dir, "was")); err != nil {
				t.Fatal(err)
			}
			put(t, name, text(last))
			os.RemoveAll(filepath.Join(dir, "was"))
		},
		"the site's folder made again": func(last string) {
			os.RemoveAll(dir)
			put(t, filepath.Join(dir, "site.yaml"), "languages:\n  zh: {folder: zh}\n  en: {folder: en}\n")
			put(t, name, text(last))
		},
	} {
		last := "The last of: " + what + "."
		do(last)
		comes(t, ctx, says(last))
		if !eval[bool](t, ctx, `window.stayed === true`) {
			t.Errorf("%s: the page was loaded anew", what)
			does(t, ctx, `window.stayed = true`)
		}
	}
}

// emptyPause is how long a file may be empty, or gone, before readers see it.
const emptyPause = 200 * time.Millisecond

// A file that is empty for a moment is not shown so.
func TestHalfWrittenPageIsNotShown(t *testing.T) {
	dir := sample(t)
	name := filepath.Join(dir, "zh/udp.md")
	put(t, name, "# UDP\n\nwords\n")
	ctx := tab(t, start(t, dir).url+"udp.html")
	does(t, ctx, `window.seen = [];
		new MutationObserver(() => seen.push(document.querySelector('main').textContent.includes('words'))).observe(document, {subtree: true, childList: true, characterData: true})`)
	for i := range 3 {
		if err := os.Truncate(name, 0); err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(dir, "en/other.md"), fmt.Sprintf("# Other %d\n", i)) // which is told meanwhile
		time.Sleep(emptyPause)
		if err := os.WriteFile(name, fmt.Appendf(nil, "# UDP\n\nwords %d\n", i), 0o644); err != nil {
			t.Fatal(err)
		}
		comes(t, ctx, says(fmt.Sprint("words ", i)))
	}
	if !eval[bool](t, ctx, `seen.length > 0 && seen.every(Boolean)`) {
		t.Error("the page was shown empty")
	}
	if err := os.Truncate(name, 0); err != nil {
		t.Fatal(err)
	}
	comes(t, ctx, "!"+says("words")) // one that stays empty is
}

// Nor is one that is written in part for a moment; what an author has cut is.
func TestPartOfAPageIsNotShown(t *testing.T) {
	dir := sample(t)
	name := filepath.Join(dir, "zh/udp.md")
	text := "# UDP\n\n" + strings.Repeat("First words.\n\n", 50) + "Last words"
	put(t, name, text+".\n")
	p, err := newPreview(Options{Site: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer p.close()
	p.shortFor = time.Hour
	shows := func(content string) bool {
		if err := os.WriteFile(name, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		p.update([]string{"zh/udp.md"})
		return strings.Contains(*p.now("udp.html", "").Page, "Last words")
	}
	if !shows(text + " 0.\n") {
		t.Fatal("the page is not as it was written")
	}
	for i := range 3 {
		if !shows(text[:len(text)/2]) {
			t.Errorf("%d: a part of the page is shown", i)
		}
		if !shows(text + fmt.Sprintf(" %d.\n", i)) {
			t.Errorf("%d: the whole is not shown", i)
		}
	}
	p.shortFor = 0
	if shows(text[:len(text)/2]) {
		t.Error("what was cut away is shown for ever")
	}
}

// A page that changes keeps what was not edited as its reader left it.
func TestWhatWasNotEditedStays(t *testing.T) {
	dir := sample(t)
	d := newDesk(t, dir)
	ctx := tab(t, start(t, dir).url+"desk.html")
	d.sit(t, ctx)
	for _, edit := range []struct {
		what string
		do   func()
	}{
		{"a block above", func() { d.blocks = append([]string{"A new beginning."}, d.blocks...) }},
		{"a section above", func() { d.blocks = append([]string{"## Before\n\nAll.", "::: details One more\nX\n:::"}, d.blocks...) }},
		{"a code group above", func() { d.blocks = append([]string{group("rs", "py")}, d.blocks...) }},
		{"words above", func() { d.blocks[0] += " And more words." }},
		{"the end", func() { d.blocks = append(d.blocks, "The end.") }},
		{"a block away", func() { d.blocks = d.blocks[1:] }},
		{"the paragraph that is read", func() { d.replace("Line 3 of", "Now line 3, which has become a good deal longer, of") }},
		{"the scenario", func() { put(t, filepath.Join(dir, "zh/desk.scenario"), handshakeWith("client send 10\n")) }},
		{"what lies beside the drawing", func() {
			put(t, filepath.Join(dir, "zh/desk.scenario"), handshakeWith("client send 10\n# "+strings.Repeat("x", 9)+"\n"))
		}},
		{"another page's title", func() { put(t, filepath.Join(dir, "zh/udp.md"), "# Datagrams\n") }},
		{"a style", func() { put(t, filepath.Join(dir, "theme/extra.css"), "main { color: #123456 }") }},
	} {
		edit.do()
		t.Log(edit.what)
		d.comes(t, ctx)
		if lost := d.lost(t, ctx); lost != "" {
			t.Errorf("after an edit of %s: %s", edit.what, lost)
		}
	}
}

// A picture that changes is shown as it is now, although its address stays.
func TestPictureIsLoadedAnew(t *testing.T) {
	dir := sample(t)
	picture := func(width int) string {
		return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="10"/>`, width)
	}
	put(t, filepath.Join(dir, "zh/x.svg"), picture(111))
	put(t, filepath.Join(dir, "zh/udp.md"), "# UDP\n\n![x](x.svg)\n")
	ctx := tab(t, start(t, dir).url+"udp.html")
	comes(t, ctx, `document.querySelector('main img').naturalWidth === 111`)
	for _, width := range []int{222, 333} {
		put(t, filepath.Join(dir, "zh/x.svg"), picture(width))
		comes(t, ctx, fmt.Sprintf(`document.querySelector('main img').naturalWidth === %d`, width))
	}
}

// A browser without shared workers has a stream for the tab that is looked at.
func TestTabFollowsWithoutWorkers(t *testing.T) {
	dir := sample(t)
	ctx := tab(t, "about:blank")
	without := page.AddScriptToEvaluateOnNewDocumentParams{Source: "delete window.SharedWorker"}
	if _, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, without); err != nil {
		t.Fatal(err)
	}
	do(t, ctx, chromedp.Navigate(start(t, dir).url+"udp.html"))
	for _, words := range []string{"one", "other"} {
		put(t, filepath.Join(dir, "zh/udp.md"), "# UDP\n\n"+words+"\n")
		comes(t, ctx, says(words))
	}
}

// A tab follows a server that was ended and started again.
func TestTabFindsTheServerAgain(t *testing.T) {
	dir := sample(t)
	first := begin(t, dir, "127.0.0.1:0")
	ctx := tab(t, first.url+"udp.html")
	comes(t, ctx, says("UDP"))
	first.end(t)
	put(t, filepath.Join(dir, "zh/udp.md"), "# UDP\n\nmeanwhile\n")
	begin(t, dir, strings.TrimSuffix(strings.TrimPrefix(first.url, "http://"), "/"))
	comes(t, ctx, says("meanwhile"))
}

// However many saves there were, a tab has the newest by the second question that it
// asks after the server knows of it: the one that was on its way, and one more.
func TestNewestComesByTheSecondQuestion(t *testing.T) {
	dir := sample(t)
	url := start(t, dir).url
	ctx := tab(t, url+"udp.html")
	does(t, ctx, `window.questions = 0;
		const fetched = window.fetch;
		window.fetch = function (about) { if (about.startsWith('/-/now')) questions++; return fetched.apply(this, arguments); }`)
	for i := range 20 {
		last := fmt.Sprintf("Save %d, the last.", i)
		for n := range 1 + i%5 {
			put(t, filepath.Join(dir, "zh/udp.md"), fmt.Sprintf("# UDP\n\nSave %d.%d, and more words than in the last.\n", i, n))
		}
		put(t, filepath.Join(dir, "zh/udp.md"), "# UDP\n\n"+last+"\n")
		within(t, "the server knows", func() bool {
			page, err := http.Get(url + "udp.html")
			return err == nil && strings.Contains(body(t, page), last) && page.Body.Close() == nil
		})
		before := eval[int](t, ctx, `questions`)
		comes(t, ctx, says(last))
		if asked := eval[int](t, ctx, `questions`) - before; asked > 2 {
			t.Errorf("%d questions until the newest was there", asked)
		}
	}
}

// All that a piece of news may have to wait for on its way, whatever is done on disk,
// is less than a second together.
func TestWaitsForNews(t *testing.T) {
	text, err := client.ReadFile("client/reload.js")
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`var goneFor = (\d+);`).FindSubmatch(text)
	if m == nil {
		t.Fatal("no goneFor")
	}
	goneFor, _ := strconv.Atoi(string(m[1]))
	for what, waits := range map[string][]time.Duration{
		"a page that stays short":               {shortFor},
		"a page that stays empty":               {watch.EmptyFor},
		"an empty page in a folder put there":   {watch.LookEvery, halfWritten, shortFor},
		"a page that stays gone":                {time.Duration(goneFor+20) * time.Millisecond},
		"one gone with its folder":              {watch.LookEvery, time.Duration(goneFor+20) * time.Millisecond},
		"a stream that ended, and other news":   {retryAfter, shortFor},
		"a file that is asked for half written": {writtenWithin},
	} {
		sum := time.Duration(0)
		for _, wait := range waits {
			sum += wait
		}
		if sum >= time.Second {
			t.Errorf("%s is shown after %s at the earliest", what, sum)
		}
	}
}

// A page that cannot be changed in place is loaded, and so is the newest all the same.
func TestPageThatCannotBeChangedIsLoaded(t *testing.T) {
	dir := sample(t)
	put(t, filepath.Join(dir, "zh/udp.md"), "# UDP\n\nwords\n")
	ctx := tab(t, start(t, dir).url+"udp.html")
	comes(t, ctx, says("words"))
	does(t, ctx, `window.stayed = true; Node.prototype.insertBefore = CharacterData.prototype.replaceData = () => { throw new Error('no'); }`)
	put(t, filepath.Join(dir, "zh/udp.md"), "# UDP\n\nother\n\nand more\n")
	within(t, "the newest", func() bool {
		shown, err := chromedp.Run(ctx, chromedp.Evaluate[bool](says("and more"))) // err while it is loaded
		return err == nil && shown
	})
	if eval[bool](t, ctx, `window.stayed === true`) {
		t.Error("the page was changed after all")
	}
}
