package search

import (
	"encoding/binary"
	"errors"
)

// Prepared is a part as a merge takes it: packed for the texts, and weighed for
// the dictionary.
type Prepared struct {
	Packed  Packed
	Weighed Weighed // nil if it is to be worked out of Packed
}

// Prepare prepares a part.
func (p Part) Prepare() Prepared { return Prepared{p.Pack(), p.weigh()} }

// Weighed are the grams of a part, each in each of its sections: the length of
// the gram, the gram, and how many sections on from the one before it is, with
// its level in the low bits.
type Weighed []byte

const levelBits = 3 // as there are eight

// weigh weighs a part.
func (p *Part) weigh() (w Weighed) {
	section := 0
	p.occurrences(func(gram string, o occurrence) {
		w = binary.AppendUvarint(w, uint64(len(gram)))
		w = append(w, gram...)
		w = binary.AppendUvarint(w, uint64((o.section-section)<<levelBits|o.level))
		section = o.section
	})
	return w
}

var errSpoilt = errors.New("the part of a search index is spoilt")

// each calls yield for every gram in each of its sections, in their order. The
// gram is part of the text.
func (w Weighed) each(yield func(gram []byte, o occurrence)) error {
	section := 0
	for rest := []byte(w); len(rest) > 0; {
		gram, after, ok := cutText(rest)
		step, size := binary.Uvarint(after)
		if !ok || size <= 0 {
			return errSpoilt
		}
		section += int(step >> levelBits)
		yield(gram, occurrence{section, int(step & (1<<levelBits - 1))})
		rest = after[size:]
	}
	return nil
}

// MarshalBinary writes what was prepared, for a file that is read in the same
// build.
func (p Prepared) MarshalBinary() ([]byte, error) {
	out := binary.AppendUvarint(nil, uint64(len(p.Packed)))
	for _, piece := range p.Packed {
		out = append(binary.AppendUvarint(out, uint64(len(piece))), piece...)
	}
	return append(out, p.Weighed...), nil
}

// UnmarshalBinary reads what MarshalBinary wrote, and holds on to it.
func (p *Prepared) UnmarshalBinary(content []byte) error {
	n, size := binary.Uvarint(content)
	if size <= 0 || n > uint64(len(content)) {
		return errSpoilt
	}
	p.Packed = make(Packed, n)
	rest := content[size:]
	for i := range p.Packed {
		piece, after, ok := cutText(rest)
		if !ok {
			return errSpoilt
		}
		p.Packed[i], rest = string(piece), after
	}
	p.Weighed = rest
	return nil
}

// cutText cuts a text off that stands behind its length.
func cutText(from []byte) (text, rest []byte, ok bool) {
	n, size := binary.Uvarint(from)
	if size <= 0 || n > uint64(len(from)-size) {
		return nil, nil, false
	}
	from = from[size:]
	return from[:n], from[n:], true
}
