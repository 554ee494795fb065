package serve

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"woshou/generator/guard"
)

// dial opens a connection to a server, and writes to it.
func (r running) dial(t testing.TB, text string) net.Conn {
	t.Helper()
	conn, err := net.Dial("tcp", strings.Trim(strings.TrimPrefix(r.url, "http:"), "/"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	if _, err := conn.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	return conn
}

// status is the status line's number of what a server answers, 0 for nothing.
func status(conn net.Conn) int {
	_ = conn.SetReadDeadline(time.Now().Add(patience))
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		return 0
	}
	return answer.StatusCode // a stream would have no end
}

// Whatever the target of a request, the answer is right, and never a file that is
// not one of the site's.
func TestRequestTargets(t *testing.T) {
	r := start(t, sample(t))
	for target, want := range map[string]int{
		"GET /tcp.html":                                  200,
		"GET /tcp.html?x=1":                              200,
		"GET //tcp.html":                                 404,
		"GET //evil.example/tcp.html":                    404,
		"GET ///":                                        404,
		"GET /./tcp.html":                                404,
		"GET /en/../tcp.html":                            404,
		"GET /../site.yaml":                              404,
		"GET /%2e%2e/site.yaml":                          404,
		"GET /en/%2e%2e/tcp.html":                        404,
		"GET /en%2ftcp.html":                             400,
		"GET /en%5Ctcp.html":                             400,
		"GET /..%2fsite.yaml":                            400,
		"GET /tcp.html%00.md":                            400,
		"GET /tcp%0d%0aX:y.html":                         400,
		"GET tcp.html":                                   400,
		"GET *":                                          400,
		"GET http://127.0.0.1:4000/tcp.html":             200,
		"GET http://127.0.0.1:4000":                      200,
		"GET https://127.0.0.1:4000/tcp.html":            400,
		"GET http://evil.example/tcp.html":               403,
		"OPTIONS *":                                      405,
		"CONNECT 127.0.0.1:80":                           405,
		"TRACE /tcp.html":                                405,
		"PUT /tcp.html":                                  405,
		"GET /" + strings.Repeat("a", 9000):              414,
		"GET /tcp.html?" + strings.Repeat("a", 9000):     414,
		"GET /" + strings.Repeat("%61", 3000) + ".html":  414,
		"GET /" + strings.Repeat("a", mostHeaders+1<<13): 431,
		"GET /%zz":                                       400,
		"GET /-/events":                                  403,
		"GET /-/now?page=/tcp.html":                      200,
		"GET /-/now?page=" + strings.Repeat("../", 99):   200,
		"GET /-/client/reload.js":                        404,
		"GET /-/../site.yaml":                            404,
	} {
		conn := r.dial(t, target+" HTTP/1.1\r\nHost: 127.0.0.1:4000\r\nConnection: close\r\n\r\n")
		if got := status(conn); got != want {
			t.Errorf("%.60s: %d, want %d", target, got, want)
		}
	}
	for what, c := range map[string]struct {
		headers string
		want    int
	}{
		"no host":             {"", 400},
		"two hosts":           {"Host: a\r\nHost: b\r\n", 400},
		"a body":              {"Host: localhost\r\nContent-Length: 5\r\n\r\nhello", 400},
		"chunks":              {"Host: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", 400},
		"very many headers":   {"Host: localhost\r\n" + strings.Repeat("A: b\r\n", 10000), 431},
		"below localhost":     {"Host: foo.localhost:4000\r\n", 200},
		"localhost, rooted":   {"Host: localhost.:4000\r\n", 200},
		"not below localhost": {"Host: foolocalhost:4000\r\n", 403},
		"another name":        {"Host: localhost.evil.example\r\n", 403},
	} {
		if got := status(r.dial(t, "GET /tcp.html HTTP/1.1\r\n"+c.headers+"\r\n")); got != c.want {
			t.Errorf("%s: %d, want %d", what, got, c.want)
		}
	}
}

// A stream is opened for pages from here alone.
func TestStreamsAreForOwnPages(t *testing.T) {
	r := start(t, sample(t))
	host := strings.Trim(strings.TrimPrefix(r.url, "http:"), "/")
	for header, want := range map[string]int{
		"":                               403,
		"Sec-Fetch-Site: same-origin":    200,
		"Sec-Fetch-Site: none":           403,
		"Sec-Fetch-Site: cross-site":     403,
		"Origin: http://" + host:         200,
		"Origin: null":                   403,
		"Origin: http://evil.example":    403,
		"Referer: http://" + host + "/a": 200,
		"Referer: http://" + host + "0/": 403,
	} {
		if header != "" {
			header += "\r\n"
		}
		if got := status(r.dial(t, "GET /-/events HTTP/1.1\r\nHost: "+host+"\r\n"+header+"\r\n")); got != want {
			t.Errorf("%q: %d, want %d", header, got, want)
		}
	}
}

// Thousands of connections, idle, half a request long, or with a stream, are bounded
// while they last and leave nothing; the author's own tab is told all the same.
func TestManyConnections(t *testing.T) {
	dir := sample(t)
	goroutines, files := runtime.NumGoroutine(), descriptors()
	r := begin(t, dir, "127.0.0.1:0")
	host := strings.Trim(strings.TrimPrefix(r.url, "http:"), "/")
	texts := []string{
		"",
		"GET / HTT",
		"GET /-/events HTTP/1.1\r\nHost: " + host + "\r\nSec-Fetch-Site: same-origin\r\n\r\n",
	}
	var open []net.Conn
	hangUp := func() {
		for _, conn := range open {
			conn.Close()
		}
		open = nil
	}
	for i := range 5000 {
		conn, err := net.Dial("tcp", host)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = conn.Write([]byte(texts[i%len(texts)])) // it may have been closed
		open = append(open, conn)
		if len(open) < 500 {
			continue
		}
		// Of ours there are 500, of the server's no more than it allows itself.
		within(t, "bounded descriptors", func() bool { return descriptors() <= files+500+guard.MostConnections+50 })
		within(t, "bounded goroutines", func() bool { return runtime.NumGoroutine() <= goroutines+2*guard.MostConnections+50 })
		name := fmt.Sprint("edit ", i)
		put(t, filepath.Join(dir, "zh/udp.md"), "# "+name+"\n")
		own := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
		within(t, "the edit", func() bool {
			page, err := own.Get(r.url + "udp.html")
			return err == nil && strings.Contains(body(t, page), name) && page.Body.Close() == nil
		})
		hangUp()
	}
	hangUp()
	r.end(t)
	http.DefaultClient.CloseIdleConnections()
	within(t, "no goroutine left", func() bool { return runtime.NumGoroutine() <= goroutines })
	within(t, "no descriptor left", func() bool { return descriptors() <= files })
}

// within waits until something is so.
func within(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(patience); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("never: %s (%d descriptors, %d goroutines)", what, descriptors(), runtime.NumGoroutine())
		}
	}
}

