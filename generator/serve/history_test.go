package serve

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

var histories = flag.Int("histories", 20, "how many random histories of a site a tab is to follow")

// Law: whatever is done to a site, in whatever way its files are written, the tab
// ends up with the newest, and what its reader had opened, chosen, selected and read
// is as it was, unless it was edited.
func TestTabFollowsAnyHistory(t *testing.T) {
	dir := sample(t)
	h := &history{desk: newDesk(t, dir), rand: rand.New(rand.NewPCG(15, 4+uint64(*first)))}
	url := start(t, dir).url + "desk.html"
	ctx := tab(t, url)
	h.sit(t, ctx)
	heldUp := 0
	for n := range *histories {
		h.heldUp = ""
		var done []string
		for range 1 + h.rand.IntN(4) {
			done = append(done, h.step(t, ctx))
		}
		h.mend(t)
		h.comes(t, ctx)
		if h.heldUp != "" { // the page was away for so long that it was right to show that
			heldUp++
			do(t, ctx, chromedp.Navigate(url))
			h.sit(t, ctx)
			continue
		}
		if lost := h.lost(t, ctx); lost != "" {
			t.Fatalf("history %d, after %q: %s", n, done, lost)
		}
		does(t, ctx, `window.top0 = read()`)
	}
	t.Logf("%d histories, and nothing lost in them; of %d more no more than that the newest came, as the machine was held up", *histories-heldUp, heldUp)
	if heldUp == *histories {
		t.Error("the machine was held up all the time")
	}
}

// history is a desk to which anything may happen.
type history struct {
	*desk
	rand   *rand.Rand
	broken bool   // there is an error on the page
	heldUp string // what took longer than a page may be away before that is shown
}

// Half of what a page may be written in part, and of what it may be empty or gone,
// before readers see it: goneFor of reload.js is longer than halfWritten.
const (
	mostInPart = shortFor / 2
	mostAway   = halfWritten / 2
)

// soon does what leaves a page in part, empty or gone, and notes if that took longer
// than it may.
func (h *history) soon(what string, most time.Duration, do func()) {
	began := time.Now()
	if do(); time.Since(began) > most {
		h.heldUp = what
	}
}

func (h *history) path(name string) string { return filepath.Join(h.dir, filepath.FromSlash(name)) }

// step does one thing to the site, and tells what.
func (h *history) step(t *testing.T, ctx context.Context) string {
	t.Helper()
	steps := []struct {
		what string
		do   func(*testing.T, context.Context)
	}{
		{"edit", h.edit}, {"edit", h.edit}, {"edit", h.edit}, {"edit", h.edit},
		{"break", h.breakIt}, {"delete", h.delete}, {"folder", h.folder}, {"site", h.site}, {"other", h.other}, {"drawing", h.drawing},
	}
	s := steps[h.rand.IntN(len(steps))]
	s.do(t, ctx)
	if h.rand.IntN(3) == 0 {
		time.Sleep(time.Duration(h.rand.IntN(150)) * time.Millisecond)
	}
	return s.what
}

// edit adds, takes out or changes a block, but none of those that are held.
func (h *history) edit(t *testing.T, _ context.Context) {
	i := h.rand.IntN(len(h.blocks) + 1)
	free := i < len(h.blocks) && !slices.Contains(held, h.blocks[i])
	switch {
	case free && h.rand.IntN(3) == 0 && len(h.blocks) > 20:
		h.blocks = slices.Delete(h.blocks, i, i+1)
	case free && h.rand.IntN(2) == 0:
		h.blocks[i] = strings.Replace(h.blocks[i], " ", fmt.Sprintf(" %d ", h.rand.IntN(1000)), 1)
	default:
		of := fmt.Sprint("block ", h.rand.IntN(1e6))
		more := []string{lines(of, 4), "## Section of " + of, "::: details Of " + of + "\n" + of + "\n:::", group("rs", "py"), "- " + of + "\n- b", "```go\n" + of + "\n```"}
		h.blocks = slices.Insert(h.blocks, i, more[h.rand.IntN(len(more))])
	}
	h.write(t, "zh/desk.md", h.text())
}

