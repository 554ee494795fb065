package protocols_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"testing"
)

// quicHandshake is one between two ends of crypto/tls, 0 the client.
type quicHandshake struct {
	ends   [2]*tls.QUICConn
	log    []string // messages in the order in which they left
	done   [2]bool
	failed [2]error
}

var quicNames = [2]string{"client", "server"}

// handshake has two ends of crypto/tls meet, and the server give a ticket. What
// fails is in the result; t may be nil.
func handshake(t *testing.T, client, server *tls.Config) *quicHandshake {
	h := &quicHandshake{}
	h.ends[0] = tls.QUICClient(&tls.QUICConfig{TLSConfig: client})
	h.ends[1] = tls.QUICServer(&tls.QUICConfig{TLSConfig: server})
	for i, end := range h.ends {
		end.SetTransportParameters([]byte{})
		if err := end.Start(context.Background()); err != nil {
			h.fail(i, err)
		}
		defer end.Close()
	}
	for h.pump(0) || h.pump(1) {
	}
	if t != nil && !h.done[0] && h.failed[0] == nil && h.failed[1] == nil {
		t.Fatal("the client came to no end")
	}
	return h
}

// fail notes that an end has given up, which is when it sends an alert.
func (h *quicHandshake) fail(i int, err error) {
	if h.failed[i] == nil && h.failed[1-i] == nil {
		h.failed[i] = err
		h.log = append(h.log, fmt.Sprintf("%s -> %s Alert", quicNames[i], quicNames[1-i]))
	}
}

// pump carries what one end has to say to the other; it reports whether there
// was anything.
func (h *quicHandshake) pump(i int) (busy bool) {
	for {
		e := h.ends[i].NextEvent()
		switch e.Kind {
		case tls.QUICNoEvent:
			return busy
		case tls.QUICHandshakeDone:
			h.done[i] = true
			if i == 1 {
				// An end without tickets has none to give.
				_ = h.ends[i].SendSessionTicket(tls.QUICSessionTicketOptions{})
			}
		case tls.QUICWriteData:
			h.note(i, e.Data)
			if h.failed[1-i] == nil {
				if err := h.ends[1-i].HandleData(e.Level, e.Data); err != nil {
					h.fail(1-i, err)
				}
			}
		}
		busy = true
	}
}

// note keeps the names of handshake messages: a type, a length of three octets
// and that many octets each (RFC 8446 §4).
func (h *quicHandshake) note(i int, data []byte) {
	for len(data) >= 4 {
		n := 4 + int(data[1])<<16 + int(data[2])<<8 + int(data[3])
		h.log = append(h.log, fmt.Sprintf("%s -> %s %s", quicNames[i], quicNames[1-i], handshakeName(data[:n])))
		data = data[n:]
	}
}

// helloRetryRequest is the random number by which a ServerHello is a
// HelloRetryRequest: the SHA-256 of that word (RFC 8446 §4.1.3).
var helloRetryRequest = []byte{0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11, 0xbe, 0x1d, 0x8c, 0x02, 0x1e, 0x65, 0xb8, 0x91}

// handshakeName is what RFC 8446 calls a message, by its type.
func handshakeName(m []byte) string {
	if m[0] == 2 && bytes.HasPrefix(m[6:], helloRetryRequest) {
		return "HelloRetryRequest"
	}
	name, ok := map[byte]string{
		1: "ClientHello", 2: "ServerHello", 4: "NewSessionTicket", 8: "EncryptedExtensions", 11: "Certificate",
		13: "CertificateRequest", 15: "CertificateVerify", 20: "Finished",
	}[m[0]]
	if !ok {
		return fmt.Sprintf("type %d", m[0])
	}
	return name
}
