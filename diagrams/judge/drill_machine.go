package judge

import (
	"fmt"
	"strconv"
	"time"

	"woshou/diagrams/judge/packetdrill"
	"woshou/diagrams/tcp"
)

// drillMachine is the machine under profile linux, on a virtual clock, with one
// connection and a user who reads when the script does.
type drillMachine struct {
	endpoint *tcp.Endpoint
	options  tcp.Options
	now      time.Duration
	timers   map[tcp.Timer]time.Duration
	sent     []sentAt
	read     int // octets handed over and not asked for yet
	err      tcp.Error
	linger   bool // a close is an abort
	accepted bool
	listens  bool // a listener takes what its connections leave
	cookies  bool
}

type sentAt struct {
	seg wireSegment
	at  time.Duration
}

func newDrillMachine() *drillMachine {
	m := &drillMachine{endpoint: tcp.New(&tcp.Linux, 1000), options: tcp.Linux.DefaultOptions(), timers: map[tcp.Timer]time.Duration{}}
	m.options.AutoRead, m.options.Congestion = false, tcp.Reno
	m.options.SACK, m.options.Timestamps, m.options.WindowScale = true, true, true
	m.step(tcp.Configure{Options: m.options})
	return m
}

func (m *drillMachine) step(in tcp.Input) {
	before := m.endpoint.State()
	m.take(m.endpoint.Step(m.now, in))
	m.take(m.endpoint.Flush(m.now))
	if after := m.endpoint.State(); m.listens && after != before && (after == tcp.Closed || after == tcp.TimeWait) {
		m.take(m.endpoint.Step(m.now, tcp.OpenCall{Passive: true}))
		m.accepted = false
	}
}

func (m *drillMachine) take(outputs []tcp.Output) {
	for _, o := range outputs {
		switch o := o.(type) {
		case tcp.Emit:
			m.sent = append(m.sent, sentAt{toWire(o.Segment), m.now})
		case tcp.StartTimer:
			m.timers[o.Timer] = m.now + o.After
		case tcp.StopTimer:
			delete(m.timers, o.Timer)
		case tcp.Deliver:
			m.read += o.Octets
		case tcp.Report:
			m.err = o.Error
		}
	}
}

// fire lets the timer run out that is due first, if it is by then.
func (m *drillMachine) fire(by time.Duration) bool {
	first, found := tcp.Timer(""), false
	for _, t := range tcp.Timers {
		if due, ok := m.timers[t]; ok && due <= by && (!found || due < m.timers[first]) {
			first, found = t, true
		}
	}
	if found {
		m.now = max(m.now, m.timers[first])
		delete(m.timers, first)
		m.step(tcp.Timeout{Timer: first})
	}
	return found
}

func (m *drillMachine) until(at time.Duration) time.Duration {
	for m.fire(at) {
	}
	m.now = max(m.now, at)
	return m.now
}

func (m *drillMachine) next(by time.Duration) (seg wireSegment, at time.Duration, ok bool) {
	for len(m.sent) == 0 && m.fire(by) {
	}
	if len(m.sent) == 0 {
		return seg, 0, false
	}
	s := m.sent[0]
	m.sent = m.sent[1:]
	return s.seg, s.at, true
}

// cookiePort stands for the one connection, of which a cookie is made.
const cookiePort = 1

func (m *drillMachine) inject(w wireSegment) {
	seg := fromWire(w)
	listening := m.endpoint.State() == tcp.Listen && m.cookies
	switch {
	case listening && seg.Flags == tcp.SYN:
		m.take([]tcp.Output{m.endpoint.CookieAnswer(cookiePort, seg)})
	case listening && tcp.ProvesCookie(cookiePort, seg):
		m.step(tcp.CookieAck{Segment: seg})
	default:
		m.step(tcp.Arrival{Segment: seg})
	}
}

func (m *drillMachine) sysctl(name, value string) error {
	n, err := strconv.Atoi(value)
	switch name {
	case "tcp_sack":
		m.options.SACK = n == 1
	case "tcp_timestamps":
		m.options.Timestamps = n > 0
	case "tcp_window_scaling":
		m.options.WindowScale = n == 1
	case "tcp_retries2", "tcp_synack_retries", "tcp_syn_retries":
		m.options.Retries = n
	case "tcp_syncookies":
		m.cookies = n == 2 // with 1 only a flood has them
	case "tcp_congestion_control":
		m.options.Congestion, err = tcp.Control(value), nil
	default:
		return fmt.Errorf("the machine has no %s", name)
	}
	m.step(tcp.Configure{Options: m.options})
	return err
}

