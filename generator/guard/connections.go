package guard

import (
	"net"
	"net/http"
	"slices"
	"sync"
)

// MostConnections bounds how many connections are open at a time. A browser has
// six of them for a site.
const MostConnections = 256

// Connections are those of a server, the longest silent first. Use Watch as its
// ConnState. The zero value has none. It is safe for concurrent use.
type Connections struct {
	mu   sync.Mutex
	open []connection
}

type connection struct {
	net.Conn
	asking bool // a request is being answered
}

// Watch keeps count of a connection. Where there would be more than
// MostConnections one is closed, the longest silent of those that ask for nothing:
// whoever opens many shuts out nobody.
func (c *Connections) Watch(conn net.Conn, state http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if state != http.StateNew {
		c.open = slices.DeleteFunc(c.open, func(x connection) bool { return x.Conn == conn })
	}
	if state == http.StateClosed || state == http.StateHijacked {
		return
	}
	if len(c.open) == MostConnections {
		silent := slices.IndexFunc(c.open, func(x connection) bool { return !x.asking })
		i := max(silent, 0)
		c.open[i].Close() // its own goroutine finds out
		c.open = slices.Delete(c.open, i, i+1)
	}
	c.open = append(c.open, connection{conn, state == http.StateActive})
}
