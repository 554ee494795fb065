package capture_test

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"woshou/diagrams/capture"
	"woshou/diagrams/trace"

	"github.com/gopacket/gopacket"
	"github.com/gopacket/gopacket/layers"
	"github.com/gopacket/gopacket/pcapgo"
	"golang.org/x/sys/unix"
)

// These tests capture real connections on the loopback interface of the computer
// they run on, and hold what is read against what was done.

// tap captures what passes the loopback interface.
type tap struct {
	fd   int
	file bytes.Buffer
	done sync.WaitGroup
}

// newTap begins to capture; it skips the test where that is not allowed.
func newTap(t *testing.T) *tap {
	t.Helper()
	const everything = unix.ETH_P_ALL>>8 | unix.ETH_P_ALL&0xff<<8 // in network order
	fd, err := unix.Socket(unix.AF_PACKET, unix.SOCK_RAW|unix.SOCK_CLOEXEC, everything)
	if errors.Is(err, unix.EPERM) || errors.Is(err, unix.EACCES) {
		t.Skip("needs the right to capture: root, or CAP_NET_RAW")
	}
	lo, errLo := net.InterfaceByName("lo")
	if err = errors.Join(err, errLo); err != nil {
		t.Skip("needs a loopback interface that can be captured on:", err)
	}
	timeout := unix.Timeval{Usec: 100_000}
	if err := errors.Join(unix.Bind(fd, &unix.SockaddrLinklayer{Protocol: everything, Ifindex: lo.Index}),
		unix.SetsockoptTimeval(fd, unix.SOL_SOCKET, unix.SO_RCVTIMEO, &timeout)); err != nil {
		t.Fatal(err)
	}
	c := &tap{fd: fd}
	c.done.Go(c.run)
	return c
}

// run writes what passes into a file, until nothing has passed for a while after
// the socket was shut.
func (c *tap) run() {
	out := pcapgo.NewWriterNanos(&c.file)
	_ = out.WriteFileHeader(65535, layers.LinkTypeEthernet)
	packet := make([]byte, 1<<16)
	for {
		n, from, err := unix.Recvfrom(c.fd, packet, 0)
		if errors.Is(err, unix.EAGAIN) || errors.Is(err, unix.EINTR) {
			continue
		}
		if err != nil {
			return
		}
		if ll, ok := from.(*unix.SockaddrLinklayer); !ok || ll.Pkttype == unix.PACKET_OUTGOING {
			continue // what leaves a loopback interface comes in by it, too
		}
		_ = out.WritePacket(gopacket.CaptureInfo{Timestamp: time.Now(), CaptureLength: n, Length: n}, packet[:n])
	}
}

// read ends the capture, and reads the connection of a port out of it.
func (c *tap) read(t *testing.T, port string) (capture.Connection, *trace.Trace) {
	t.Helper()
	time.Sleep(200 * time.Millisecond) // for the last packets to come by
	_ = unix.Shutdown(c.fd, unix.SHUT_RDWR)
	_ = unix.SetsockoptInt(c.fd, unix.SOL_SOCKET, unix.SO_RCVBUF, 0)
	_ = unix.Close(c.fd)
	c.done.Wait()
	open := func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(c.file.Bytes())), nil }
	var found *capture.Connection
	err := capture.List(bytes.NewReader(c.file.Bytes()), &capture.Names{Keep: true}, func(one capture.Connection) error {
		if strings.HasSuffix(one.B, ":"+port) && found == nil {
			found = &one
		}
		return nil
	})
	if err != nil || found == nil {
		t.Fatalf("the connection to port %s is not in %d octets: %v", port, c.file.Len(), err)
	}
	read, err := capture.Read(open, capture.Options{Stream: found.Stream})
	if err != nil {
		t.Fatal(err)
	}
	if err := read.Validate(); err != nil {
		t.Error(err)
	}
	return *found, read
}

// entered are the states that a host was in for certain, in order.
func entered(read *trace.Trace, host int) (states []string) {
	for _, e := range read.Events {
		if e.Kind == trace.State && e.Host == host && trace.Certain(e.To) {
			states = append(states, e.To)
		}
	}
	return slices.Compact(states)
}

