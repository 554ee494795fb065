package serve

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What is on disk is shown in the end, though there was no word of it, as of a new
// time alone.
func TestNewestIsShownWithoutWordOfIt(t *testing.T) {
	for what, change := range map[string]func(name string) error{
		"as it was told, but for its time": func(name string) error {
			return os.Chtimes(name, time.Now(), time.Now().Add(-time.Hour))
		},
		"as it was told, but for its mode": func(name string) error { return os.Chmod(name, 0o600) },
		"otherwise":                        func(name string) error { return os.WriteFile(name, []byte("# UDP\n\nsecond and third\n"), 0o644) },
		"gone, and there again": func(name string) error {
			return errors.Join(os.Remove(name), os.WriteFile(name, []byte("# UDP\n\nsecond\n"), 0o644))
		},
	} {
		dir := sample(t)
		name := filepath.Join(dir, "zh/udp.md")
		put(t, name, "# UDP\n\nfirst\n")
		p, err := newPreview(Options{Site: dir})
		if err != nil {
			t.Fatal(err)
		}
		defer p.close()
		shown := func() string {
			a := p.now("udp.html", "")
			return *a.Page
		}
		if !strings.Contains(shown(), "first") {
			t.Fatal("the page is not as it was written")
		}
		put(t, name, "# UDP\n\nsecond\n")
		p.update([]string{"zh/udp.md"})
		if err := change(name); err != nil {
			t.Fatal(err)
		}
		within(t, what, func() bool { return strings.Contains(shown(), "second") })
		if what == "otherwise" {
			within(t, what, func() bool { return strings.Contains(shown(), "third") })
		}
	}
}

// A page that takes in what is on disk but no source of the site is as settled as
// any: its error is told.
func TestWhatIsNoSourceIsNotWaitedFor(t *testing.T) {
	for name, content := range map[string]string{".hidden.md": "words\n", "zh/long.md": strings.Repeat("words words\n", 400_000)} {
		dir := sample(t)
		put(t, filepath.Join(dir, "zh/udp.md"), "# UDP\n")
		put(t, filepath.Join(dir, name), content)
		p, err := newPreview(Options{Site: dir})
		if err != nil {
			t.Fatal(err)
		}
		defer p.close()
		p.now("udp.html", "")
		put(t, filepath.Join(dir, "zh/udp.md"), "# UDP\n\n<!--@include: @/"+name+"-->\n")
		p.update([]string{"zh/udp.md"})
		p.mu.Lock()
		at, err := p.stand("udp.html")
		p.mu.Unlock()
		if err != nil || !at.isSettled {
			t.Errorf("%s: the page that takes it in is waited for (%v)", name, err)
		}
	}
}
