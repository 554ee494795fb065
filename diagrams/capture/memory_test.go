package capture

import (
	"encoding/binary"
	"io"
	"runtime"
	"testing"

	"woshou/diagrams/capture/packets"
	"woshou/diagrams/capture/streams"
)

// endless is a capture of so many connections with so many segments each, one
// connection after the other. Nothing of it is kept.
type endless struct {
	connections, segments int
	sent                  int
	rest                  []byte
}

// Read implements io.Reader.
func (e *endless) Read(p []byte) (int, error) {
	if len(e.rest) == 0 {
		if e.sent == e.connections*e.segments {
			return 0, io.EOF
		}
		e.rest = e.record()
		e.sent++
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

// record is the next packet: before the first, the head of the file.
func (e *endless) record() (out []byte) {
	order := binary.LittleEndian
	if e.sent == 0 {
		out = order.AppendUint32(out, 0xa1b2c3d4)
		out = append(out, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 0, 0, 101, 0, 0, 0)
	}
	connection, segment := e.sent/e.segments, e.sent%e.segments
	const headers = 40
	for _, n := range []int{1000 + e.sent/1e6, e.sent % 1e6, headers, headers} {
		out = order.AppendUint32(out, uint32(n))
	}
	out = append(out, 0x45, 0, 0, headers, 0, 0, 0, 0, 64, 6, 0, 0, 10)
	out = append(out, byte(connection>>16), byte(connection>>8), byte(connection), 192, 0, 2, 1)
	out = append(out, 0x9c, 0x40, 0, 80)
	flags := byte(0x10)
	if segment == 0 {
		flags = 2
	}
	out = binary.BigEndian.AppendUint32(out, uint32(100+segment))
	out = append(out, 0, 0, 0, 1, 0x50, flags, 0xff, 0xff, 0, 0, 0, 0)
	return out
}

// inUse is how much of the heap a reading of it leaves in use, in octets.
func inUse(t *testing.T, e *endless) int {
	t.Helper()
	heap := func() int {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int(m.HeapAlloc)
	}
	before := heap()
	var f streams.Follower
	if err := each(e, false, func(p packets.Packet) error {
		f.Add(p)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	after := heap()
	if len(f.Streams()) != e.connections {
		t.Fatalf("%d connections, not %d", len(f.Streams()), e.connections)
	}
	return after - before
}

// TestMemoryIsOfConnections holds that what is kept of a capture grows with its
// connections, by less than a kilobyte each, and not with their length.
func TestMemoryIsOfConnections(t *testing.T) {
	inUse(t, &endless{connections: 10, segments: 100}) // what is made once is there
	short, long := inUse(t, &endless{connections: 10, segments: 100}), inUse(t, &endless{connections: 10, segments: 10_000})
	if grown := long - short; grown > 32<<10 {
		t.Errorf("%d octets more for connections 100 times as long", grown)
	}
	few, many := inUse(t, &endless{connections: 100, segments: 3}), inUse(t, &endless{connections: 20_100, segments: 3})
	if each := (many - few) / 20_000; each > 1000 {
		t.Errorf("%d octets for a connection", each)
	}
	t.Logf("%d octets with 100,000 segments, %d a connection", long, (many-few)/20_000)
}
