package streams

import (
	"net/netip"

	"woshou/diagrams/capture/packets"
	"woshou/diagrams/tcp"
)

// Follower puts packets to their connections. Its zero value is ready.
type Follower struct {
	clock  clock
	copies copies
	now    map[pair]*Stream
	all    []*Stream
}

// pair is the two ends of a connection, the same in both directions.
type pair struct{ low, high netip.AddrPort }

func pairOf(p packets.Packet) pair {
	if p.Src.Compare(p.Dst) < 0 {
		return pair{p.Src, p.Dst}
	}
	return pair{p.Dst, p.Src}
}

// Add puts a packet to its connection. ok is false for a further sight of one: then
// First is the number of the first.
func (f *Follower) Add(p packets.Packet) (s Segment, ok bool) {
	at := f.clock.at(p.AtUS)
	if first := f.copies.again(p, at); first != nil {
		return Segment{Packet: p, AtUS: at, First: first.Number}, false
	}
	stream := f.streamOf(p, at)
	from := 0
	if p.Src != stream.Hosts[0] {
		from = 1
	}
	s = Segment{Packet: p, Stream: stream, AtUS: at, From: from}
	stream.take(&s)
	return s, true
}

// Streams are the connections so far, by their numbers.
func (f *Follower) Streams() []*Stream { return f.all }

// streamOf is the connection of a packet: the one of its ports, or a new one.
func (f *Follower) streamOf(p packets.Packet, at int64) *Stream {
	key := pairOf(p)
	old := f.now[key]
	if old != nil && !old.reopened(p) {
		return old
	}
	if f.now == nil {
		f.now = map[pair]*Stream{}
	}
	s := &Stream{Number: len(f.all), Before: -1, Hosts: [2]netip.AddrPort{p.Src, p.Dst}, StartUS: at, client: -1}
	if old != nil {
		s.Before = old.Number
	}
	f.now[key], f.all = s, append(f.all, s)
	return s
}

// reopened reports whether a packet begins a connection of its own: a SYN whose
// number is not that of the connection.
func (s *Stream) reopened(p packets.Packet) bool {
	if !p.Has(tcp.SYN) || p.Has(tcp.ACK) {
		return false
	}
	h := &s.halves[0]
	if p.Src != s.Hosts[0] {
		h = &s.halves[1]
	}
	return h.based && h.base != p.Seq
}

// take follows a segment of the connection.
func (s *Stream) take(seg *Segment) {
	mine, peer := &s.halves[seg.From], &s.halves[1-seg.From]
	s.Segments++
	if s.client < 0 && seg.Has(tcp.SYN) {
		s.client = int8(seg.From)
		if seg.Has(tcp.ACK) {
			s.client = int8(1 - seg.From)
		}
	}
	switch {
	case seg.Has(tcp.RST):
		s.reset = true
		s.refused = s.refused || !s.opened && !mine.syn && peer.syn
	case !seg.Has(tcp.SYN):
		s.opened = true
	}
	mine.take(seg, peer)
	s.Kinds.add(seg.Kind)
}
