package main

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"woshou/diagrams/golden/chromium"
	"woshou/generator/build"
	"woshou/generator/export"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"golang.org/x/sync/errgroup"
)

// hostile is a word that runs wherever it is taken for more than a word: for
// HTML, for the end of an attribute or of a script, for an expression.
const hostile = `"'><script>ran=1</script><img src=//elsewhere.test/x onerror=ran=1>` + "`${ran=1}`{{constructor.constructor('ran=1')()}}"

// hostilely is a text of ours with a hostile word for each "T".
func hostilely(text string) string {
	return strings.ReplaceAll(text, `"T"`, `"`+strings.ReplaceAll(hostile, `"`, "")+`"`)
}

const hostileScenario = `title zh "T" en "T"
host client zh "T" en "T"
host server zh "T" en "T"
show time, window, options, calls, timers
section zh "T" en "T"
server listen
client connect
note client "T"
client send 100
lose FIN from client
client close
`

// hostileSite is a site whose every word is hostile.
func hostileSite(t *testing.T) string {
	t.Helper()
	quoted := `"` + strings.ReplaceAll(hostile, `"`, `\"`) + `"` // of YAML
	scenario := hostilely(hostileScenario)
	page := "---\ntitle: " + quoted + "\ndescription: " + quoted + "\nprotocol: tcp\n---\n" + strings.ReplaceAll(`# T {#one}

T [T](b.md "T") ![T](x.png "T") <b title='T'>T</b> <T>T</T> <a href="javascript:ran=1">x</a> [x](javascript:ran=1) ^[T] :T:

::: tip T
T
:::

::: details T
T
:::

::: code-group
~~~js [T]
T // [!code ++]
~~~
~~~T {1} [T]
T
~~~
:::

| T | T |
|---|:-:|
| T | T |

::: glossary
CLOSED
: T
LISTEN
: T
:::

SYN_SENT $T$

$$
T
$$

[[toc]]

## T

![T](s.scenario){what-if=lose,duplicate,delay}

[T]{step=1}

~~~states tcp
path client s.scenario
~~~
`, "T", strings.NewReplacer("|", "", "\n", "").Replace(hostile))
	page = strings.ReplaceAll(page, "~~~", "```")
	home := "---\nlayout: home\nhero:\n  name: " + quoted + "\n  text: " + quoted + "\n  tagline: " + quoted + "\n  actions: [{text: " + quoted +
		", link: javascript:ran=1}, {text: " + quoted + ", link: a.md}]\nfeatures:\n  - {title: " + quoted + ", details: " + quoted + ", icon: " + quoted + ", link: a.md}\n---\n" + hostile + "\n"
	words := ""
	for _, key := range []string{"skip", "search", "outline", "figure", "figure-table", "play-undo", "play-if", "permalink", "copy", "tip"} {
		words += key + ": " + quoted + "\n"
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"site.yaml": "title: {zh: " + quoted + ", en: " + quoted + "}\nurl: https://docs.example.org/\nlanguages:\n  zh: {name: " + quoted +
			", folder: zh}\n  en: {name: " + quoted + ", folder: en}\n",
		"glossary.yaml":       "- {zh: " + quoted + ", en: " + quoted + "}\n",
		"theme/words/en.yaml": words, "theme/words/zh.yaml": words,
		"zh/index.md": home, "en/index.md": home, "zh/a.md": page, "en/a.md": page, "zh/b.md": page,
		"zh/it's &amp; onclick=ran=1 x.md": "# " + hostile + "\n", "zh/s.scenario": scenario, "en/s.scenario": scenario,
		"zh/x.png": "", "en/x.png": "",
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// everything is done to a page: what can be opened is, what can be clicked, pointed
// at or typed into as well. No link is followed.
const everything = `(async () => {
  addEventListener("click", e => { if (e.target.closest && e.target.closest("a[href]")) e.preventDefault(); }, true);
  // A script of ours that is still on its way is not told that it has come, or failed.
  const loads = (e, kind) => /load|error/.test(kind) && e.matches("script:not([onload], [onerror]), link:not([onload], [onerror])");
  const wait = ms => new Promise(done => setTimeout(done, ms));
  for (let round = 0; round < 2; round++) {
    for (const d of document.querySelectorAll("details")) d.open = true;
    for (const e of document.querySelectorAll("*")) {
      for (const kind of ["mouseover", "mouseenter", "focus", "pointerdown", "mousedown", "mouseup", "click", "toggle", "load", "error"])
        if (!loads(e, kind)) e.dispatchEvent(new MouseEvent(kind, {bubbles: kind !== "load" && kind !== "error", cancelable: true}));
      for (const key of ["ArrowRight", "ArrowDown", "Enter"]) if (e.matches("[tabindex], button, input"))
        e.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
    }
    document.dispatchEvent(new KeyboardEvent("keydown", {key: "/", bubbles: true}));
    await wait(300);
    for (const input of document.querySelectorAll("input")) {
      input.value = "script"; input.dispatchEvent(new Event("input", {bubbles: true}));
    }
    await wait(300);
  }
  return [...document.querySelectorAll("script")].filter(s => /ran=1/.test(s.textContent)).length + (window.ran || 0);
})()`

// Nothing that an author wrote runs, and nothing is fetched from elsewhere, on any
// page of a site and in any file that is exported.
func TestPagesAreInert(t *testing.T) {
	window := chromium.Window(t)
	site, out, exported := hostileSite(t), t.TempDir(), t.TempDir()
	_, problems, err := build.Build(t.Context(), build.Options{Site: site, Out: out})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if p.Severity == "error" {
			t.Fatalf("%s: %s", p.Place, p.Message)
		}
	}
	formats := strings.Join(export.Formats, ",")
	if status := run(t.Context(), []string{"export", filepath.Join(site, "zh", "a.md"), filepath.Join(site, "en", "a.md"), "-o", exported, "--format", formats}); status != 0 {
		t.Fatal("export ends with", status)
	}
	for _, dir := range []string{out, exported} {
		server := httptest.NewServer(http.FileServer(http.Dir(dir)))
		t.Cleanup(server.Close)
		holdPagesInert(t, window, server.URL, opened(t, dir))
	}
	holdFilesInert(t, exported)
}

// holdPagesInert opens files of a server, several at a time.
func holdPagesInert(t *testing.T, window context.Context, server string, names []string) {
	t.Helper()
	complaints := make([][]string, len(names))
	var all errgroup.Group
	all.SetLimit(tabsAtOnce)
	for i, name := range names {
		all.Go(func() error {
			complaints[i] = complaintsOf(t, window, server+"/"+(&url.URL{Path: name}).EscapedPath())
			return nil
		})
	}
	_ = all.Wait() // what went wrong is a complaint
	for i, name := range names {
		for _, complaint := range complaints[i] {
			t.Errorf("%s: %s", name, complaint)
		}
	}
}

// opened are the files below a folder that a browser shows.
func opened(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && slices.Contains([]string{".html", ".svg", ".xml", ".txt", ".md"}, filepath.Ext(name)) {
			names = append(names, name)
		}
		return err
	})
	if err != nil || len(names) < 5 {
		t.Fatal(names, err)
	}
	return names
}

