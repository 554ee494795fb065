package capture

import (
	"fmt"
	"io"
	"net/netip"

	"woshou/diagrams/capture/packets"
	"woshou/diagrams/capture/streams"
)

// connection is the packets of a stream, and those of the streams before it
// between the same ports: it begins with what these leave behind.
type connection struct {
	segments []streams.Segment
	stream   *streams.Stream
	// first is the first segment of the stream itself.
	first int
	hosts [2]netip.AddrPort // by their side
	// strange are, by index, the segments that the host in whose name they were
	// did not send.
	strange []bool
}

// The sides of a connection, as hosts of a trace.
const (
	client = 0
	server = 1
)

// side is the side that a segment is from.
func (c *connection) side(s streams.Segment) int {
	if s.Src == c.hosts[client] {
		return client
	}
	return server
}

// mostPackets is how long a connection may be whose states are worked out.
const mostPackets = 10_000

// NoStreamError says that a capture has no stream of a number.
type NoStreamError struct{ Stream, Streams int }

// Error implements error, in English.
func (e *NoStreamError) Error() string {
	return fmt.Sprintf("there is no stream %d: the capture has %d", e.Stream, e.Streams)
}

// LongError says that a stream has more segments than can be followed.
type LongError struct{ Segments, Most int }

// Error implements error, in English.
func (e *LongError) Error() string {
	return fmt.Sprintf("the stream has %d segments; up to %d can be followed", e.Segments, e.Most)
}

// Opener opens a capture: it is read twice.
type Opener func() (io.ReadCloser, error)

// follow reads the packets of one stream. A capture that cannot be read to its
// end gives what could be read, and the error.
func follow(open Opener, number int, payload bool) (*connection, error) {
	var list streams.Follower
	failed := reading(open, false, func(p packets.Packet) error {
		list.Add(p)
		return nil
	})
	all := list.Streams()
	if number < 0 || number >= len(all) {
		if failed != nil {
			return nil, failed
		}
		return nil, &NoStreamError{number, len(all)}
	}
	if n := all[number].Segments; n > mostPackets {
		return nil, &LongError{n, mostPackets}
	}
	want := history(all, number)
	c := &connection{}
	var again streams.Follower
	if err := reading(open, payload, func(p packets.Packet) error {
		s, ok := again.Add(p)
		if !ok || !want[s.Stream.Number] {
			return nil
		}
		if s.Stream.Number == number && c.stream == nil {
			c.stream, c.first = s.Stream, len(c.segments)
		}
		c.segments = append(c.segments, s)
		return nil
	}); err != nil && failed == nil {
		return nil, err
	}
	first := c.stream.Client()
	c.hosts = [2]netip.AddrPort{client: c.stream.Hosts[first], server: c.stream.Hosts[1-first]}
	c.strange = c.strangers()
	return c, failed
}

// history is a stream and those before it between the same ports, as far as they
// are not too long.
func history(all []*streams.Stream, number int) map[int]bool {
	want := map[int]bool{}
	for total := 0; number >= 0; number = all[number].Before {
		if total += all[number].Segments; total > mostPackets {
			break
		}
		want[number] = true
	}
	return want
}

// reading opens a capture and gives all its segments to a function, with their data
// or without.
func reading(open Opener, payload bool, do func(packets.Packet) error) error {
	file, err := open()
	if err != nil {
		return err
	}
	defer file.Close()
	return each(file, payload, do)
}
