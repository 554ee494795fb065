// Package protocols is a test room: it asks independent judges whether the
// protocols in content/scenarios/protocols are right. No other package imports
// it.
//
//	tls13        crypto/tls, whose handshakes for QUIC show every message
//	raft-*       go.etcd.io/raft, moved in step with ours
//	mqtt         the broker of mochi-mqtt, under the same broken connections
//	all          the examples that their documents give, in testdata
//
// A protocol is run here by a world of its own (world_test.go): queues, and
// somebody who says which message arrives next or never. So what is judged is
// the rules; figures of TLS are judged as the site draws them, too.
package protocols
