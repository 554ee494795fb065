package states

import "woshou/diagrams/tcp"

// The shortest times after which timers that tell nobody may have run out, in
// microseconds. They are those of real hosts, since a story of the RFC's 2 MSL
// contains them.
const (
	shortestTimeWait = 15_000_000
	shortestGivingUp = 900_000
)

// situation is what a stretch of time is like for an end.
type situation struct {
	// quiet is how long it has sent and, as far as is known, received nothing.
	quiet int64
	// blocked tells that it may have to hold back what it wants to send.
	blocked bool
}

// silent is what a hypothesis can become without a segment.
func (h hypothesis) silent(now situation) []move {
	var moves []move
	if now.blocked {
		switch h.state { // CLOSE, whose FIN has to wait (RFC 9293 §3.10.4)
		case tcp.Established:
			moves = append(moves, move{h.in(tcp.FinWait1).waits(), call})
		case tcp.CloseWait:
			moves = append(moves, move{h.in(tcp.LastAck).waits(), call})
		}
	}
	switch h.state {
	case tcp.Closed:
		return append(moves, move{h.in(tcp.Listen), call}) // §3.10.1
	case tcp.Listen:
		return append(moves, move{h.in(tcp.Closed), call}) // §3.10.4
	case tcp.SynSent:
		return append(moves, move{h.in(tcp.Closed), now.price(shortestGivingUp, call)})
	case tcp.TimeWait, tcp.FinWait2:
		return append(moves, move{h.in(tcp.Closed), now.price(shortestTimeWait, silence)})
	case tcp.SynReceived:
		if h.passive {
			moves = append(moves, move{h.in(tcp.Listen), now.price(shortestGivingUp, silence)})
		}
		return append(moves, move{h.in(tcp.Closed), now.price(shortestGivingUp, silence)})
	}
	return append(moves, move{h.in(tcp.Closed), silence})
}

// price is that of a timer that runs out: nothing after so long a silence.
func (now situation) price(after int64, before int) int {
	if now.quiet >= after {
		return free
	}
	return before
}

// waits is the hypothesis with a FIN that has to wait.
func (h hypothesis) waits() hypothesis {
	h.waiting = true
	return h
}
