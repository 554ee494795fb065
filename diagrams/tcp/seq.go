package tcp

// Seq is a sequence number. The space wraps: all arithmetic is modulo 2^32,
// and "less" means "before, by less than half the space".
//
// RFC 9293 §3.4.
type Seq uint32

// Add returns the number n octets after s.
func (s Seq) Add(n int) Seq { return s + Seq(uint32(n)) }

// Sub returns how many octets s lies after t; negative when before.
func (s Seq) Sub(t Seq) int { return int(int32(s - t)) }

// Less reports whether s comes before t.
func (s Seq) Less(t Seq) bool { return int32(s-t) < 0 }

// AtMost reports whether s comes before t or is t.
func (s Seq) AtMost(t Seq) bool { return int32(s-t) <= 0 }

// In reports whether s lies in the n numbers that begin at first.
func (s Seq) In(first Seq, n int) bool { return uint32(s-first) < uint32(n) }
