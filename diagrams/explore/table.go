package explore

import (
	"bytes"
	"encoding/binary"
	"hash/maphash"
)

// table numbers worlds by their codes. The codes lie in an arena of large
// pieces, each code behind its length, so that a million take no million objects
// and no copying.
type table struct {
	arena [][]byte
	at    []uint32 // where the code of each begins: piece and place
	slots []uint32 // an open hash table of numbers, from 1
	seed  maphash.Seed
}

// The size of a piece: its places take so many bits of where a code begins, and
// codes begin at multiples of four.
const (
	pieceBits = 20
	pieceSize = 4 << pieceBits
)

func newTable() *table { return &table{slots: make([]uint32, 1<<12), seed: maphash.MakeSeed()} }

// len is how many worlds there are.
func (t *table) len() int { return len(t.at) }

// code is the code of a world.
func (t *table) code(i int) []byte {
	piece := t.arena[t.at[i]>>pieceBits][4*(t.at[i]&(1<<pieceBits-1)):]
	n, size := binary.Uvarint(piece)
	return piece[size : size+int(n)]
}

// add returns the number of a world, and whether it is new.
func (t *table) add(code []byte) (i int, isNew bool) {
	if 4*len(t.at) >= 3*len(t.slots) {
		t.grow()
	}
	slot := t.find(code)
	if n := t.slots[slot]; n > 0 {
		return int(n - 1), false
	}
	t.keep(code)
	t.slots[slot] = uint32(len(t.at))
	return len(t.at) - 1, true
}

// number is that of the world of a code, none where it has not been met yet. Several
// may ask at once, while none is added.
func (t *table) number(code []byte) uint32 {
	return t.slots[t.find(code)] - 1 // an empty slot holds 0, and 0 - 1 is none
}

// keep puts a code into the arena.
func (t *table) keep(code []byte) {
	last := len(t.arena) - 1
	if last < 0 || len(t.arena[last])+len(code)+binary.MaxVarintLen32+4 > pieceSize {
		t.arena = append(t.arena, make([]byte, 0, pieceSize))
		last++
	}
	piece := t.arena[last]
	piece = append(piece, 0, 0, 0)[:(len(piece)+3)&^3]
	t.at = append(t.at, uint32(last<<pieceBits|len(piece)/4))
	t.arena[last] = append(binary.AppendUvarint(piece, uint64(len(code))), code...)
}

// find is the slot of a code, or the free one where it would stand.
func (t *table) find(code []byte) uint64 {
	mask := uint64(len(t.slots) - 1)
	for at := maphash.Bytes(t.seed, code) & mask; ; at = (at + 1) & mask {
		if n := t.slots[at]; n == 0 || bytes.Equal(t.code(int(n-1)), code) {
			return at
		}
	}
}

// grow doubles the slots.
func (t *table) grow() {
	t.slots = make([]uint32, 2*len(t.slots))
	mask := uint64(len(t.slots) - 1)
	for i := range t.at {
		at := maphash.Bytes(t.seed, t.code(i)) & mask
		for t.slots[at] != 0 {
			at = (at + 1) & mask
		}
		t.slots[at] = uint32(i + 1)
	}
}
