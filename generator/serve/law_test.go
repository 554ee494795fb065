package serve

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"time"

	"woshou/generator/build"
	"woshou/generator/diagnostic"
	"woshou/generator/edits"
	"woshou/generator/press"
	"woshou/generator/site"
	"woshou/generator/watch"

	"github.com/google/go-cmp/cmp"
)

var (
	soak  = flag.Bool("soak", false, "make many edits")
	first = flag.Int("first", 0, "the first seed of random edits")
)

// Law: after any edits whatever is served is what a clean build writes, but for the
// script that a preview has more, and every problem that is told is one of a server
// that was started now. Only some addresses are asked for after each edit, so that
// what was made before is of various ages. An edit that fails a build is taken back
// after it, and what is served then are the files as far as they can be made.
func TestServedIsWhatACleanBuildWrites(t *testing.T) {
	steps, seeds := 60, uint64(4)
	switch {
	case testing.Short():
		steps, seeds = 10, 1
	case *soak:
		steps, seeds = 500, 8
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			l := newLaw(t, uint64(*first)+seed)
			defer l.preview.close()
			refused := 0
			for n := range steps {
				l.preview.update(l.edits.Step(1 + l.rand.IntN(5)/4))
				diff, sound := l.compare(t, n%10 == 9)
				if diff == "" && !sound {
					refused++
					l.preview.update(l.edits.Undo())
					diff, _ = l.compare(t, false)
				}
				if diff != "" {
					t.Fatalf("after\n%s\n-clean +served:\n%s", l.edits.Say(), diff)
				}
			}
			t.Logf("%d edits, %d of them refused, %d files compared: %s", len(l.edits.Log), refused, l.compared, l.edits.Count())
		})
	}
}

// What these edits led to was once stale: each is what random ones have found, made
// short.
func TestServedAfterWhatOnceWasStale(t *testing.T) {
	for what, steps := range map[string][]map[string]string{
		"a page in the third language alone, and the title of another that is a link": {
			{"site.yaml": "languages: {zh: {folder: zh}, en: {folder: en}, ja: {folder: ja}}\n", "en/states.md": "---\nsidebar: false\nprev: false\n---\n\n# States\n", "zh/states.md": "", "en/link.md": "-> ../parts/b.md"},
			{"parts/b.md": "## Other part\n"},
		},
	} {
		l := newLaw(t, 208)
		defer l.preview.close()
		for _, step := range steps {
			if diff, _ := l.compare(t, true); diff != "" {
				t.Fatalf("%s: before\n%s", what, diff)
			}
			l.preview.update(l.edits.Write(step))
		}
		if diff, sound := l.compare(t, true); diff != "" || !sound {
			t.Errorf("%s (the site is sound: %t)\n-clean +served:\n%s", what, sound, diff)
		}
	}
}

// Settings that were wrong and are again as they were before leave nothing said.
func TestSettingsThatAreTakenBack(t *testing.T) {
	for name, wrong := range map[string]string{site.ConfigFile: "titel: x\n", site.LockFile: "?\n", site.GlossaryFile: "- x: {\n"} {
		dir := sample(t)
		before, _ := os.ReadFile(filepath.Join(dir, name))
		p, err := newPreview(Options{Site: dir})
		if err != nil {
			t.Fatal(err)
		}
		defer p.close()
		put(t, filepath.Join(dir, name), wrong)
		if p.update([]string{name}); !site.IsMisconfigured(p.wrong()) {
			t.Errorf("%s: nothing is said: %v", name, told(p.wrong()))
		}
		if before == nil {
			err = os.Remove(filepath.Join(dir, name))
		} else {
			put(t, filepath.Join(dir, name), string(before))
		}
		if p.update([]string{name}); err != nil || site.IsMisconfigured(p.wrong()) {
			t.Errorf("%s: %v, still said: %v", name, err, told(p.wrong()))
		}
	}
}

// What could not be listed and is gone leaves nothing said, whatever went with it.
func TestWhatWasUnreadableIsForgotten(t *testing.T) {
	for name, gone := range map[string]string{"zh/nowhere.md": "zh/nowhere.md", "zh/below/nowhere.md": "zh/below", "zh/folder": "zh/folder"} {
		dir := sample(t)
		p, err := newPreview(Options{Site: dir})
		if err != nil {
			t.Fatal(err)
		}
		defer p.close()
		link, to := filepath.Join(dir, filepath.FromSlash(name)), "nothing"
		if name == "zh/folder" {
			to = "../en" // a folder, which is not followed
		}
		if err := errors.Join(os.MkdirAll(filepath.Dir(link), 0o755), os.Symlink(to, link)); err != nil {
			t.Skip("no links here: ", err)
		}
		said := func() bool {
			return slices.ContainsFunc(p.wrong(), func(x diagnostic.Problem) bool { return x.File == name })
		}
		if p.update([]string{name}); !said() {
			t.Errorf("%s: nothing is said: %v", name, told(p.wrong()))
		}
		if err := os.RemoveAll(filepath.Join(dir, filepath.FromSlash(gone))); err != nil {
			t.Fatal(err)
		}
		if p.update([]string{gone}); said() {
			t.Errorf("%s: still said: %v", name, told(p.wrong()))
		}
	}
}

// law is a preview whose site is edited at random.
type law struct {
	opt      Options
	preview  *preview
	edits    *edits.Editor
	rand     *rand.Rand
	compared int
}

func newLaw(t *testing.T, seed uint64) *law {
	t.Helper()
	opt := Options{Site: t.TempDir(), Drafts: seed%3 == 1, Changed: func(Change) {}}
	e := edits.New(t, opt.Site, 1000+seed)
	p, err := newPreview(opt)
	if err != nil {
		t.Fatal(err)
	}
	return &law{opt: opt, preview: p, edits: e, rand: rand.New(rand.NewPCG(seed, 6))}
}