// What looks for what runs must see it.
func TestComplaintsOfWhatRuns(t *testing.T) {
	window := chromium.Window(t)
	for _, bad := range []string{
		"<p>" + hostile, `<svg xmlns="http://www.w3.org/2000/svg" onclick="ran=1"></svg>`, `<button onclick="ran=1">x</button>`,
		`<details ontoggle="ran=1"><img src="http://elsewhere.test/x.png" loading="lazy"></details>`, `<img src="http://elsewhere.test/x.png">`,
	} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = io.WriteString(w, bad)
		}))
		if len(complaintsOf(t, window, server.URL+"/")) == 0 {
			t.Errorf("nothing is said of %s", bad)
		}
		server.Close()
	}
}

// complaintsOf opens an address, does everything there, and looks for what ran and
// for what was asked for elsewhere.
func complaintsOf(t *testing.T, window context.Context, address string) (complaints []string) {
	t.Helper()
	ctx, messages := tab(t, window)
	var mu sync.Mutex
	var foreign []string
	host := address[:strings.Index(address[len("http://"):], "/")+len("http://")]
	err := chromedp.Listen(ctx, func(ev any) {
		if ev, ok := ev.(*network.EventRequestWillBeSent); ok && !strings.HasPrefix(ev.Request.URL, host) && !strings.HasPrefix(ev.Request.URL, "data:") {
			mu.Lock()
			defer mu.Unlock()
			foreign = append(foreign, ev.Request.URL)
		}
	})
	if err == nil {
		err = chromedp.Do(ctx, chromedp.Navigate(address))
	}
	ran := 0
	if err == nil {
		ran, err = chromedp.Run(ctx, chromedp.Evaluate[int](everything, chromedp.EvalAwaitPromise))
	}
	if err != nil || ran != 0 {
		complaints = append(complaints, fmt.Sprintf("%d ran, %v", ran, err))
	}
	mu.Lock()
	defer mu.Unlock()
	if len(foreign) > 0 {
		complaints = append(complaints, fmt.Sprintf("asks for %q", foreign))
	}
	for _, m := range messages() {
		if strings.Contains(m, "Content Security Policy") || strings.Contains(m, "exception") {
			complaints = append(complaints, m)
		}
	}
	return complaints
}

