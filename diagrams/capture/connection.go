package capture

import (
	"cmp"
	"fmt"
	"io"
	"net/netip"
	"slices"

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
	// own are the interfaces of the hosts, by their side; apart tells that each has one
	// of its own.
	own   [2]int
	apart bool
	// landed are, by the number of their packet, when and where segments were seen once
	// more on their way.
	landed map[int]landing
	// damaged are, by index, those that who gets them drops.
	damaged []bool
}

// The sides of a connection, as hosts of a trace.
const (
	client = 0
	server = 1
)

// landing is when a segment was seen for the last time, and on which tap.
type landing struct {
	packet int // its number in the file
	atUS   int64
	tap    packets.Tap
}

// landing is when segment i came to the interface of its receiver, where that has one
// of its own in the capture.
func (c *connection) landing(i int) (l landing, seen bool) {
	s := c.segments[i]
	l, again := c.landed[s.Number]
	return l, again && !c.strange[i] && c.apart && l.tap.Interface == c.own[1-c.side(s)]
}

// holds reports whether a packet, by its number, is one of the segments so far.
func (c *connection) holds(number int) bool {
	_, found := slices.BinarySearchFunc(c.segments, number, func(s streams.Segment, n int) int { return cmp.Compare(s.Number, n) })
	return found
}

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
	c := &connection{landed: map[int]landing{}}
	var again streams.Follower
	if err := reading(open, payload, func(p packets.Packet) error {
		s, ok := again.Add(p)
		if !ok && c.holds(s.First) {
			c.landed[s.First] = landing{s.Number, s.AtUS, s.Tap}
		}
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
	c.own, c.apart = c.taps()
	c.strange = c.strangers()
	c.damaged = c.damages()
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
