package packets

import "net/netip"

// piece is where a fragment stands in its datagram.
type piece struct {
	offset int // in octets
	more   bool
	id     uint32
}

func (p piece) isPiece() bool { return p.offset > 0 || p.more }

// fragments gathers datagrams that came in pieces. Of TCP it needs the header
// and the length: no data is kept.
type fragments struct {
	open  map[whole]*gathered
	order []whole
}

// whole is what the pieces of a datagram have in common.
type whole struct {
	src, dst netip.Addr
	id       uint32
}

// gathered is what there is of a datagram.
type gathered struct {
	first datagram // the piece with the header
	have  int      // octets
	total int      // 0 while the last piece is missing
	seen  map[int]int
}

// maxOpen is how many datagrams are waited for; the oldest gives way.
const maxOpen = 1024

// maxPieces is how many a datagram may have: 64 KiB, of 8 octets each.
const maxPieces = 8192

// add takes a fragment; done tells that it completes its datagram.
func (f *fragments) add(g datagram) (out datagram, done bool, err error) {
	of := f.of(whole{g.src, g.dst, g.piece.id})
	if length, again := of.seen[g.piece.offset]; again {
		if length != g.octets {
			return out, false, &Error{Reason: contradicted}
		}
		return out, false, nil
	}
	if len(of.seen) == maxPieces || g.piece.offset+g.octets > 1<<16 || g.octets < 0 {
		return out, false, &Error{Reason: contradicted}
	}
	of.seen[g.piece.offset] = g.octets
	of.have += g.octets
	if g.piece.offset == 0 {
		g.tcp = append([]byte(nil), g.tcp[:min(len(g.tcp), 60)]...)
		of.first = g
	}
	if !g.piece.more {
		of.total = g.piece.offset + g.octets
	}
	if of.total == 0 || of.have < of.total {
		return out, false, nil
	}
	if of.have > of.total {
		return out, false, &Error{Reason: contradicted}
	}
	f.forget(whole{g.src, g.dst, g.piece.id})
	out = of.first
	out.octets = of.total
	return out, true, nil
}

// of is what there is of a datagram so far.
func (f *fragments) of(key whole) *gathered {
	if g := f.open[key]; g != nil {
		return g
	}
	if f.open == nil {
		f.open = map[whole]*gathered{}
	}
	if len(f.order) == maxOpen {
		f.forget(f.order[0])
	}
	g := &gathered{seen: map[int]int{}}
	f.open[key], f.order = g, append(f.order, key)
	return g
}

// forget gives up a datagram, or one that is whole.
func (f *fragments) forget(key whole) {
	delete(f.open, key)
	for i, k := range f.order {
		if k == key {
			f.order = append(f.order[:i], f.order[i+1:]...)
			return
		}
	}
}