// holdFilesInert holds that no exported file has what its reader would run or
// fetch, and that a hostile word in it ends nothing: no string of a PDF, no element
// of a presentation, no comment of a capture.
func holdFilesInert(t *testing.T, dir string) {
	t.Helper()
	hold := map[string]func(t *testing.T, name string, content []byte){
		".pdf": holdPDFInert, ".pptx": holdPresentationInert, ".pcapng": holdCaptureInert,
		".json": func(t *testing.T, name string, content []byte) {
			if !json.Valid(content) {
				t.Errorf("%s is no JSON", name)
			}
		},
	}
	kinds := map[string]int{}
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		kinds[filepath.Ext(name)]++
		if look := hold[filepath.Ext(name)]; look != nil {
			look(t, name, []byte(read(t, name)))
		}
	}
	if len(kinds) < len(export.Formats)-1 { // cards are a .txt too
		t.Errorf("exported were %v, of %q", kinds, export.Formats)
	}
}

// holdPDFInert holds that a PDF has no action, and no hostile word outside of a
// string.
func holdPDFInert(t *testing.T, name string, content []byte) {
	t.Helper()
	objects := regexp.MustCompile(`(?s)stream\r?\n.*?endstream`).ReplaceAll(content, nil)
	objects = regexp.MustCompile(`(?s)\((?:\\.|[^\\)])*\)`).ReplaceAll(objects, nil) // texts
	action := regexp.MustCompile(`/(JavaScript|JS|OpenAction|AA|Launch|URI|SubmitForm|EmbeddedFile|RichMedia|GoToR)\b|ran=1|elsewhere`)
	if found := action.Find(objects); found != nil {
		t.Errorf("%s has %s", name, found)
	}
}

// holdCaptureInert holds that the blocks of a capture, and the options in them,
// are as long as they say, whatever a comment is.
func holdCaptureInert(t *testing.T, name string, content []byte) {
	t.Helper()
	comments := 0
	for len(content) > 0 {
		if len(content) < 12 {
			t.Fatalf("%s: %d octets are left behind the last block", name, len(content))
		}
		kind, length := binary.LittleEndian.Uint32(content), binary.LittleEndian.Uint32(content[4:])
		if length%4 != 0 || length < 12 || int(length) > len(content) || binary.LittleEndian.Uint32(content[length-4:]) != length {
			t.Fatalf("%s: a block of %d octets", name, length)
		}
		body := content[8 : length-4]
		content = content[length:]
		switch kind {
		case 0x0A0D0D0A: // section header: its own length, then options
			body = body[16:]
		case 1: // interface description
			body = body[8:]
		case 4: // name resolution: records of addresses and names, written as options are
		case 6: // enhanced packet: the packet, padded, then options
			packet := binary.LittleEndian.Uint32(body[12:])
			body = body[20+(packet+3)/4*4:]
		default:
			t.Errorf("%s: a block of kind %x", name, kind)
		}
		for len(body) >= 4 {
			code, n := binary.LittleEndian.Uint16(body), int(binary.LittleEndian.Uint16(body[2:]))
			padded := 4 + (n+3)/4*4
			if code == 0 || padded > len(body) {
				if code != 0 || n != 0 || len(body) != 4 {
					t.Errorf("%s: option %d of %d octets, where %d are left", name, code, n, len(body))
				}
				break
			}
			if code == 1 && kind != 4 {
				comments++
				if !utf8.Valid(body[4 : 4+n]) {
					t.Errorf("%s: a comment that is no UTF-8", name)
				}
			}
			body = body[padded:]
		}
	}
	if comments == 0 {
		t.Errorf("%s has no comments", name)
	}
}

// holdPresentationInert holds that the parts of a presentation are well-formed,
// refer to nothing outside of it and have neither macros nor objects.
func holdPresentationInert(t *testing.T, name string, content []byte) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range archive.File {
		file, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(content, []byte("TargetMode")) || bytes.Contains(content, []byte("hlinkClick")) || strings.Contains(part.Name, "vba") ||
			strings.Contains(part.Name, "embeddings") {
			t.Errorf("%s: %s refers to what it does not hold", name, part.Name)
		}
		if ext := path.Ext(part.Name); ext != ".xml" && ext != ".rels" {
			continue
		}
		for reader := xml.NewDecoder(bytes.NewReader(content)); ; {
			token, err := reader.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Errorf("%s: %s: %v", name, part.Name, err)
				break
			}
			if e, ok := token.(xml.StartElement); ok && (e.Name.Local == "script" || e.Name.Local == "img") {
				t.Errorf("%s: %s has an element %s", name, part.Name, e.Name.Local)
			}
			if _, ok := token.(xml.Directive); ok {
				t.Errorf("%s: %s declares a type or an entity", name, part.Name)
			}
		}
	}
}
