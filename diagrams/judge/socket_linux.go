package judge

import (
	"errors"
	"fmt"

	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/tcp"

	"golang.org/x/sys/unix"
)

// program is what uses the sockets of one host: it makes the calls of a
// scenario, and reads as soon as there is anything unless told not to.
type program struct {
	world          *world
	host           int
	options        []option
	reads          bool
	listener, conn int // -1 for none
	unsent         []piece
	closing        bool
	queue          bool  // connections wait until they are accepted
	accepts        int   // how many accept calls wait
	strangers      []int // accepted connections that are not the other host's
	metrics        metrics
}

// piece is what the kernel has not taken yet of one send.
type piece struct {
	octets int
	urgent bool
}

// option is a socket option that is set before listen or connect.
type option struct{ level, name, value int }

func newProgram(w *world, host int) *program {
	return &program{world: w, host: host, reads: true, listener: -1, conn: -1}
}

// errUnable is a call that a program with a socket cannot make.
var errUnable = errors.New("sockets cannot do that here")

// call makes one call of the scenario.
func (p *program) call(c scenario.Call) error {
	switch c.Verb {
	case scenario.Listen:
		p.queue = c.N > 0
		return p.listen(max(1, c.N))
	case scenario.Accept:
		p.accepts++
		return nil
	case scenario.Connect:
		return p.connect()
	}
	if t, _ := p.world.look(p.host); p.conn < 0 && t.state == "SYN-RECEIVED" {
		return fmt.Errorf("%w: %v before the connection is accepted", errUnable, c)
	}
	if p.conn < 0 && p.listener >= 0 && (c.Verb == scenario.Close || c.Verb == scenario.CloseBoth || c.Verb == scenario.Abort) {
		return p.drop(&p.listener)
	}
	if p.conn < 0 {
		return fmt.Errorf("%w: %v without a connection", errUnable, c)
	}
	switch c.Verb {
	case scenario.Send:
		p.unsent = append(p.unsent, piece{c.N, c.Urgent})
		return p.write()
	case scenario.Read:
		return p.read(c.N)
	case scenario.Close:
		p.closing = true
		return p.write()
	case scenario.CloseBoth:
		return p.drop(&p.conn)
	case scenario.Abort:
		return errors.Join(unix.SetsockoptLinger(p.conn, unix.SOL_SOCKET, unix.SO_LINGER, &unix.Linger{Onoff: 1}), p.drop(&p.conn))
	case scenario.Crash: // a socket in repair says nothing when it is closed
		return errors.Join(unix.SetsockoptInt(p.conn, unix.IPPROTO_TCP, unix.TCP_REPAIR, 1), p.drop(&p.conn))
	}
	return fmt.Errorf("%w: %v", errUnable, c)
}

func (p *program) drop(fd *int) error {
	err := unix.Close(*fd)
	*fd = -1
	return err
}

// socket makes a socket bound to the host's end of the connection.
func (p *program) socket() (int, error) {
	if err := p.world.enter(p.host); err != nil {
		return -1, err
	}
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return -1, err
	}
	all := append([]option{{unix.SOL_SOCKET, unix.SO_REUSEADDR, 1}, {unix.SOL_SOCKET, unix.SO_SNDBUF, 1 << 20},
		{unix.SOL_SOCKET, unix.SO_OOBINLINE, 1}, {unix.SOL_SOCKET, unix.SO_RCVBUFFORCE, tcp.Linux.Window}}, p.options...)
	for _, o := range all {
		if err := unix.SetsockoptInt(fd, o.level, o.name, o.value); err != nil {
			return fd, fmt.Errorf("socket option %v: %w", o, err)
		}
	}
	return fd, unix.Bind(fd, sockaddr(p.host))
}

func sockaddr(host int) *unix.SockaddrInet4 {
	return &unix.SockaddrInet4{Addr: addrs[host].IP.As4(), Port: int(addrs[host].Port)}
}

func (p *program) listen(backlog int) (err error) {
	if p.listener, err = p.socket(); err != nil {
		return err
	}
	return unix.Listen(p.listener, backlog)
}

func (p *program) connect() (err error) {
	if p.conn, err = p.socket(); err != nil {
		return err
	}
	switch err = unix.Connect(p.conn, sockaddr(1-p.host)); err {
	case unix.EINPROGRESS:
		return nil
	case unix.EADDRNOTAVAIL: // this pair of sockets has a connection: an OPEN that is refused
		unix.Close(p.conn)
		p.conn = -1
		return nil
	}
	return err
}

