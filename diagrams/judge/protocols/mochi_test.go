package protocols_test

import (
	"bytes"
	"io"
	"log/slog"
	"net"
	"sync/atomic"
	"testing"

	mqtt "github.com/mochi-mqtt/server/v2"
	"github.com/mochi-mqtt/server/v2/hooks/auth"
	"github.com/mochi-mqtt/server/v2/packets"
)

// mochi is the broker of mochi-mqtt, with one connection to it at most.
type mochi struct {
	t         *testing.T
	server    *mqtt.Server
	conn      net.Conn
	delivered atomic.Int32 // how many messages it has passed on
}

func newMochi(t *testing.T) *mochi {
	t.Helper()
	m := &mochi{t: t, server: mqtt.New(&mqtt.Options{InlineClient: true, Logger: slog.New(slog.DiscardHandler)})}
	if err := m.server.AddHook(new(auth.AllowHook), nil); err != nil {
		t.Fatal(err)
	}
	passOn := func(*mqtt.Client, packets.Subscription, packets.Packet) { m.delivered.Add(1) }
	if err := m.server.Subscribe("t", 1, passOn); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.hangUp(); m.server.Close() })
	return m
}

// hangUp ends the connection, if there is one.
func (m *mochi) hangUp() {
	if m.conn != nil {
		m.conn.Close()
	}
	m.conn = nil
}

// What goes to the broker, after MQTT 3.1.1 chapter 3: packet identifier 1, topic
// t, a session that is kept.
var (
	connect  = []byte("\x10\x0d\x00\x04MQTT\x04\x00\x00\x00\x00\x01p")
	pubrel   = []byte{0x62, 2, 0, 1}
	pingreq  = []byte{0xc0, 0}
	pingresp = byte(0xd)
)

func publish(qos, dup byte) []byte {
	body := []byte{0, 1, 't'}
	if qos > 0 {
		body = append(body, 0, 1)
	}
	body = append(body, 'x')
	return append([]byte{0x30 | dup<<3 | qos<<1, byte(len(body))}, body...)
}

// say gives the broker a packet, and returns the types of those it answers with.
// A ping behind it tells when there are no more: it works on one after the other.
func (m *mochi) say(packet []byte) (types []byte) {
	m.t.Helper()
	if bytes.Equal(packet, connect) {
		m.hangUp()
		ours, theirs := net.Pipe()
		m.conn = ours
		go m.server.EstablishConnection("pipe", theirs) // ends with an error when it is hung up
	}
	conn := m.conn
	go conn.Write(append(bytes.Clone(packet), pingreq...)) // what fails shows in what is read
	for {
		var head [2]byte
		if _, err := io.ReadFull(conn, head[:]); err != nil {
			m.t.Fatal(err)
		}
		if _, err := io.CopyN(io.Discard, conn, int64(head[1])); err != nil {
			m.t.Fatal(err)
		}
		if head[0]>>4 == pingresp {
			return types
		}
		types = append(types, head[0]>>4)
	}
}
