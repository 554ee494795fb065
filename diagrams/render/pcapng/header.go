package pcapng

import (
	"fmt"

	"woshou/diagrams/trace"
)

// Where the TCP header of a frame begins, and in it the data offset.
const (
	beforeTCP  = 14 + 20 // Ethernet and, without options, IPv4
	dataOffset = 12      // RFC 9293 §3.1
)

// Headers returns the TCP header of each segment of t, options and all, in the
// octets that Encode writes. The errors are those of segments that IPv4 cannot
// carry.
func Headers(t *trace.Trace) ([][]byte, error) {
	frames := framer{trace: t}
	var headers [][]byte
	for _, s := range t.Messages {
		frame, err := frames.frame(s)
		if err != nil {
			return nil, fmt.Errorf("segment %d: %w", s.ID, err)
		}
		header := frame[beforeTCP:]
		headers = append(headers, header[:header[dataOffset]>>4*4])
	}
	return headers, nil
}
