package pcapng

import (
	"fmt"
	"math"

	"woshou/diagrams/trace"
)

// lineOctets is how many octets a line of the text has, its end included.
const lineOctets = 64

// text is the data of a segment: lines that say whose they are and where in
// the stream they stand.
//
//	client 0000000000 abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrs
//	client 0000000064 abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrs
func (f *framer) text(s trace.Message) []byte {
	at := f.offset(s)
	data := make([]byte, s.TCP.Len)
	var line string
	for i := range data {
		place := at + uint32(i)
		if column := place % lineOctets; i == 0 || column == 0 {
			line = lineAt(f.trace.Hosts[s.From].Name, place-column)
		}
		data[i] = line[place%lineOctets]
	}
	return data
}

// lineAt is the line of a host's stream that starts at an offset.
func lineAt(host string, offset uint32) string {
	line := []byte(fmt.Sprintf("%.40s %010d ", host, offset))
	for letter := 0; len(line) < lineOctets-1; letter++ {
		line = append(line, 'a'+byte(letter%26))
	}
	return string(line) + "\n"
}

// offset is where in its sender's stream a segment's data starts: after the
// SYN of the connection whose numbers are nearest below.
func (f *framer) offset(s trace.Message) uint32 {
	first := s.TCP.Seq
	if s.HasFlag("SYN") {
		first++
	}
	nearest := uint32(math.MaxUint32)
	for _, iss := range f.trace.TCP.ISS[s.From] {
		nearest = min(nearest, first-(iss+1))
	}
	return nearest
}
