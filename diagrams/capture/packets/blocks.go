package packets

import (
	"encoding/binary"
	"io"

	"woshou/diagrams/words"
)

// blocks passes the blocks of a pcapng file on, each after it was found to be as
// long as it says. gopacket takes these lengths at their word.
//
// draft-ietf-opsawg-pcapng, section 3.1.
type blocks struct {
	from       io.Reader
	order      binary.ByteOrder
	block      []byte // the present one
	rest       []byte // what of it has not been passed on
	packets    int    // how many of the blocks were packets
	interfaces int    // how many the section describes
}

// The blocks that are looked into, and what every section begins with.
const (
	sectionHeader  = 0x0a0d0d0a
	interfaceBlock = 1
	packetBlock    = 2 // obsolete
	simplePacket   = 3
	enhancedPacket = 6
	byteOrderMagic = 0x1a2b3c4d
)

// maxBlock is the longest block that is believed, in octets: Wireshark's limit
// for one.
const maxBlock = 16 << 20

// Read implements io.Reader.
func (b *blocks) Read(p []byte) (int, error) {
	if len(b.rest) == 0 {
		if err := b.next(); err != nil {
			return 0, err
		}
	}
	n := copy(p, b.rest)
	b.rest = b.rest[n:]
	return n, nil
}

// next reads a block and checks it.
func (b *blocks) next() error {
	var head [12]byte
	switch n, err := io.ReadFull(b.from, head[:8]); {
	case n == 0:
		return io.EOF
	case err != nil:
		return b.refuse(cutOff)
	}
	taken := 8
	if binary.LittleEndian.Uint32(head[:]) == sectionHeader {
		if _, err := io.ReadFull(b.from, head[8:]); err != nil {
			return b.refuse(cutOff)
		}
		taken = 12
		b.interfaces = 0
		b.order = binary.LittleEndian
		if binary.BigEndian.Uint32(head[8:]) == byteOrderMagic {
			b.order = binary.BigEndian
		}
	}
	length := b.order.Uint32(head[4:])
	switch {
	case length > maxBlock:
		return b.refuse(words.Say("its block claims %d octets, more than any packet has", length))
	case length < 12 || length%4 != 0:
		return b.refuse(words.Say("its block claims %d octets, too few to be one", length))
	}
	return b.fill(head[:taken], int(length))
}

// fill reads the rest of a block of that length.
func (b *blocks) fill(head []byte, length int) error {
	if cap(b.block) < length {
		b.block = make([]byte, length)
	}
	b.block = b.block[:length]
	n := copy(b.block, head)
	if n < length {
		if _, err := io.ReadFull(b.from, b.block[n:]); err != nil {
			return b.refuse(cutOff)
		}
	}
	if end := b.order.Uint32(b.block[length-4:]); int(end) != length {
		return b.refuse(words.Say("its block claims %d octets where it begins, and %d where it ends", length, end))
	}
	b.rest = b.block
	return b.inside()
}

// inside checks what a block says of its own content.
func (b *blocks) inside() error {
	switch body := b.block[8 : len(b.block)-4]; b.order.Uint32(b.block) {
	case interfaceBlock:
		b.interfaces++
	case simplePacket:
		if b.interfaces == 0 {
			return b.refuse(unknownInterface(0))
		}
		b.packets++
	case enhancedPacket, packetBlock:
		if len(body) < 20 {
			return b.refuse(words.Say("its block claims %d octets, too few to be one", len(b.block)))
		}
		on := int(b.order.Uint32(body))
		if b.order.Uint32(b.block) == packetBlock {
			on = int(b.order.Uint16(body))
		}
		if on >= b.interfaces {
			return b.refuse(unknownInterface(on))
		}
		if captured := b.order.Uint32(body[12:]); captured > uint32(len(body)-20) {
			return b.refuse(words.Say("it claims %d captured octets, in a block with room for %d", captured, len(body)-20))
		}
		b.packets++
	}
	return nil
}

// refuse is an error at the packet that would be next.
func (b *blocks) refuse(reason words.Message) error { return &Error{b.packets + 1, reason} }

func unknownInterface(on int) words.Message {
	return words.Say("it was captured on interface %d, which the file does not describe", on)
}
