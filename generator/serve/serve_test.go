package serve

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"woshou/generator/diagnostic"
	"woshou/generator/guard"
	"woshou/generator/search"
)

// patience is how long a test waits for what must come. It is no measure of
// speed: only a test that fails waits so long.
const patience = 20 * time.Second

// put writes a file in one go: the server must not find it empty on the way.
func put(t testing.TB, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	draft := filepath.Join(t.TempDir(), "draft")
	if err := os.WriteFile(draft, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(draft, name); err != nil {
		t.Fatal(err)
	}
}

const scenario = "server listen\nclient connect\n"

// sample writes a small site.
func sample(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	put(t, filepath.Join(dir, "site.yaml"), "languages:\n  zh: {folder: zh}\n  en: {folder: en}\nurl: https://docs.example.org/base/\n")
	put(t, filepath.Join(dir, "zh/tcp.md"), "# 传输控制\n\n![](tcp.scenario)\n")
	put(t, filepath.Join(dir, "en/tcp.md"), "# TCP\n\n[zh](@/zh/tcp.md)\n")
	put(t, filepath.Join(dir, "zh/udp.md"), "# UDP\n")
	put(t, filepath.Join(dir, "zh/tcp.scenario"), scenario)
	put(t, filepath.Join(dir, "zh/x.svg"), "<svg/>")
	return dir
}

// handler serves a site without a network.
func handler(t testing.TB, dir string) http.Handler {
	t.Helper()
	p, err := newPreview(Options{Site: dir, Changed: func(Change) {}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.close)
	return guard.Handler(DefaultAddr, p)
}

func get(h http.Handler, path string, change ...func(*http.Request)) *http.Response {
	r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:4000"+path, nil)
	for _, c := range change {
		c(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func body(t testing.TB, r *http.Response) string {
	t.Helper()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestAddressesAreThoseOfTheBuild(t *testing.T) {
	h := handler(t, sample(t))
	for path, want := range map[string]struct {
		status int
		kind   string
		holds  string
	}{
		"/":                      {200, "text/html; charset=utf-8", "传输控制"},
		"/tcp.html":              {200, "text/html; charset=utf-8", `data-figure="tcp"`},
		"/en/":                   {200, "text/html; charset=utf-8", "TCP"},
		"/en":                    {302, "text/html; charset=utf-8", "en/"},
		"/figures/zh/tcp.zh.svg": {200, "image/svg+xml", "<svg"},
		"/x.svg":                 {200, "image/svg+xml", "<svg/>"},
		"/-/reload.js":           {200, "text/javascript; charset=utf-8", "EventSource"},
		"/robots.txt":            {200, "text/plain; charset=utf-8", "Sitemap"},
		"/gone.html":             {404, "text/html; charset=utf-8", "404"},
		"/../site.yaml":          {404, "text/html; charset=utf-8", "404"},
		"/site.yaml":             {404, "text/html; charset=utf-8", "404"},
		"/zh/tcp.md":             {404, "text/html; charset=utf-8", "404"},
		"/%2e%2e/site.yaml":      {404, "text/html; charset=utf-8", "404"},
		"/-/../site.yaml":        {404, "text/plain; charset=utf-8", ""},
		"/-/serve.go":            {404, "text/plain; charset=utf-8", ""},
	} {
		r := get(h, path)
		if r.StatusCode != want.status || r.Header.Get("Content-Type") != want.kind {
			t.Errorf("%s: %d %s, want %d %s", path, r.StatusCode, r.Header.Get("Content-Type"), want.status, want.kind)
		}
		if text := body(t, r); !strings.Contains(text, want.holds) {
			t.Errorf("%s lacks %q", path, want.holds)
		}
	}
}

func TestOnlyOwnPagesAreAnswered(t *testing.T) {
	h := handler(t, sample(t))
	host := func(name string) func(*http.Request) { return func(r *http.Request) { r.Host = name } }
	header := func(pairs ...string) func(*http.Request) {
		return func(r *http.Request) {
			for i := 0; i < len(pairs); i += 2 {
				r.Header.Set(pairs[i], pairs[i+1])
			}
		}
	}
	method := func(m string) func(*http.Request) { return func(r *http.Request) { r.Method = m } }
	for name, c := range map[string]struct {
		change func(*http.Request)
		status int
	}{
		"localhost":                  {host("localhost:4000"), 200},
		"IPv6 loopback":              {host("[::1]:4000"), 200},
		"another name for us":        {host("evil.example:4000"), 403},
		"no host":                    {host(""), 403},
		"own origin":                 {header("Origin", "http://127.0.0.1:4000"), 200},
		"another origin":             {header("Origin", "https://evil.example"), 403},
		"another port":               {header("Origin", "http://127.0.0.1:8080"), 403},
		"an image on another site":   {header("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"), 403},
		"a frame on another site":    {header("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"), 403},
		"a link on another site":     {header("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"), 200},
		"HEAD":                       {method(http.MethodHead), 200},
		"POST":                       {method(http.MethodPost), 405},
		"OPTIONS, as CORS would ask": {method(http.MethodOptions), 405},
	} {
		r := get(h, "/tcp.html", c.change)
		if r.StatusCode != c.status {
			t.Errorf("%s: %d, want %d", name, r.StatusCode, c.status)
		}
		if r.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: CORS is offered", name)
		}
	}
	if r := get(h, "/tcp.html", method(http.MethodHead)); body(t, r) != "" {
		t.Error("HEAD has a body")
	}
}

func TestPreviewPagesLoadTheReloadScriptAndNoMoreThanTheyMay(t *testing.T) {
	page := body(t, get(handler(t, sample(t)), "/en/tcp.html"))
	if !strings.Contains(page, `src="/-/reload.js"`) {
		t.Error("the reload script is not there")
	}
	policy := regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(page)[1]
	if !strings.Contains(policy, "script-src &#39;self&#39;;") || !strings.Contains(policy, "connect-src &#39;self&#39;;") {
		t.Errorf("policy: %s", policy)
	}
}

// running is a server on a network, with a page open in it.
type running struct {
	url string
	log *logged
	end func(t testing.TB)
}

// logged is a log that may be read while it is written.
type logged struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *logged) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

// change is what somebody at the terminal reads of a change.
func (l *logged) change(c Change) {
	fmt.Fprintf(l, "%s: %d pages, %d figures\n", strings.Join(c.Names, ", "), c.Pages, c.Figures)
	diagnostic.Print(l, c.Problems, c.Read, false)
}

func (l *logged) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func start(t testing.TB, dir string) running {
	t.Helper()
	return begin(t, dir, "127.0.0.1:0")
}

// begin starts a server at an address. It ends with the test, or before.
func begin(t testing.TB, dir, addr string) running {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	ready, done := make(chan string, 1), make(chan error, 1)
	log := &logged{}
	go func() {
		done <- Serve(ctx, Options{Site: dir, Addr: addr, Changed: log.change, Ready: func(url string) { ready <- url }})
	}()
	ended := sync.OnceValue(func() error {
		stop()
		return <-done
	})
	end := func(t testing.TB) {
		if err := ended(); err != nil {
			t.Error(err)
		}
	}
	t.Cleanup(func() { end(t) })
	select {
	case url := <-ready:
		return running{url, log, end}
	case err := <-done:
		done <- err
		t.Fatal(err)
	case <-time.After(patience):
		t.Fatal("the server does not start")
	}
	panic("unreachable")
}

// event is what a tab learns when it asks: whether its page is another one, and
// what is wrong.
type event struct {
	Changed  bool
	Problems []overlaid
}

// open asks for a page as a browser does, and then, whenever there is news, how it
// stands.
func (r running) open(t testing.TB, address string) <-chan event {
	t.Helper()
	page, err := http.Get(r.url + address)
	if err != nil {
		t.Fatal(err)
	}
	page.Body.Close()
	_, held, _ := strings.Cut(page.Header.Get("Server-Timing"), "desc=")
	news := r.stream(t)
	events := make(chan event, 100)
	go func() {
		defer close(events)
		for range news {
			now, err := r.now(address, held)
			if err != nil {
				return
			}
			held = now.Version
			events <- event{now.Page != nil, now.Problems}
		}
	}()
	return events
}

// stream is a stream of news, which begins with some.
func (r running) stream(t testing.TB) <-chan struct{} {
	t.Helper()
	ask, err := http.NewRequest(http.MethodGet, r.url+"-/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	ask.Header.Set("Sec-Fetch-Site", "same-origin")
	answer, err := http.DefaultClient.Do(ask)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	news := make(chan struct{}, 100)
	news <- struct{}{}
	go func() {
		defer close(news)
		lines := bufio.NewScanner(answer.Body)
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "data: ") {
				news <- struct{}{}
			}
		}
	}()
	return news
}

// now is how the page at an address stands for a tab that holds a version of it.
func (r running) now(address, held string) (now answer, err error) {
	got, err := http.Get(r.url + "-/now?page=/" + url.QueryEscape(address) + "&held=" + held)
	if err != nil {
		return now, err
	}
	defer got.Body.Close()
	return now, json.NewDecoder(got.Body).Decode(&now)
}

func (r running) page(t testing.TB, address string) string {
	t.Helper()
	answer, err := http.Get(r.url + address)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	return body(t, answer)
}

// until waits for an event that is as wanted, and fails if one that is not
// allowed comes before it.
func until(t testing.TB, events <-chan event, what string, wanted func(event) bool) event {
	t.Helper()
	timeout := time.After(patience)
	for {
		select {
		case e, open := <-events:
			if !open {
				t.Fatalf("the stream ended before: %s", what)
			}
			if wanted(e) {
				return e
			}
		case <-timeout:
			t.Fatalf("never came: %s", what)
		}
	}
}

func changed(e event) bool { return e.Changed }
func healed(e event) bool  { return len(e.Problems) == 0 }
func broken(e event) bool  { return len(e.Problems) > 0 }

func TestEditReachesTheOpenPage(t *testing.T) {
	dir := sample(t)
	r := start(t, dir)
	events := r.open(t, "tcp.html")
	until(t, events, "the first state", healed)
	put(t, filepath.Join(dir, "zh/tcp.md"), "# 传输控制协议\n")
	until(t, events, "the edit", changed)
	if page := r.page(t, "tcp.html"); !strings.Contains(page, "传输控制协议") {
		t.Error("the page is the old one")
	}
	within(t, "the edit in the log", func() bool { return strings.Contains(r.log.String(), "zh/tcp.md: 1 pages, 0 figures\n") })
}

func TestScenarioReachesThePageThatShowsIt(t *testing.T) {
	dir := sample(t)
	r := start(t, dir)
	events := r.open(t, "tcp.html")
	until(t, events, "the first state", healed)
	put(t, filepath.Join(dir, "zh/tcp.scenario"), scenario+"client send 10\n")
	until(t, events, "the edit", changed)
}

func TestIncludeReachesThePageThatTakesItIn(t *testing.T) {
	dir := sample(t)
	put(t, filepath.Join(dir, "zh/tcp.md"), "# TCP\n\n<!--@include: @/parts/a.md-->\n")
	put(t, filepath.Join(dir, "parts/a.md"), "<<< ./a.js\n")
	put(t, filepath.Join(dir, "parts/a.js"), "one()\n")
	r := start(t, dir)
	events := r.open(t, "tcp.html")
	until(t, events, "the first state", healed)
	put(t, filepath.Join(dir, "parts/a.js"), "two()\n")
	until(t, events, "the edit", changed)
	if page := r.page(t, "tcp.html"); !strings.Contains(page, "two()") {
		t.Error("the page is the old one")
	}
	put(t, filepath.Join(dir, "parts/a.md"), "x\n\n<<< ./gone.js\n")
	until(t, events, "the error, in the file that has it", func(e event) bool {
		return len(e.Problems) == 1 && e.Problems[0].Place == "parts/a.md:3:1" && e.Problems[0].Excerpt[1] != ""
	})
	put(t, filepath.Join(dir, "parts/gone.js"), "three()\n")
	until(t, events, "the file", healed)
}

// A page that does not depend on an edit is left in peace; one that shows
// another's title does.
func TestOnlyPagesThatChangedReload(t *testing.T) {
	dir := sample(t)
	put(t, filepath.Join(dir, "en/quic.md"), "# QUIC\n")
	r := start(t, dir)
	english, chinese := r.open(t, "en/quic.html"), r.open(t, "udp.html")
	until(t, english, "the first state", healed)
	put(t, filepath.Join(dir, "zh/tcp.md"), "---\ntitle: 新的标题\n---\n# 传输控制\n")
	until(t, chinese, "the neighbour's title", changed)
	if e := until(t, english, "word of the edit", healed); e.Changed {
		t.Error("the English page was told to reload for a Chinese title")
	}
	put(t, filepath.Join(dir, "en/quic.md"), "# Other\n")
	until(t, english, "its own edit", changed)
}

func TestErrorsLieOverTheLastGoodPage(t *testing.T) {
	dir := sample(t)
	r := start(t, dir)
	events := r.open(t, "tcp.html")
	until(t, events, "the first state", healed)
	good := r.page(t, "tcp.html")

	put(t, filepath.Join(dir, "zh/tcp.scenario"), scenario+"expect client 握手\n")
	e := until(t, events, "the error", broken)
	if e.Changed {
		t.Error("the page is told to reload")
	}
	p := e.Problems[0]
	if p.Place != "zh/tcp.scenario:3:15" || len(p.Excerpt) != 3 || p.Excerpt[0] != "expect client " || p.Excerpt[1] != "握手" {
		t.Errorf("the overlay shows %+v", p)
	}
	if r.page(t, "tcp.html") != good {
		t.Error("the last good page is gone")
	}

	put(t, filepath.Join(dir, "zh/tcp.scenario"), scenario)
	until(t, events, "the mended scenario", healed)
	if r.page(t, "tcp.html") != good {
		t.Error("the page is not as before")
	}
}

func TestBrokenConfigurationKeepsTheSite(t *testing.T) {
	dir := sample(t)
	r := start(t, dir)
	events := r.open(t, "en/tcp.html")
	until(t, events, "the first state", healed)
	put(t, filepath.Join(dir, "site.yaml"), "titel: x\n")
	if e := until(t, events, "the error", broken); e.Problems[0].Place != "site.yaml:1:1" {
		t.Errorf("the overlay shows %+v", e.Problems)
	}
	if page := r.page(t, "en/tcp.html"); !strings.Contains(page, "TCP") {
		t.Error("the site is gone")
	}
}

func TestNewFoldersAreWatched(t *testing.T) {
	dir := sample(t)
	r := start(t, dir)
	events := r.open(t, "tcp.html")
	put(t, filepath.Join(dir, "zh/guide/new.md"), "# 新\n")
	until(t, events, "the new page in the navigation", changed)
	put(t, filepath.Join(dir, "zh/guide/new.md"), "# 更新\n")
	until(t, events, "its new title", changed)
}

func TestPortInUse(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	err = Serve(context.Background(), Options{Site: sample(t), Addr: listener.Addr().String()})
	taken, is := errors.AsType[*InUse](err)
	if !is {
		t.Fatalf("got %v", err)
	}
	own := fmt.Sprintf("(process %d)", os.Getpid())
	if _, err := os.Stat("/proc/net/tcp"); err == nil && !strings.HasSuffix(taken.Holder, own) {
		t.Errorf("it is held by %q, want %s", taken.Holder, own)
	}
}

// Who names no address gets the next that is free.
func TestNextFreePort(t *testing.T) {
	if other, err := net.Listen("tcp", DefaultAddr); err == nil {
		defer other.Close()
	} // else somebody else has it, which is as well
	ctx, stop := context.WithCancel(context.Background())
	var passed []string
	err := Serve(ctx, Options{Site: sample(t), Passed: func(e *InUse) { passed = append(passed, e.Addr) }, Ready: func(url string) {
		defer stop()
		if url == "http://"+DefaultAddr+"/" {
			t.Errorf("it listens at %s", url)
		}
	}})
	if stop(); err != nil || len(passed) == 0 || passed[0] != DefaultAddr {
		t.Errorf("passed over %q: %v", passed, err)
	}
}

func TestMissingSite(t *testing.T) {
	if err := Serve(context.Background(), Options{Site: filepath.Join(t.TempDir(), "gone")}); err == nil {
		t.Error("no error")
	}
}

// TestTerminalShowsErrors holds that an error is told in the terminal too, at
// its place, whether or not anybody has the page open.
func TestTerminalShowsErrors(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "index.md"), "![x](a.scenario)\n")
	put(t, filepath.Join(dir, "a.scenario"), "server listen\nexpect server LISTEN\n")
	r := start(t, dir)
	put(t, filepath.Join(dir, "a.scenario"), "server listen\nexpect server CLOSED\n")
	deadline := time.Now().Add(patience)
	for !strings.Contains(r.log.String(), "a.scenario:2:8") {
		if time.Now().After(deadline) {
			t.Fatalf("the log does not name the place:\n%s", r.log.String())
		}
		time.Sleep(10 * time.Millisecond)
	}
	if !strings.Contains(r.log.String(), "a.scenario: 1 pages, 1 figures") {
		t.Errorf("the log does not say what changed:\n%s", r.log.String())
	}
}

// found is all that searches find in the pages of a site, in Chinese.
func found(t *testing.T, h http.Handler) string {
	t.Helper()
	parts, err := search.Parts(func(name string) ([]byte, error) {
		r := get(h, "/assets/search/zh/"+name)
		if r.StatusCode == http.StatusNotFound {
			return nil, fs.ErrNotExist
		}
		return []byte(body(t, r)), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, packed := range parts {
		part, err := packed.Unpack()
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&all, part)
	}
	return all.String()
}

// The preview answers searches over what the pages say now.
func TestSearchFollowsEdits(t *testing.T) {
	dir := sample(t)
	p, err := newPreview(Options{Site: dir, Changed: func(Change) {}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.close)
	h := guard.Handler(DefaultAddr, p)
	if text := found(t, h); !strings.Contains(text, "传输控制") {
		t.Errorf("the texts lack the page: %s", text)
	}
	put(t, filepath.Join(dir, "zh/tcp.md"), "# 拥塞控制\n")
	p.update([]string{"zh/tcp.md"})
	if text := found(t, h); !strings.Contains(text, "拥塞控制") || strings.Contains(text, "传输控制") {
		t.Errorf("the texts are those before the edit: %s", text)
	}
	if r := get(h, "/assets/search/zh/t99.js"); r.StatusCode != http.StatusNotFound {
		t.Errorf("a file that there is not: %s", r.Status)
	}
}