func (m *drillMachine) call(c *packetdrill.Call) (result int, errno string, err error) {
	n, _ := strconv.Atoi(argument(c, 2))
	switch c.Name {
	case "socket":
		return 3, "", nil
	case "bind":
		return 0, "", nil
	case "setsockopt":
		return 0, "", m.setsockopt(argument(c, 2), argument(c, 3))
	case "listen":
		m.listens = true
		m.step(tcp.OpenCall{Passive: true})
		return 0, "", nil
	case "connect":
		m.step(tcp.OpenCall{})
		return -1, "EINPROGRESS", nil
	case "accept":
		if s := m.endpoint.State(); m.accepted || s == tcp.Closed || s == tcp.Listen || s == tcp.SynReceived {
			return -1, "EAGAIN", nil
		}
		m.accepted = true
		return 4, "", nil
	case "write", "send":
		return m.write(tcp.SendData{Octets: n, Urgent: argument(c, 3) == "MSG_OOB"}, n)
	case "read", "recv":
		return m.receive(n)
	case "shutdown":
		if argument(c, 1) != "SHUT_RD" {
			m.step(tcp.CloseConn{})
		}
		return 0, "", nil
	case "close":
		if m.linger {
			m.step(tcp.AbortConn{})
		} else {
			m.step(tcp.CloseConn{Both: true})
		}
		return 0, "", nil
	}
	return 0, "", fmt.Errorf("no call %s", c.Name)
}

// errno is what a pending error is called. It is told once.
func (m *drillMachine) errno() (result int, errno string) {
	name := map[tcp.Error]string{tcp.Reset: "ECONNRESET", tcp.TimedOut: "ETIMEDOUT", tcp.Refused: "ECONNREFUSED", tcp.NoConnection: "EPIPE", tcp.IsClosing: "EPIPE"}[m.err]
	m.err = ""
	return -1, name
}

func (m *drillMachine) write(in tcp.SendData, n int) (result int, errno string, err error) {
	if m.err == "" {
		m.step(in)
	}
	if m.err != "" {
		result, errno = m.errno()
		return result, errno, nil
	}
	return n, "", nil
}

func (m *drillMachine) receive(n int) (result int, errno string, err error) {
	if m.read == 0 && m.err == "" {
		m.step(tcp.ReceiveData{Octets: n})
	}
	switch {
	case m.read > 0:
		got := min(n, m.read)
		m.read -= got
		return got, "", nil
	case m.err == tcp.IsClosing || m.err == tcp.NoConnection:
		m.err = ""
		return 0, "", nil
	case m.err != "":
		result, errno = m.errno()
		return result, errno, nil
	}
	return -1, "EAGAIN", nil
}

// setsockopt changes an option; some say nothing to the machine.
func (m *drillMachine) setsockopt(name, value string) error {
	n, _ := strconv.Atoi(value)
	seconds := time.Duration(n) * time.Second
	switch name {
	case "SO_REUSEADDR", "SO_OOBINLINE", "SO_SNDBUF":
	case "SO_LINGER":
		m.linger = lingersZero(value)
	case "SO_RCVBUF":
		m.options.Window = n
	case "TCP_NODELAY":
		m.options.Nagle = n == 0
	case "TCP_CORK":
		m.options.Cork = n == 1
	case "TCP_MAXSEG":
		m.options.MSS = n
	case "TCP_CONGESTION":
		m.options.Congestion = tcp.Control(value)
	case "TCP_USER_TIMEOUT":
		m.options.UserTimeout = time.Duration(n) * time.Millisecond
	case "TCP_KEEPIDLE":
		m.options.Keepalive.Idle = seconds
	case "TCP_KEEPINTVL":
		m.options.Keepalive.Interval = seconds
	case "TCP_KEEPCNT":
		m.options.Keepalive.Count = n
	case "SO_KEEPALIVE":
	default:
		return fmt.Errorf("no option %s", name)
	}
	m.step(tcp.Configure{Options: m.options})
	return nil
}

var flagBits = map[string]tcp.Flags{"SYN": tcp.SYN, "FIN": tcp.FIN, "RST": tcp.RST, "PSH": tcp.PSH, "URG": tcp.URG, "ACK": tcp.ACK}

func fromWire(w wireSegment) tcp.Segment {
	s := tcp.Segment{Seq: tcp.Seq(w.seq), Ack: tcp.Seq(w.ack), Len: w.len, Window: w.window, Urgent: w.urgent, MSS: w.mss, Scale: w.scale, SACKOK: w.sackOK}
	for name, bit := range flagBits {
		if w.has(name) {
			s.Flags |= bit
		}
	}
	for _, b := range w.sack {
		s.SACK = append(s.SACK, tcp.Block{From: tcp.Seq(b[0]), To: tcp.Seq(b[1])})
	}
	if w.stamps != nil {
		s.Timestamps = &tcp.Timestamps{Value: w.stamps[0], Echo: w.stamps[1]}
	}
	return s
}

func toWire(s tcp.Segment) wireSegment {
	w := wireSegment{flags: s.Flags.String(), seq: uint32(s.Seq), ack: uint32(s.Ack), len: s.Len, window: s.Window, urgent: s.Urgent}
	w.mss, w.scale, w.sackOK = s.MSS, s.Scale, s.SACKOK
	for _, b := range s.SACK {
		w.sack = append(w.sack, [2]uint32{uint32(b.From), uint32(b.To)})
	}
	if s.Timestamps != nil {
		w.stamps = &[2]uint32{s.Timestamps.Value, s.Timestamps.Echo}
	}
	return w
}
