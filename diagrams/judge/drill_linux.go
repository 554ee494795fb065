package judge

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"woshou/diagrams/judge/packetdrill"
	"woshou/diagrams/tcp"

	"golang.org/x/sys/unix"
)

// drillKernel is a kernel's TCP, in a namespace of its own; the script is at the
// other end of its TUN device.
type drillKernel struct {
	world *world
	start time.Time
	fds   map[int]int // of the script → of this program
	sent  []sentAt
}

// newDrillKernel is for a goroutine of its own; the world is the caller's.
func newDrillKernel(w *world) (*drillKernel, error) {
	k := &drillKernel{world: w, start: time.Now(), fds: map[int]int{}}
	return k, errors.Join(k.sysctl("tcp_sack", "1"), k.sysctl("tcp_timestamps", "1"), k.sysctl("tcp_window_scaling", "1"))
}

func (k *drillKernel) close() {
	for _, fd := range k.fds {
		_ = unix.Close(fd)
	}
}

func (k *drillKernel) sysctl(name, value string) error {
	return k.world.tune(0, name+"="+value)
}

func (k *drillKernel) inject(seg wireSegment) {
	k.look()
	_, _ = unix.Write(k.world.tun[0], makePacket(addrs[1], addrs[0], seg))
	k.look()
}

// look takes what the kernel has sent.
func (k *drillKernel) look() {
	var packet [4096]byte
	for {
		n, err := unix.Read(k.world.tun[0], packet[:])
		if err != nil {
			return
		}
		if seg, ok := parsePacket(packet[:n]); ok {
			k.sent = append(k.sent, sentAt{seg, time.Since(k.start)})
		}
	}
}

func (k *drillKernel) wait(by time.Duration) {
	timeout := unix.NsecToTimespec(max(0, by-time.Since(k.start)).Nanoseconds())
	_, _ = unix.Ppoll([]unix.PollFd{{Fd: int32(k.world.tun[0]), Events: unix.POLLIN}}, &timeout, nil)
	k.look()
}

func (k *drillKernel) until(at time.Duration) time.Duration {
	for time.Since(k.start) < at {
		k.wait(at)
	}
	return time.Since(k.start)
}

func (k *drillKernel) next(by time.Duration) (seg wireSegment, at time.Duration, ok bool) {
	for k.look(); len(k.sent) == 0; k.wait(by) {
		if time.Since(k.start) >= by {
			return seg, 0, false
		}
	}
	s := k.sent[0]
	k.sent = k.sent[1:]
	return s.seg, s.at, true
}

func (k *drillKernel) call(c *packetdrill.Call) (result int, errno string, err error) {
	if err := k.world.enter(0); err != nil {
		return 0, "", err
	}
	script, _ := strconv.Atoi(argument(c, 0))
	fd, n := k.fds[script], 0
	n, _ = strconv.Atoi(argument(c, 2))
	var failed error
	switch c.Name {
	case "socket":
		result, failed = k.socket()
		k.fds[c.Result], result = result, c.Result
	case "bind":
		failed = unix.Bind(fd, sockaddr(0))
	case "setsockopt":
		return 0, "", setsockopt(fd, argument(c, 2), argument(c, 3))
	case "listen":
		n, _ = strconv.Atoi(argument(c, 1))
		failed = unix.Listen(fd, n)
	case "connect":
		failed = errors.Join(unix.Bind(fd, sockaddr(0)), nil)
		if failed == nil || failed == unix.EINVAL { // bound already
			failed = unix.Connect(fd, sockaddr(1))
		}
	case "accept":
		var accepted int
		if accepted, _, failed = unix.Accept4(fd, unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC); failed == nil {
			k.fds[c.Result], result = accepted, c.Result
		}
	case "write", "send":
		flags := unix.MSG_NOSIGNAL
		if argument(c, 3) == "MSG_OOB" {
			flags |= unix.MSG_OOB
		}
		result, failed = unix.SendmsgN(fd, make([]byte, n), nil, nil, flags)
	case "read", "recv":
		result, failed = unix.Read(fd, make([]byte, max(1, n)))
	case "shutdown":
		failed = unix.Shutdown(fd, map[string]int{"SHUT_RD": unix.SHUT_RD, "SHUT_WR": unix.SHUT_WR, "SHUT_RDWR": unix.SHUT_RDWR}[argument(c, 1)])
	case "close":
		failed = unix.Close(fd)
		delete(k.fds, script)
	default:
		return 0, "", fmt.Errorf("no call %s", c.Name)
	}
	if failed == nil {
		return result, "", nil
	}
	var number unix.Errno
	if !errors.As(failed, &number) {
		return 0, "", failed
	}
	return -1, unix.ErrnoName(number), nil
}

// socket is one with the fixed buffers of all judged sockets.
func (k *drillKernel) socket() (int, error) {
	fd, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return fd, err
	}
	return fd, errors.Join(unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1),
		unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_SNDBUF, 1<<20),
		unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUFFORCE, tcp.Linux.Window))
}

// socketOptions are the options that scripts set, by name.
var socketOptions = map[string]option{
	"SO_REUSEADDR": {unix.SOL_SOCKET, unix.SO_REUSEADDR, 0}, "SO_OOBINLINE": {unix.SOL_SOCKET, unix.SO_OOBINLINE, 0},
	"SO_SNDBUF": {unix.SOL_SOCKET, unix.SO_SNDBUF, 0}, "SO_RCVBUF": {unix.SOL_SOCKET, unix.SO_RCVBUFFORCE, 0},
	"SO_KEEPALIVE": {unix.SOL_SOCKET, unix.SO_KEEPALIVE, 0}, "TCP_NODELAY": {unix.IPPROTO_TCP, unix.TCP_NODELAY, 0},
	"TCP_CORK": {unix.IPPROTO_TCP, unix.TCP_CORK, 0}, "TCP_MAXSEG": {unix.IPPROTO_TCP, unix.TCP_MAXSEG, 0},
	"TCP_USER_TIMEOUT": {unix.IPPROTO_TCP, unix.TCP_USER_TIMEOUT, 0}, "TCP_KEEPIDLE": {unix.IPPROTO_TCP, unix.TCP_KEEPIDLE, 0},
	"TCP_KEEPINTVL": {unix.IPPROTO_TCP, unix.TCP_KEEPINTVL, 0}, "TCP_KEEPCNT": {unix.IPPROTO_TCP, unix.TCP_KEEPCNT, 0},
}

func setsockopt(fd int, name, value string) error {
	switch name {
	case "TCP_CONGESTION":
		return unix.SetsockoptString(fd, unix.IPPROTO_TCP, unix.TCP_CONGESTION, value)
	case "SO_LINGER":
		l := unix.Linger{}
		if lingersZero(value) {
			l.Onoff = 1
		}
		return unix.SetsockoptLinger(fd, unix.SOL_SOCKET, unix.SO_LINGER, &l)
	}
	o, ok := socketOptions[name]
	if !ok {
		return fmt.Errorf("no option %s", name)
	}
	n, err := strconv.Atoi(value)
	return errors.Join(err, unix.SetsockoptInt(fd, o.level, o.name, n))
}