// set changes an option, of the sockets to come and of the one there is.
func (p *program) set(s scenario.Set) error {
	on := 0
	if s.On {
		on = 1
	}
	var options []option
	switch s.Key {
	case "congestion":
		return p.world.tune(p.host, "tcp_congestion_control="+s.Choice)
	case "window":
		options = []option{{unix.SOL_SOCKET, unix.SO_RCVBUFFORCE, s.N}}
	case "initial-window":
		p.metrics.initialWindow = uint32(s.N)
		return p.world.route(p.host, p.metrics)
	case "delayed-ack":
		p.metrics.quickAck = uint32(1 - on)
		return p.world.route(p.host, p.metrics)
	case "syncookies":
		return p.world.tune(p.host, fmt.Sprintf("tcp_syncookies=%d", on))
	case "overflow":
		return p.world.tune(p.host, fmt.Sprintf("tcp_abort_on_overflow=%d", map[string]int{"reset": 1}[s.Choice]))
	case "auto-read":
		p.reads = s.On
		return nil
	case "sack", "timestamps":
		return p.world.tune(p.host, fmt.Sprintf("tcp_%s=%d", s.Key, on))
	case "window-scale":
		return p.world.tune(p.host, fmt.Sprintf("tcp_window_scaling=%d", on))
	case "retries":
		return p.retries(s.N)
	case "mss":
		options = []option{{unix.IPPROTO_TCP, unix.TCP_MAXSEG, s.N}}
	case "nagle":
		options = []option{{unix.IPPROTO_TCP, unix.TCP_NODELAY, 1 - on}}
	case "cork":
		options = []option{{unix.IPPROTO_TCP, unix.TCP_CORK, on}}
	case "keepalive":
		options = keepalive(s)
	case "user-timeout":
		options = []option{{unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, int(s.For[0].Of(linuxMSL).Milliseconds())}}
	default:
		return fmt.Errorf("%w: %v", errUnable, s)
	}
	p.options = append(p.options, options...)
	for _, o := range options {
		if p.conn < 0 {
			return nil
		}
		if err := unix.SetsockoptInt(p.conn, o.level, o.name, o.value); err != nil {
			return err
		}
	}
	return nil
}

// retries has the kernel repeat any segment n times. For a SYN it allows the
// time that so many repeats with doubling waits would take, and four waits are
// not doubled: it can be had to repeat a SYN twice, five or ten times.
func (p *program) retries(n int) error {
	err := errors.Join(p.world.tune(p.host, fmt.Sprintf("tcp_retries2=%d", n)),
		p.world.tune(p.host, fmt.Sprintf("tcp_synack_retries=%d", n)))
	if doubling, ok := map[int]int{2: 1, 5: 2, 10: 6}[n]; ok {
		err = errors.Join(err, p.world.tune(p.host, fmt.Sprintf("tcp_syn_retries=%d", doubling)))
	}
	return err
}

// keepalive are the options of `set keepalive`, in seconds; the last turns it
// on.
func keepalive(s scenario.Set) []option {
	seconds := func(d lines.Duration) int { return int(d.Of(linuxMSL).Seconds()) }
	options := []option{{unix.IPPROTO_TCP, unix.TCP_KEEPIDLE, seconds(s.For[0])}}
	if len(s.For) > 1 {
		options = append(options, option{unix.IPPROTO_TCP, unix.TCP_KEEPINTVL, seconds(s.For[1])}, option{unix.IPPROTO_TCP, unix.TCP_KEEPCNT, s.N})
	}
	return append(options, option{unix.SOL_SOCKET, unix.SO_KEEPALIVE, 1})
}

// attend does what a program does when its sockets have something to say:
// it accepts the one connection that is served, writes on and reads. Errors of
// the connection are the kernel's verdict, not ours.
func (p *program) attend() {
	if p.listener >= 0 && (p.accepts > 0 || !p.queue && p.conn < 0) {
		p.accept()
	}
	if p.conn < 0 {
		return
	}
	_ = p.write()
	if p.reads {
		_ = p.read(0)
	}
}

// accept takes a connection, if there is one. A program without a queue serves
// no other.
func (p *program) accept() {
	fd, peer, err := unix.Accept4(p.listener, unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC)
	if err != nil {
		return
	}
	if a, ok := peer.(*unix.SockaddrInet4); p.queue && ok && a.Port != int(addrs[1-p.host].Port) {
		p.strangers = append(p.strangers, fd)
	} else {
		p.conn = fd
	}
	if p.accepts--; !p.queue {
		p.accepts = 0
		_ = p.drop(&p.listener)
	}
}

// write hands the kernel what is unsent, and then the end if that is due.
func (p *program) write() error {
	for len(p.unsent) > 0 {
		next, flags := &p.unsent[0], unix.MSG_NOSIGNAL
		if next.urgent {
			flags |= unix.MSG_OOB
		}
		n, err := unix.SendmsgN(p.conn, make([]byte, next.octets), nil, nil, flags)
		if err == unix.EAGAIN {
			return nil
		}
		if err != nil {
			p.unsent = nil // the connection is gone, and says so at rest
			return nil
		}
		if next.octets -= n; next.octets == 0 {
			p.unsent = p.unsent[1:]
		}
	}
	if p.closing {
		p.closing = false
		_ = unix.Shutdown(p.conn, unix.SHUT_WR)
	}
	return nil
}

// read takes n octets, or all that there are.
func (p *program) read(n int) error {
	buffer := make([]byte, 64<<10)
	if n > 0 {
		buffer = buffer[:min(n, len(buffer))]
	}
	for {
		got, err := unix.Read(p.conn, buffer)
		if err != nil || got == 0 || n > 0 {
			return nil
		}
	}
}

// close ends what is still open.
func (p *program) close() {
	for _, fd := range []*int{&p.listener, &p.conn} {
		if *fd >= 0 {
			_ = p.drop(fd)
		}
	}
	for _, fd := range p.strangers {
		_ = unix.Close(fd)
	}
}