// write writes a file as one of many editors does.
func (h *history) write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(h.path(name)), 0o755); err != nil {
		t.Fatal(err)
	}
	inPlace := func(text string) {
		h.soon("a save", mostInPart, func() {
			if err := os.WriteFile(h.path(name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
	switch h.rand.IntN(4) {
	case 0:
		put(t, h.path(name), content)
	case 1:
		inPlace(content)
	case 2: // cut, and after a while written
		h.soon("a cut", mostAway, func() {
			inPlace("")
			time.Sleep(time.Duration(h.rand.IntN(100)) * time.Millisecond)
			inPlace(content)
		})
	default: // very many saves
		for i := range 100 {
			inPlace(content[:len(content)-i%20] + "\n")
		}
		inPlace(content)
	}
}

func (h *history) breakIt(t *testing.T, ctx context.Context) {
	h.write(t, "zh/desk.scenario", handshakeWith("expect client nothing\n"))
	if h.broken = true; h.rand.IntN(2) == 0 {
		comes(t, ctx, `document.querySelector('.woshou-overlay') !== null`)
	}
}

func (h *history) drawing(t *testing.T, _ context.Context) {
	h.write(t, "zh/desk.scenario", handshakeWith(fmt.Sprintf("client send %d\n", 1+h.rand.IntN(100))))
	h.broken = false
}

// delete takes the page away. It is back before it is missed.
func (h *history) delete(t *testing.T, _ context.Context) {
	h.soon("a deletion", mostAway, func() {
		os.Remove(h.path("zh/desk.md"))
		time.Sleep(time.Duration(h.rand.IntN(50)) * time.Millisecond)
		h.write(t, "zh/desk.md", h.text())
	})
}

// folder renames the folder of the page, and fills another in its place.
func (h *history) folder(t *testing.T, _ context.Context) {
	away := h.path(fmt.Sprint("away", h.rand.IntN(1000)))
	h.soon("a folder", mostAway, func() {
		if err := errors.Join(os.Rename(h.path("zh"), away), os.CopyFS(h.path("zh"), os.DirFS(away))); err != nil {
			t.Fatal(err)
		}
	})
	if h.rand.IntN(2) == 0 {
		put(t, filepath.Join(away, "left.md"), "# Left\n")
	}
	os.RemoveAll(away)
}

// site puts another folder in the place of the site's own.
func (h *history) site(t *testing.T, _ context.Context) {
	copied := filepath.Join(t.TempDir(), "site")
	if err := os.CopyFS(copied, os.DirFS(h.dir)); err != nil {
		t.Fatal(err)
	}
	h.soon("the site", mostAway, func() {
		if err := errors.Join(os.RemoveAll(h.dir), os.Rename(copied, h.dir)); err != nil {
			t.Fatal(err)
		}
	})
}

// other writes many files that are none of the page's, as a checkout does.
func (h *history) other(t *testing.T, _ context.Context) {
	for i := range 100 {
		put(t, h.path(fmt.Sprintf("en/many/d%02d/p%03d.md", i%10, i)), fmt.Sprintf("# Page %d %d\n", i, h.rand.IntN(9)))
	}
	if h.rand.IntN(2) == 0 {
		os.RemoveAll(h.path("en/many"))
	}
}

// mend takes the errors away.
func (h *history) mend(t *testing.T) {
	if h.broken {
		h.drawing(t, nil)
	}
}

// comes waits until the tab shows what is served, and no error over it.
func (h *history) comes(t *testing.T, ctx context.Context) {
	t.Helper()
	h.desk.comes(t, ctx)
	comes(t, ctx, `document.querySelector('.woshou-overlay') === null`)
}
