package tcp

import "time"

// Options are what a host's user, or its administrator, may choose. A
// scenario's `set` changes one of them.
type Options struct {
	// MSS is the largest segment it is willing to receive, in octets of data.
	MSS int // RFC 9293 §3.7.1
	// Window is the size of the receive buffer, in octets.
	Window int // RFC 9293 §3.8.6
	// AutoRead has the user take data as soon as there is any.
	AutoRead bool
	// DelayedAck lets an acknowledgment wait for company.
	DelayedAck bool // RFC 9293 §3.8.6.3
	// Nagle holds small segments back while anything is unacknowledged.
	Nagle bool // RFC 9293 §3.7.4
	// Cork holds small segments back until it is taken off.
	Cork bool
	// SACK, Timestamps and WindowScale are offered in the SYN; they are used
	// when both sides offer them.
	SACK, Timestamps, WindowScale bool // RFC 2018, RFC 7323
	// Keepalive asks an idle peer whether it is still there; off when Idle
	// is 0.
	Keepalive Keepalive // RFC 9293 §3.8.4
	// UserTimeout is how long anything may stay unacknowledged; 0 for no limit
	// but R2.
	UserTimeout time.Duration // RFC 9293 §3.10.8
	// Retries is how often a segment is repeated before the connection is
	// given up; negative for as long as R2 lasts.
	Retries int // RFC 9293 §3.8.3
	// Congestion is the way of congestion control, and InitialWindow how many
	// segments it begins with.
	Congestion    Control
	InitialWindow int
}

// Keepalive is when to ask an idle peer, how often, and how many times.
type Keepalive struct {
	Idle, Interval time.Duration
	Count          int
}

// ethernetMSS is the largest segment of a host that says nothing else:
// Ethernet's 1500 octets less the headers of IPv4 and TCP.
const ethernetMSS = 1460 // RFC 9293 §3.7.1

// initialWindow is the initial congestion window in segments: what the hosts of
// the Internet begin with, and more than the 2 to 4 of RFC 5681, section 3.1.
const initialWindow = 10 // RFC 6928, section 2

// DefaultOptions are those of a host for which nothing is set.
func (p *Profile) DefaultOptions() Options {
	return Options{
		MSS: ethernetMSS, Window: p.Window, AutoRead: true, DelayedAck: true, Nagle: true, Retries: -1,
		Congestion: p.Congestion, InitialWindow: initialWindow,
	}
}

// configure changes the options. What they held back may leave with Flush.
func (e *Endpoint) configure(o Options) {
	before := e.opt
	e.opt = o
	if o.AutoRead && !before.AutoRead && e.rcv.unread > 0 {
		e.deliver(e.rcv.unread)
		e.announceWindow()
	}
	if before.Nagle && !o.Nagle {
		e.snd.override = true // what waits leaves, corked or not
	}
	if o.Keepalive != before.Keepalive {
		e.watchIdle()
	}
	if o.UserTimeout != before.UserTimeout {
		e.stopTimer(UserTimer, ruleTimeout)
		e.watchUser()
	}
	if o.Congestion != before.Congestion || o.InitialWindow != before.InitialWindow && !e.cc.used {
		e.beginCongestion()
	}
	if !o.DelayedAck && e.rcv.ack == whenTimerFires {
		e.oweAck(atOnce, ruleDelayedAck)
	}
}
