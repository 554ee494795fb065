package serve

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"woshou/generator/guard"
)

// mostStreams bounds how many streams are open at a time: a browser has one for
// all its tabs. When one more is asked for the oldest ends, and the browser that
// had it asks for another: so nobody can keep the author's own tab out.
const mostStreams = 32

// Times of a stream.
const (
	retryAfter = 300 * time.Millisecond // until a browser asks for a stream again that ended
	pulseEvery = 15 * time.Second       // a word that says nothing finds out who is gone
	patientFor = 5 * time.Second        // with a reader who does not take what is written
)

// streams are those that are open, the oldest first. The zero value has none. It
// is safe for concurrent use.
type streams struct {
	mu   sync.Mutex
	open []*stream
}

// stream is one to a browser.
type stream struct {
	news chan struct{} // holds something when there is news
	end  context.CancelFunc
}

// join opens a stream, and ends the oldest where there would be too many.
func (s *streams) join(end context.CancelFunc) *stream {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.open) == mostStreams {
		s.open[0].end()
		s.open = slices.Delete(s.open, 0, 1)
	}
	joined := &stream{make(chan struct{}, 1), end}
	s.open = append(s.open, joined)
	return joined
}

func (s *streams) leave(left *stream) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open = slices.DeleteFunc(s.open, func(x *stream) bool { return x == left })
}

// tell has every browser ask how its pages stand. It never waits: news that was
// not read yet is news enough.
func (s *streams) tell() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, x := range s.open {
		select {
		case x.news <- struct{}{}:
		default:
		}
	}
}

// ServeHTTP streams to one browser, until its reader leaves, that there is news. It
// says no more: what is new depends on what a tab holds, see now.go.
func (s *streams) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case !guard.IsSameOrigin(r):
		http.Error(w, "a stream is for pages from here alone", http.StatusForbidden)
		return
	case r.Method == http.MethodHead:
		http.Error(w, "no stream", http.StatusNotImplemented)
		return
	}
	ctx, end := context.WithCancel(r.Context())
	defer end()
	own := s.join(end)
	defer s.leave(own)
	w.Header().Set("Content-Type", "text/event-stream")
	to := http.NewResponseController(w)
	pulse := time.NewTicker(pulseEvery)
	defer pulse.Stop()
	for text := fmt.Sprintf("retry: %d\n\n", retryAfter.Milliseconds()); ; {
		_ = to.SetWriteDeadline(time.Now().Add(patientFor)) // where there is no connection there is no deadline
		if _, err := fmt.Fprint(w, text); err != nil || to.Flush() != nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-own.news:
			text = "data: news\n\n"
		case <-pulse.C:
			text = ":\n\n"
		}
	}
}
