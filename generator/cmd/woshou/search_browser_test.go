package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams/golden/chromium"
	"woshou/generator/search"
	"woshou/generator/site"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// openSearch opens a page and its search dialog.
func openSearch(address string) []chromedp.Action[chromedp.Void] {
	return []chromedp.Action[chromedp.Void]{
		chromedp.Navigate(address),
		chromedp.KeyEvent("/"),
		chromedp.WaitVisible(".search-box input"),
	}
}

// TestSearchFromDisk uses the search as a reader does: by keyboard, on a page
// opened from disk, for Chinese, for a word of English in the middle, and
// across the languages.
func TestSearchFromDisk(t *testing.T) {
	out := ourSite(t)
	ctx, messages := tab(t, chromium.Window(t))
	for _, c := range []struct{ page, query, title, lang string }{
		{"tcp.html", "次握手", "握手", "zh-Hans"},
		{"guide/index.html", "三次握手", "handshake", "en"},
		{"en/tcp.html", "andsha", "andsha", "en"},
		{"en/gallery/loss.html", "three-way handshake", "三次握手", "zh-Hans"},
		{"en/index.html", "SYN_RECEIVED", "SYN", "en"},
	} {
		do := openSearch("file://" + filepath.Join(out, c.page))
		do = append(do, chromedp.SendKeys(".search-box input", c.query))
		if err := chromedp.Do(ctx, do...); err != nil {
			t.Fatal(c, err)
		}
		found := fmt.Sprintf(`new Promise(done => { let n = 0; const look = () => {
			const hit = [...document.querySelectorAll(".search-box a[lang=%s]")].find(a => a.textContent.toLowerCase().includes(%q));
			if (hit || n++ > 100) done(hit ? hit.querySelector("mark") ? "found" : "not marked" : "nothing"); else setTimeout(look, 50);
		}; look(); })`, c.lang, strings.ToLower(c.title))
		got, err := chromedp.Run(ctx, chromedp.Evaluate[string](found, chromedp.EvalAwaitPromise))
		if err != nil || got != "found" {
			t.Errorf("%s, %q: %s in %s: %s %v", c.page, c.query, c.title, c.lang, got, err)
		}
	}
	if err := chromedp.Do(ctx, chromedp.SendKeys(".search-box input", kb.ArrowDown+kb.Enter), chromedp.WaitNotPresent(".search-box")); err != nil {
		t.Error("Enter does not follow the chosen hit:", err)
	}
	if m := messages(); len(m) > 0 {
		t.Error(m)
	}
}

// TestScriptReadsGramsAsTheIndexDoes holds the script to the lines that hold
// package search.
func TestScriptReadsGramsAsTheIndexDoes(t *testing.T) {
	table, err := os.ReadFile("../../search/testdata/grams.txt")
	if err != nil {
		t.Fatal(err)
	}
	ctx, _ := tab(t, chromium.Window(t))
	if err := chromedp.Do(ctx, openSearch("file://"+filepath.Join(ourSite(t), "index.html"))...); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(table)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		query, _ := json.Marshal(f[0])
		got, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](fmt.Sprintf(
			`(s => [woshouSearch.normal(s).text, woshouSearch.cover(s).join(" ")])(%s)`, query)))
		if err != nil || !slices.Equal(got, f[1:]) {
			t.Errorf("%q: got %q %v, want %q", f[0], got, err, f[1:])
		}
	}
}

// TestSearchFindsWhatIsOnThePages asks for random pieces of our own pages and
// compares what is found with what is there.
func TestSearchFindsWhatIsOnThePages(t *testing.T) {
	out := ourSite(t)
	server := httptest.NewServer(http.FileServer(http.Dir(out)))
	defer server.Close()
	ctx, _ := tab(t, chromium.Window(t))
	for _, lang := range []struct{ code, folder string }{{"zh", ""}, {"en", "en/"}} {
		if err := chromedp.Do(ctx, openSearch(server.URL+"/"+lang.folder+"index.html")...); err != nil {
			t.Fatal(err)
		}
		units := unitsOf(t, out, lang.code)
		queries := pieces(units)
		text, _ := json.Marshal(queries)
		script := fmt.Sprintf(`(async queries => {
			const all = [];
			for (const q of queries) {
				const hits = woshouSearch.find(%q, q), found = [];
				for (let h = await hits.next(); h; h = await hits.next()) found.push(h.href + "\n" + h.text);
				all.push(found);
			}
			return all;
		})(%s)`, lang.code, text)
		found, err := chromedp.Run(ctx, chromedp.Evaluate[[][]string](script, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		wanted, right, got := 0, 0, 0
		for i, query := range queries {
			for _, u := range units {
				there := strings.Contains(search.Normal(u.Title+"\n"+u.Heading+"\n"+u.Text), search.Normal(query))
				hit := slices.Contains(found[i], u.Href+"\n"+u.Text)
				if there {
					wanted++
				}
				if hit && there {
					right++
				}
				if there != hit {
					t.Errorf("%q in %s: there %t, found %t", query, u.Href, there, hit)
				}
			}
			got += len(found[i])
		}
		t.Logf("%s: %d queries, recall %d of %d, precision %d of %d", lang.code, len(queries), right, wanted, right, got)
	}
}

// unitsOf are the units of a language's pages.
func unitsOf(t *testing.T, out, code string) (units []search.Unit) {
	s, _, err := site.Load("../../../content", site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, page := range s.Pages {
		if page.Lang.Code != code {
			continue
		}
		html, err := os.ReadFile(filepath.Join(out, page.Address))
		if err != nil {
			t.Fatal(err)
		}
		units = append(units, search.Extract(html, page.Address, page.Title())...)
	}
	return units
}

// pieces are random pieces of two, three and four letters.
func pieces(units []search.Unit) (queries []string) {
	random := rand.New(rand.NewPCG(9293, 3))
	for len(queries) < 600 {
		letters := []rune(units[random.IntN(len(units))].Text)
		n := 2 + len(queries)%3
		if len(letters) <= n {
			continue
		}
		at := random.IntN(len(letters) - n)
		piece := string(letters[at : at+n])
		if len(search.Cover(piece)) > 0 && !strings.ContainsAny(search.Normal(piece), " \n") {
			queries = append(queries, piece)
		}
	}
	return queries
}
