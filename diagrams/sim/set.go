package sim

import (
	"fmt"
	"time"

	"woshou/diagrams/scenario"
	"woshou/diagrams/tcp"
)

// The keep-alive of a host that says only how long it may idle: Linux's usual
// values, since the RFC has none.
const (
	keepaliveInterval = 75 * time.Second
	keepaliveCount    = 9
)

// set changes one option of a host.
func (r *run) set(s scenario.Set) {
	h := r.host(s.Host)
	switches := map[string]*bool{
		"auto-read": &h.options.AutoRead, "delayed-ack": &h.options.DelayedAck, "nagle": &h.options.Nagle, "cork": &h.options.Cork,
		"sack": &h.options.SACK, "timestamps": &h.options.Timestamps, "window-scale": &h.options.WindowScale,
	}
	switch s.Key {
	case "mss":
		h.options.MSS = s.N
	case "window":
		h.options.Window = s.N
	case "retries":
		h.options.Retries = s.N
	case "user-timeout":
		h.options.UserTimeout = s.For[0].Of(r.profile.MSL)
	case "keepalive":
		h.options.Keepalive = r.keepalive(s)
	default:
		*switches[s.Key] = s.On
	}
	r.input(h, tcp.Configure{Options: h.options}, 0)
	if r.file.Established && len(r.trace.Messages) == 0 {
		// The handshake that was not drawn has agreed on these options.
		tcp.Agree(r.hosts[0].endpoint, r.hosts[1].endpoint)
	}
}

func (r *run) keepalive(s scenario.Set) tcp.Keepalive {
	k := tcp.Keepalive{Idle: s.For[0].Of(r.profile.MSL), Interval: keepaliveInterval, Count: keepaliveCount}
	if len(s.For) > 1 {
		k.Interval, k.Count = s.For[1].Of(r.profile.MSL), s.N
	}
	return k
}

// options are a segment's options as the trace names them.
func options(seg tcp.Segment) []string {
	var names []string
	add := func(form string, a ...any) { names = append(names, fmt.Sprintf(form, a...)) }
	if seg.MSS > 0 {
		add("MSS=%d", seg.MSS)
	}
	if seg.SACKOK {
		add("SACK-permitted")
	}
	if t := seg.Timestamps; t != nil {
		add("TSval=%d", t.Value)
		add("TSecr=%d", t.Echo)
	}
	if seg.Scale != nil {
		add("WS=%d", *seg.Scale)
	}
	for _, b := range seg.SACK {
		add("SACK=%d-%d", uint32(b.From), uint32(b.To))
	}
	return names
}