// TestLiveCurl has curl fetch a page, and closes first.
func TestLiveCurl(t *testing.T) {
	curl, err := exec.LookPath("curl")
	if err != nil {
		t.Skip("needs curl")
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = io.WriteString(w, strings.Repeat("woshou ", 100))
	}))
	defer server.Close()
	tap := newTap(t)
	if out, err := exec.Command(curl, "-s", "-S", "--noproxy", "*", server.URL).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	listed, read := tap.read(t, port(server.Listener.Addr()))
	if listed.End != "closed" || listed.Octets < 700 || len(listed.Troubles) > 0 {
		t.Errorf("listed as %+v", listed)
	}
	holdOrder(t, read, 0, "SYN-SENT", "ESTABLISHED", "FIN-WAIT-1", "FIN-WAIT-2", "TIME-WAIT")
	holdOrder(t, read, 1, "LISTEN", "SYN-RECEIVED", "ESTABLISHED", "CLOSE-WAIT", "LAST-ACK", "CLOSED")
	for host, last := range []string{"TIME-WAIT", "CLOSED"} {
		if final := trace.StatesIn(read.Hosts[host].Final); !slices.Contains(final, last) {
			t.Errorf("the %s ended in %s, and is said to be in %v", read.Hosts[host].Name, last, final)
		}
	}
}

// holdOrder holds that a host was told to be in ESTABLISHED, and for certain in no
// states but those that it was in, in that order; how long it was in each is up to
// the computer.
func holdOrder(t *testing.T, read *trace.Trace, host int, was ...string) {
	t.Helper()
	told := entered(read, host)
	if !slices.Contains(told, "ESTABLISHED") {
		t.Errorf("the %s is told to be in %v", read.Hosts[host].Name, told)
	}
	for _, state := range told {
		at := slices.Index(was, state)
		if at < 0 {
			t.Errorf("the %s is told to be in %v", read.Hosts[host].Name, told)
			return
		}
		was = was[at+1:]
	}
}

// TestLiveLoss has the server's kernel drop what it receives for a while, so that
// the client sends it again.
func TestLiveLoss(t *testing.T) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	tap := newTap(t)
	client, err := net.Dial("tcp4", listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	server, err := listener.Accept()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := server.(*net.TCPConn).SyscallConn()
	if err != nil {
		t.Fatal(err)
	}
	drop := unix.SockFprog{Len: 1, Filter: &unix.SockFilter{Code: unix.BPF_RET}} // keep nothing of a packet
	_ = raw.Control(func(fd uintptr) {
		err = unix.SetsockoptSockFprog(int(fd), unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, &drop)
	})
	if err != nil {
		t.Skip("needs socket filters:", err)
	}
	_, _ = client.Write(make([]byte, 300))
	time.Sleep(20 * time.Millisecond)
	_ = raw.Control(func(fd uintptr) { err = unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_DETACH_FILTER, 0) })
	if _, errRead := io.ReadFull(server, make([]byte, 300)); err != nil || errRead != nil {
		t.Fatal(err, errRead)
	}
	_ = client.Close()
	_ = server.Close()
	listed, read := tap.read(t, port(listener.Addr()))
	if listed.End != "closed" || listed.Octets != 300 {
		t.Errorf("listed as %+v", listed)
	}
	again := slices.IndexFunc(read.Messages, func(m trace.Message) bool { return m.RepeatOf > 0 })
	if again < 0 {
		t.Fatalf("nothing is said to have been sent again: %+v", listed)
	}
	if m := read.Messages[again]; m.TCP.Len != 300 || m.Sight.Kind == "" || m.Sight.Kind == "spurious" || read.Messages[m.RepeatOf-1].TCP.Seq != m.TCP.Seq {
		t.Errorf("the repeat is told as %v, %+v", m, *m.Sight)
	}
}

func port(a net.Addr) string {
	_, port, _ := net.SplitHostPort(a.String())
	return port
}
