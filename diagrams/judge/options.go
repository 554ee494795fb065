package judge

import (
	"encoding/binary"
	"fmt"
	"strings"
)

// options are those of a TCP header that this package knows.
type options struct {
	mss    int         // 0 for none
	scale  *uint8      // the window's shift
	sackOK bool        // SACK permitted
	sack   [][2]uint32 // blocks
	stamps *[2]uint32  // TSval and TSecr
}

// The kinds of options.
//
// RFC 9293 §3.2, RFC 7323, RFC 2018.
const (
	kindEnd = iota
	kindNothing
	kindMSS
	kindScale
	kindSackOK
	kindSack
	kindStamps = 8
)

// parseOptions reads the options of a header. What it does not know, or what
// is broken off, it leaves out.
func parseOptions(b []byte) (o options) {
	for len(b) > 0 && b[0] != kindEnd {
		if b[0] == kindNothing {
			b = b[1:]
			continue
		}
		if len(b) < 2 || b[1] < 2 || int(b[1]) > len(b) {
			return o
		}
		kind, body := b[0], b[2:b[1]]
		b = b[b[1]:]
		switch {
		case kind == kindMSS && len(body) == 2:
			o.mss = int(binary.BigEndian.Uint16(body))
		case kind == kindScale && len(body) == 1:
			shift := body[0]
			o.scale = &shift
		case kind == kindSackOK:
			o.sackOK = true
		case kind == kindStamps && len(body) == 8:
			o.stamps = &[2]uint32{binary.BigEndian.Uint32(body), binary.BigEndian.Uint32(body[4:])}
		case kind == kindSack:
			for ; len(body) >= 8; body = body[8:] {
				o.sack = append(o.sack, [2]uint32{binary.BigEndian.Uint32(body), binary.BigEndian.Uint32(body[4:])})
			}
		}
	}
	return o
}

// bytes are the options as a header has them, padded to whole words.
func (o options) bytes() (b []byte) {
	if o.mss > 0 {
		b = binary.BigEndian.AppendUint16(append(b, kindMSS, 4), uint16(o.mss))
	}
	if o.scale != nil {
		b = append(b, kindScale, 3, *o.scale)
	}
	if o.sackOK {
		b = append(b, kindSackOK, 2)
	}
	if o.stamps != nil {
		b = append(b, kindStamps, 10)
		b = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(b, o.stamps[0]), o.stamps[1])
	}
	if len(o.sack) > 0 {
		b = append(b, kindSack, byte(2+8*len(o.sack)))
		for _, s := range o.sack {
			b = binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(b, s[0]), s[1])
		}
	}
	for len(b)%4 > 0 {
		b = append(b, kindNothing)
	}
	return b
}

// text is what two runs have in common in them: not the timestamps' values.
// SACK's blocks are of the numbers of the peer.
func (o options) text(peer *numbering) string {
	var parts []string
	add := func(format string, a ...any) { parts = append(parts, fmt.Sprintf(format, a...)) }
	if o.mss > 0 {
		add("mss %d", o.mss)
	}
	if o.scale != nil {
		add("scale %d", *o.scale)
	}
	if o.sackOK {
		add("sack-permitted")
	}
	if o.stamps != nil {
		add("ts")
	}
	for _, b := range o.sack {
		add("sack %v-%v", peer.relative(b[0]), peer.relative(b[1]))
	}
	return strings.Join(parts, " ")
}
