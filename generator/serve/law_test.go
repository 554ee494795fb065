package serve

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"woshou/generator/diagnostic"
	"woshou/generator/press"
	"woshou/generator/site"
	"woshou/generator/watch"

	"github.com/google/go-cmp/cmp"
)

// Law: after any edits every file that is served, and every problem that is
// told, is that of a server that was started now and read all pages first. Only
// some addresses are asked for after each edit, so that what was made before is
// of various ages.
func TestServedIsWhatAFreshServerServes(t *testing.T) {
	for seed := range uint64(12) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			e := &editor{dir: t.TempDir(), rand: rand.New(rand.NewPCG(seed, 6))}
			e.begin(t)
			p, err := newPreview(Options{Site: e.dir, Changed: func(Change) {}})
			if err != nil {
				t.Fatal(err)
			}
			defer p.close()
			done := []string{}
			for range 30 {
				names := e.edit(t)
				for e.rand.IntN(4) == 0 {
					names = append(names, e.edit(t)...)
				}
				done = append(done, strings.Join(names, " "))
				p.update(names)
				if diff := compare(t, p, e); diff != "" {
					t.Fatalf("after %q:\n%s", done, diff)
				}
			}
		})
	}
}

// The same with what the system tells of the files: after many edits in short
// order the last state is what is served.
func TestServedFollowsTheSystemsEvents(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			e := &editor{dir: t.TempDir(), rand: rand.New(rand.NewPCG(seed, 13))}
			e.begin(t)
			w, err := watch.Folder(e.dir, isOutput)
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			p, err := newPreview(Options{Site: e.dir, Changed: func(Change) {}})
			if err != nil {
				t.Fatal(err)
			}
			defer p.close()
			ctx, stop := context.WithCancel(context.Background())
			stopped := make(chan struct{})
			go func() {
				defer close(stopped)
				w.Run(ctx, p.update)
			}()
			defer func() { stop(); <-stopped }()
			done := []string{}
			for range 5 {
				for range 8 {
					done = append(done, strings.Join(e.edit(t), " "))
				}
				diff := "none yet"
				for deadline := time.Now().Add(patience); diff != ""; time.Sleep(10 * time.Millisecond) {
					if time.Now().After(deadline) {
						t.Fatalf("after %q:\n%s", done, diff)
					}
					diff = compare(t, p, e)
				}
			}
		})
	}
}

