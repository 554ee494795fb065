package protocols_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestTLSIsThatOfCryptoTLS holds that tls13.protocol sends the same messages in
// the same order as crypto/tls, and that each end gets as far: for QUIC that
// package hands its handshake messages over one by one instead of sealing them
// into records.
func TestTLSIsThatOfCryptoTLS(t *testing.T) {
	p := load(t, "tls13")
	for _, c := range []struct {
		name    string
		figure  string // the scenario in the site that shows it, if one does
		choices string // of our protocol, joined by commas
		setting func(client, server *tls.Config)
	}{
		{"full", "tls13", "", nil},
		{"another group", "tls13-retry", "server.group other", otherGroup},
		{"client certificate", "tls13-client-certificate", "server.ask yes", askClient},
		{"another group and client certificate", "", "server.group other,server.ask yes", func(c, s *tls.Config) { otherGroup(c, s); askClient(c, s) }},
		{"resumption", "tls13-resumed", "client.ticket with-ticket", resume},
		{"resumption in another group", "", "client.ticket with-ticket,server.group other", func(c, s *tls.Config) { resume(c, s); otherGroup(c, s) }},
		{"ticket declined", "", "client.ticket with-ticket,server.resume no", func(c, s *tls.Config) { resume(c, s); s.SessionTicketsDisabled = true }},
		{"server not trusted", "tls13-distrust", "client.trust no", distrust},
		{"server not trusted, which asks", "", "client.trust no,server.ask yes", func(c, s *tls.Config) { distrust(c, s); askClient(c, s) }},
		{"client not accepted", "tls13-refused", "server.ask yes,server.accept no", func(c, s *tls.Config) { askClient(c, s); refuse(c, s) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			var choices []string
			if c.choices != "" {
				choices = strings.Split(c.choices, ",")
			}
			ours := begin(t, p, choices...)
			ours.call("client", "connect")
			ours.settle()

			client, server := configs(t)
			if c.setting != nil {
				c.setting(client, server)
			}
			theirs := handshake(t, client, server)
			if server.SessionTicketsDisabled { // it declines by never giving one
				theirs.log = append(theirs.log, "server -> client NewSessionTicket")
			}
			if diff := cmp.Diff(theirs.log, ours.log); diff != "" {
				t.Errorf("messages (-crypto/tls +ours):\n%s", diff)
			}
			if c.figure != "" {
				if diff := cmp.Diff(theirs.log, drawn(t, c.figure)); diff != "" {
					t.Errorf("messages (-crypto/tls +figure):\n%s", diff)
				}
			}
			for i, name := range []string{"client", "server"} {
				connected := ours.state(i) == "CONNECTED"
				if want := theirs.done[i] && theirs.failed[i] == nil && theirs.failed[1-i] == nil; connected != want {
					t.Errorf("%s is in %s; with crypto/tls: done %v, failed with %v", name, ours.state(i), theirs.done[i], theirs.failed[i])
				}
			}
		})
	}
}

// TestTLSClientIsDoneBeforeItIsRefused holds what the article makes much of: with
// crypto/tls, too, a client has finished when the server refuses its certificate.
func TestTLSClientIsDoneBeforeItIsRefused(t *testing.T) {
	client, server := configs(t)
	askClient(client, server)
	refuse(client, server)
	if theirs := handshake(t, client, server); !theirs.done[0] || theirs.failed[1] == nil {
		t.Errorf("client done %v, server failed with %v", theirs.done[0], theirs.failed[1])
	}
}

// The settings of crypto/tls that do what our choices say.

func otherGroup(client, server *tls.Config) {
	client.CurvePreferences = []tls.CurveID{tls.X25519, tls.CurveP256}
	server.CurvePreferences = []tls.CurveID{tls.CurveP256}
}

func askClient(client, server *tls.Config) {
	client.Certificates = server.Certificates
	server.ClientAuth = tls.RequireAnyClientCert
}

func refuse(_, server *tls.Config) {
	server.VerifyPeerCertificate = func([][]byte, [][]*x509.Certificate) error { return errors.New("not that one") }
}

func distrust(client, _ *tls.Config) { client.RootCAs = x509.NewCertPool() }

// resume lets the two ends meet a first time, so that the client has a ticket.
func resume(client, server *tls.Config) {
	client.ClientSessionCache = tls.NewLRUClientSessionCache(1)
	handshake(nil, client, server)
}

// configs returns two ends that know each other.
func configs(t *testing.T) (client, server *tls.Config) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), DNSNames: []string{"example.org"}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AddCert(cert)
	pair := tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
	client = &tls.Config{RootCAs: pool, ServerName: "example.org", MinVersion: tls.VersionTLS13, NextProtos: []string{"test"}}
	server = &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS13, NextProtos: []string{"test"}}
	return client, server
}