// When there are too many streams the oldest ends, and no other.
func TestOldestStreamEnds(t *testing.T) {
	dir := sample(t)
	r := start(t, dir)
	var all []<-chan struct{}
	for range mostStreams + 1 {
		news := r.stream(t)
		<-news
		all = append(all, news)
	}
	if _, open := <-all[0]; open {
		t.Error("the oldest stream goes on")
	}
	put(t, filepath.Join(dir, "zh/udp.md"), "# Edited\n")
	for i, news := range all[1:] {
		if _, open := <-news; !open {
			t.Errorf("stream %d ended", i+1)
		}
	}
}

// descriptors is how many files and connections this process has open; 0 where
// the system does not tell.
func descriptors() int {
	open, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0
	}
	return len(open)
}

// Who sends half a question is let go of, and so is who takes no answer.
func TestSlowClientsAreDropped(t *testing.T) {
	t.Parallel()
	dir := sample(t)
	const large = 48 << 20 // octets, far more than there is room for on the way
	put(t, filepath.Join(dir, "public/large.bin"), strings.Repeat("x", large))
	r := start(t, dir)
	host := "Host: " + strings.Trim(strings.TrimPrefix(r.url, "http:"), "/") + "\r\n"
	for _, half := range []string{"GET / HTT", "GET / HTTP/1.1\r\n" + host + "A: b\r\n"} {
		conn := r.dial(t, half)
		_ = conn.SetReadDeadline(time.Now().Add(headersWithin + patience))
		if _, err := io.ReadAll(conn); errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%.10q is waited for", half)
		}
	}
	conn := r.dial(t, "GET /large.bin HTTP/1.1\r\n"+host+"\r\n")
	time.Sleep(takenWithin + takenWithin/4)
	_ = conn.SetReadDeadline(time.Now().Add(patience))
	taken, err := io.Copy(io.Discard, conn)
	if errors.Is(err, os.ErrDeadlineExceeded) || taken >= large {
		t.Errorf("%d octets of the answer were there for whoever did not take it (%v)", taken, err)
	}
}