// The same with what the system tells of the files: after many edits in short
// order the last state is what is served.
func TestServedFollowsTheSystemsEvents(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			l := newLaw(t, 100+seed)
			w, err := watch.Folder(l.opt.Site, isOutput)
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			defer l.preview.close()
			ctx, stop := context.WithCancel(context.Background())
			stopped := make(chan struct{})
			go func() {
				defer close(stopped)
				w.Run(ctx, l.preview.update)
			}()
			defer func() { stop(); <-stopped }()
			for range 5 {
				l.edits.Step(8)
				diff := "none yet"
				for deadline := time.Now().Add(patience); diff != ""; time.Sleep(10 * time.Millisecond) {
					if time.Now().After(deadline) {
						t.Fatalf("after\n%s\n-clean +served:\n%s", l.edits.Say(), diff)
					}
					diff, _ = l.compare(t, false)
				}
			}
		})
	}
}

// compare compares what is served, all of it or some, with what a clean build
// writes; of a site with errors with what all jobs make. It reports whether the
// site has none.
func (l *law) compare(t *testing.T, all bool) (diff string, sound bool) {
	t.Helper()
	out := t.TempDir()
	defer os.RemoveAll(out)
	_, problems, err := build.Build(t.Context(), build.Options{Site: l.opt.Site, Out: out, Drafts: l.opt.Drafts})
	if err != nil {
		t.Fatal(err)
	}
	s, found, err := site.Load(l.opt.Site, site.Options{Drafts: l.opt.Drafts, States: press.States()})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if site.IsMisconfigured(found) {
		return "", false // the site of before is served
	}
	pressed, err := press.New(s, press.Options{Preview: true})
	if err != nil {
		t.Fatal(err)
	}
	jobs, clashes := pressed.Jobs()
	if sound = diagnostic.Count(problems).Errors == 0; sound {
		diff = l.compareBuilt(t, out, all)
	} else {
		diff = compareFiles(l.preview, l.rand, jobs)
	}
	if diff != "" || l.rand.IntN(2) == 0 {
		return diff, sound
	}
	for l.preview.surveyNext() {
	}
	l.preview.mu.Lock()
	defer l.preview.mu.Unlock()
	return cmp.Diff(told(diagnostic.Merge(found, clashes)), told(l.preview.wrong())), sound
}

// reload is the script that a preview's pages have more than those of a build.
var reload = regexp.MustCompile(`<script [^>]*/-/reload\.js[^>]*></script>\n?`)

// compareBuilt compares the answers of a preview with the files of a build.
func (l *law) compareBuilt(t *testing.T, out string, all bool) string {
	t.Helper()
	diff := ""
	err := fs.WalkDir(os.DirFS(out), ".", func(address string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || address == site.Marker || !all && l.rand.IntN(3) > 0 {
			return err
		}
		want, err := os.ReadFile(filepath.Join(out, address))
		if err != nil {
			return err
		}
		status, got := l.ask(address)
		got = reload.ReplaceAllString(got, "")
		if address == "404.html" { // it is linked from the root of a host there, here from that of the site
			want, got = []byte(rooted.ReplaceAllString(string(want), "$1")), rooted.ReplaceAllString(got, "$1")
		}
		l.compared++
		if diff = cmp.Diff(string(want), got); status != http.StatusOK || diff != "" {
			diff = fmt.Sprintf("%s: %d\n%s", address, status, diff)
			return fs.SkipAll
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range []string{"guide/tcp.html", "en/new.html", "both/part/a.html", "zz.html", "figures/scenarios/handshake.zh.svg", "en/guide/udp.md", "x.txt", "thing/a.txt", "assets/search/ja/about.js"} {
		_, err := os.Stat(filepath.Join(out, address))
		if status, _ := l.ask(address); diff == "" && (status == http.StatusOK) != (err == nil) {
			diff = fmt.Sprintf("%s: %d, in the build: %v", address, status, err)
		}
	}
	return diff
}

// rooted is an address from the root of a host, in an attribute.
var rooted = regexp.MustCompile(`(=")/(?:[xy]/)?`)

// ask is the answer of the preview to a request.
func (l *law) ask(address string) (status int, body string) {
	w := httptest.NewRecorder()
	l.preview.ServeHTTP(w, httptest.NewRequest(http.MethodGet, (&url.URL{Path: "/" + address}).String(), nil))
	return w.Code, w.Body.String()
}

// compareFiles compares what is made for a preview with what all jobs of the site
// make.
func compareFiles(p *preview, r *rand.Rand, jobs []press.Job) string {
	p.mu.Lock()
	defer p.mu.Unlock()
	seen := map[string]bool{}
	for _, job := range jobs {
		contents, _, err := job.Make()
		if err != nil {
			return err.Error() // a source is gone again
		}
		for i, address := range job.Outputs {
			if seen[address] || r.IntN(3) == 0 {
				seen[address] = true
				continue
			}
			seen[address] = true
			if _, found := p.press.Job(address); !found {
				return address + " is not found"
			}
			m, err := p.make(address)
			if err != nil {
				return err.Error()
			}
			if m.recipe == (site.Hash{}) {
				continue // just being written, or emptied
			}
			if diff := cmp.Diff(string(contents[i]), string(m.current)); diff != "" {
				return address + "\n" + diff
			}
		}
	}
	return ""
}

func told(problems []diagnostic.Problem) (all []string) {
	for _, p := range problems {
		all = append(all, fmt.Sprintf("%s: %s: %s", p.Place, p.Code, p.Message))
	}
	return all
}