// compare compares what is served with what all jobs of the site make.
func compare(t *testing.T, p *preview, e *editor) string {
	t.Helper()
	s, problems, err := site.Load(e.dir, site.Options{States: press.States()})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if site.IsMisconfigured(problems) {
		return "" // the site of before is served
	}
	pressed, err := press.New(s, press.Options{Preview: true})
	if err != nil {
		t.Fatal(err)
	}
	jobs, clashes := pressed.Jobs()
	if diff := compareFiles(t, p, e, jobs); diff != "" || e.rand.IntN(2) == 0 {
		return diff
	}
	for p.surveyNext() {
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return cmp.Diff(told(diagnostic.Merge(problems, clashes)), told(p.wrong()))
}

func compareFiles(t *testing.T, p *preview, e *editor, jobs []press.Job) string {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	seen := map[string]bool{}
	for _, job := range jobs {
		contents, _, err := job.Make()
		if err != nil {
			return err.Error() // a source is gone again
		}
		for i, address := range job.Outputs {
			if seen[address] || e.rand.IntN(3) == 0 {
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
			if diff := cmp.Diff(string(contents[i]), string(m.current)); diff != "" {
				return address + "\n" + diff
			}
		}
	}
	for _, gone := range []string{"guide/tcp.html", "en/new.html", "both/part/a.html", "zz.html", "figures/scenarios/handshake.zh.svg", "figures/guide/tcp/inline.zh.svg", "en/guide/udp.md"} {
		if _, found := p.press.Job(gone); found && !seen[gone] {
			return gone + " should not be found"
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

// editor edits a site at random, and tells which paths it touched as the watcher
// would.
type editor struct {
	dir    string
	rand   *rand.Rand
	broken string // a file of settings, until the next edit
}

func (e *editor) pick(of ...string) string { return of[e.rand.IntN(len(of))] }

func (e *editor) begin(t *testing.T) {
	for name, content := range map[string]string{
		"site.yaml":                    "languages:\n  zh: {folder: zh}\n  en: {folder: en}\nurl: https://example.org/\n",
		"zh/index.md":                  "# 首页\n\n[TCP](guide/tcp.md#握手)\n",
		"en/index.md":                  "---\ntitle: Home\n---\n\n[TCP](guide/tcp.md)\n",
		"zh/guide/tcp.md":              "# 传输控制\n\n## 握手\n\n![](handshake.scenario)\n\nSYN_SENT\n",
		"en/guide/tcp.md":              "# Transmission control\n\n## Handshake\n\n![](handshake.scenario)\n\nSYN_SENT\n",
		"zh/guide/udp.md":              "---\ndate: 2026-01-02\n---\n# UDP\n",
		"en/guide/udp.md":              "# UDP\n\n<!--@include: @/parts/a.md-->\n",
		"zh/states.md":                 "# 状态\n\n::: glossary\n- LISTEN：等待\n- SYN_SENT：已发\n:::\n",
		"parts/a.md":                   "Taken in.\n",
		"public/x.txt":                 "x",
		"scenarios/handshake.scenario": scenario,
	} {
		e.write(t, name, content)
	}
}

func (e *editor) write(t *testing.T, name, content string) []string {
	t.Helper()
	if info, err := os.Stat(filepath.Join(e.dir, name)); err == nil && info.IsDir() {
		e.remove(t, name)
	}
	put(t, filepath.Join(e.dir, name), content)
	return []string{name}
}

func (e *editor) remove(t *testing.T, name string) []string {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(e.dir, name)); err != nil {
		t.Fatal(err)
	}
	return []string{name}
}

// move renames a file or a folder, if it is there and the other is not.
func (e *editor) move(t *testing.T, from, to string) []string {
	t.Helper()
	from, to = filepath.Join(e.dir, from), filepath.Join(e.dir, to)
	if _, err := os.Stat(to); err == nil || os.Rename(from, to) != nil {
		return nil
	}
	names := []string{}
	for _, name := range []string{from, to} {
		name, _ = filepath.Rel(e.dir, name)
		names = append(names, filepath.ToSlash(name))
	}
	return names
}

// edit does one thing to the site.
func (e *editor) edit(t *testing.T) []string {
	t.Helper()
	lang := e.pick("zh", "en")
	page := lang + "/" + e.pick("guide/tcp.md", "guide/udp.md", "new.md", "index.md", "states.md", "part/a.md", "part/deep/b.md")
	if e.broken != "" { // while the settings are wrong, nothing else is seen
		defer func() { e.broken = "" }()
		return e.write(t, e.broken, map[string]string{"site.yaml": "languages:\n  zh: {folder: zh}\n  en: {folder: en}\n"}[e.broken])
	}
	if e.rand.IntN(2) == 0 {
		return e.quiet(t, page)
	}
	switch e.rand.IntN(24) {
	case 0, 1, 2, 3: // no more than text
		return e.append(t, page, e.pick("More.\n", "\n## Later\n", "\n[a](new.md) [b](gone.md) [c](guide/tcp.md#later)\n", "\nESTABLISHED, SYN_SENT\n", "\n![](gone.scenario)\n"))
	case 4: // its title and its place
		return e.write(t, page, fmt.Sprintf("---\n%s\n---\n# H%d\n\ntext\n", e.pick("title: New", "order: 1", "order: 2", "draft: true", "date: 2026-03-04", "description: d"), e.rand.IntN(3)))
	case 5:
		return e.write(t, page, e.pick("# A `b`\n", "# LISTEN\n", "Text first.\n\n# H\n", "# 一\n", "", "---\ntitle: [\n---\n"))
	case 6:
		return e.remove(t, page)
	case 7: // a glossary
		return e.write(t, lang+"/states.md", e.pick("# S\n\n::: glossary\n- **LIS**TEN: waits\n:::\n", "# S\n\n```\nLISTEN：a\nSYN_SENT：b\nCLOSED：c\n```\n", "# S\n"))
	case 8:
		return e.write(t, page, "# F\n\n```scenario id="+e.pick("inline", "other")+"\nserver listen\n"+e.pick("", "client connect\n", "client conect\n")+"```\n")
	case 9:
		return e.write(t, e.pick("scenarios/handshake.scenario", "zh/guide/handshake.scenario"), e.pick(scenario, scenario+"client send 1\n", scenario+"expect client CLOSED\n"))
	case 10:
		return e.remove(t, e.pick("scenarios/handshake.scenario", "zh/guide/handshake.scenario", "scenarios"))
	case 11:
		return e.write(t, page, "# I\n\n<!--@include: @/parts/"+e.pick("a", "b")+".md-->\n")
	case 12: // a title from another file
		return e.write(t, page, "<!--@include: @/parts/"+e.pick("a", "b")+".md-->\n")
	case 13:
		return e.write(t, e.pick("parts/a.md", "parts/b.md"), e.pick("# A\n", "B\n", "```scenario\nserver listen\n```\n", "<!--@include: ./b.md-->\n"))
	case 14:
		return e.remove(t, e.pick("parts/a.md", "parts/b.md", "parts"))
	case 15:
		return e.move(t, lang+"/"+e.pick("guide", "part", "moved"), lang+"/"+e.pick("guide", "part", "moved"))
	case 16:
		return e.move(t, page, lang+"/"+e.pick("new.md", "guide/new.md", "x.txt"))
	case 17:
		if e.rand.IntN(6) == 0 {
			e.broken = "site.yaml"
			return e.write(t, "site.yaml", "titel: x\n")
		}
		return e.write(t, "site.yaml", fmt.Sprintf("title: T%d\nlanguages:\n  zh: {folder: zh}\n  en: {folder: en}\n%s", e.rand.IntN(3),
			e.pick("", "url: https://example.org/\n", "nav: [guide/tcp]\n", "both: false\n", "states: underscore\n")))
	case 18:
		if e.rand.IntN(2) == 0 {
			return e.write(t, "theme/words/en.yaml", e.pick("menu: Contents\n", "manu: x\n"))
		}
		return e.write(t, "glossary.yaml", e.pick("- {zh: 握手, en: handshake}\n", "- {zh: 控制, en: control}\n"))
	case 19:
		if e.rand.IntN(4) == 0 {
			e.broken = "translations.lock"
			return e.write(t, "translations.lock", "?\n")
		}
		return e.write(t, "translations.lock", e.pick("", "guide/tcp\t#握手\tzh\t000000000000\ten\t000000000000\n"))
	case 20:
		return e.write(t, e.pick("theme/partials/footer.html", "theme/extra.css"), e.pick(`{{define "site-footer"}}A{{end}}`, `{{define "site-footer"}}B{{end}}`, "p{}"))
	case 21:
		return e.write(t, e.pick("public/x.txt", lang+"/x.txt", "public/guide/tcp.html"), e.pick("x", "y"))
	case 22: // a link to another source, which changes when that does
		name := lang + "/link.md"
		e.remove(t, name)
		if err := os.Symlink("../parts/a.md", filepath.Join(e.dir, name)); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
		return []string{name}
	default: // the output of a build among the sources
		out := lang + "/" + e.pick("guide", "part")
		return append(e.write(t, out+"/.woshou-manifest", "{}"), out)
	}
}

// quiet is an edit from which nothing follows for the site as a whole, if the
// file is there.
func (e *editor) quiet(t *testing.T, page string) []string {
	t.Helper()
	name := e.pick(page, page, "zh/guide/tcp.md", "en/guide/udp.md", "scenarios/handshake.scenario", "zh/guide/handshake.scenario", "parts/a.md", "parts/b.md", "public/x.txt")
	before, err := os.ReadFile(filepath.Join(e.dir, name))
	if err != nil {
		return nil
	}
	switch text := string(before); filepath.Ext(name) {
	case ".scenario":
		return e.write(t, name, e.pick(scenario, scenario+"client send 1\n", scenario+"expect client CLOSED\n"))
	case ".md":
		if _, body, found := strings.Cut(text, "\n\n"); found && e.rand.IntN(3) == 0 { // another heading, and with it other ids
			return e.write(t, name, strings.TrimSuffix(text, body)+e.pick("## Later\n\nB\n", "## 握手\n\nC\n", "<!--@include: @/parts/b.md-->\n"))
		}
		return e.write(t, name, text+e.pick("\nMore.\n", "\n## Later\n", "\n<!--@include: @/parts/a.md-->\n", "\n[a](new.md) [c](guide/tcp.md#later)\n", "\nESTABLISHED, SYN_SENT\n"))
	default:
		return e.write(t, name, text+"z")
	}
}

// append adds to a page, or begins it.
func (e *editor) append(t *testing.T, name, more string) []string {
	t.Helper()
	before, err := os.ReadFile(filepath.Join(e.dir, name))
	if err != nil {
		before = []byte("# Begun\n")
	}
	return e.write(t, name, string(slices.Concat(before, []byte(more))))
}
