package diagrams

import (
	"time"

	"woshou/diagrams/scenario"
	"woshou/diagrams/sim"
	"woshou/diagrams/tcp"
)

// The keep-alive of a host that says only how long it may idle: Linux's usual
// values, since the RFC has none.
const (
	keepaliveInterval = 75 * time.Second
	keepaliveCount    = 9
)

// Set implements sim.Machine.
func (e *end) Set(now time.Duration, s scenario.Set) []sim.Output {
	switches := map[string]*bool{
		"auto-read": &e.options.AutoRead, "delayed-ack": &e.options.DelayedAck, "nagle": &e.options.Nagle, "cork": &e.options.Cork,
		"sack": &e.options.SACK, "timestamps": &e.options.Timestamps, "window-scale": &e.options.WindowScale,
	}
	switch s.Key {
	case "mss":
		e.options.MSS = s.N
	case "window":
		e.options.Window = s.N
	case "retries":
		e.options.Retries = s.N
	case "syncookies":
		e.cookies = s.On
	case "overflow":
		e.overflowResets = s.Choice == "reset"
	case "initial-window":
		e.options.InitialWindow = s.N
	case "congestion":
		e.options.Congestion = tcp.Control(s.Choice)
	case "user-timeout":
		e.options.UserTimeout = s.For[0].Of(e.profile.MSL)
	case "keepalive":
		e.options.Keepalive = e.keepalive(s)
	default:
		*switches[s.Key] = s.On
	}
	if e.queue != nil {
		e.queue.Cookies, e.queue.OverflowResets = e.cookies, e.overflowResets
	}
	options := e.options
	if e.queue != nil && !e.accepted {
		options = e.unread()
	}
	outputs := e.outputs(e.endpoint.Step(now, tcp.Configure{Options: options}), 0)
	if e.agreed && !e.left {
		// The handshake that was not drawn has agreed on these options.
		tcp.Agree(e.ends[0].endpoint, e.ends[1].endpoint)
	}
	return outputs
}

func (e *end) keepalive(s scenario.Set) tcp.Keepalive {
	k := tcp.Keepalive{Idle: s.For[0].Of(e.profile.MSL), Interval: keepaliveInterval, Count: keepaliveCount}
	if len(s.For) > 1 {
		k.Interval, k.Count = s.For[1].Of(e.profile.MSL), s.N
	}
	return k
}
