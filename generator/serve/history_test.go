package serve

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

var histories = flag.Int("histories", 20, "how many random histories of a site a tab is to follow")

// Law: whatever is done to a site, in whatever way its files are written, the tab
// ends up with the newest, and what its reader had opened, chosen, selected and read
// is as it was, unless it was edited.
func TestTabFollowsAnyHistory(t *testing.T) {
	dir := sample(t)
	h := &history{desk: newDesk(t, dir), rand: rand.New(rand.NewPCG(15, 4+uint64(*first)))}
	ctx := tab(t, start(t, dir).url+"desk.html")
	h.sit(t, ctx)
	var waits []time.Duration
	for n := range *histories {
		var done []string
		for range 1 + h.rand.IntN(4) {
			done = append(done, h.step(t, ctx))
		}
		h.mend(t)
		h.comes(t, ctx)
		waits = append(waits, time.Since(h.last))
		if lost := h.lost(t, ctx); lost != "" {
			t.Fatalf("history %d, after %q: %s", n, done, lost)
		}
		does(t, ctx, `window.top0 = read()`)
	}
	slices.Sort(waits)
	t.Logf("after the last change the tab was right within %v in the median, %v at worst", waits[len(waits)/2], waits[len(waits)-1])
}

// history is a desk to which anything may happen.
type history struct {
	*desk
	rand   *rand.Rand
	broken bool      // there is an error on the page
	last   time.Time // when something was done
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
	h.last = time.Now()
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
		if err := os.WriteFile(h.path(name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	switch h.rand.IntN(4) {
	case 0:
		put(t, h.path(name), content)
	case 1:
		inPlace(content)
	case 2: // cut, and after a while written
		inPlace("")
		time.Sleep(time.Duration(h.rand.IntN(100)) * time.Millisecond)
		inPlace(content)
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
	os.Remove(h.path("zh/desk.md"))
	time.Sleep(time.Duration(h.rand.IntN(100)) * time.Millisecond)
	h.write(t, "zh/desk.md", h.text())
}

// folder renames the folder of the page, and fills another in its place.
func (h *history) folder(t *testing.T, _ context.Context) {
	away := h.path(fmt.Sprint("away", h.rand.IntN(1000)))
	if err := os.Rename(h.path("zh"), away); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(h.path("zh"), os.DirFS(away)); err != nil {
		t.Fatal(err)
	}
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
	os.RemoveAll(h.dir)
	if err := os.Rename(copied, h.dir); err != nil {
		t.Fatal(err)
	}
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
		h.last = time.Now()
	}
}

// comes waits until the tab shows what is served, and no error over it.
func (h *history) comes(t *testing.T, ctx context.Context) {
	t.Helper()
	h.desk.comes(t, ctx)
	comes(t, ctx, `document.querySelector('.woshou-overlay') === null`)
}
