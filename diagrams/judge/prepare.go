package judge

import (
	"fmt"
	"time"

	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
)

// maxWait is the longest wait that is judged live; a scenario is judged as far
// as the first longer one.
const maxWait = 3 * time.Second

// Prepare returns f as both the machine and two kernels can run it: under
// profile linux, with the handshake that `begin established` leaves out, and
// up to the first long wait. When a statement is beyond what programs can do
// with sockets, it says which, and why.
func Prepare(f *scenario.File) (prepared *scenario.File, unable string) {
	p := *f
	p.Profile = "linux"
	p.Body = nil
	if f.Established {
		p.Established = false
		p.Body = handshake(f)
	}
	for _, s := range f.Body {
		if w, ok := s.(scenario.Wait); ok && w.For.Of(linuxMSL) > maxWait {
			break
		}
		if unable := beyondSockets(s); unable != "" {
			return nil, unable
		}
		p.Body = append(p.Body, s)
	}
	if opensByNumber(p.Body) {
		return nil, "a forged handshake names the number that a host begins with, and a kernel chooses that itself"
	}
	if len(p.Body) == 0 {
		return nil, "there is nothing before its first long wait"
	}
	p.Body = append(reno(f), fit(p.Body, f.Hosts)...)
	return &p, ""
}

// livePause is how long a live run rests before a call that the machine makes at
// once.
const livePause = 112 * time.Millisecond

// Paused is a scenario for the machine that pauses where a live run does, so
// that what depends on the time between two calls is alike.
func Paused(f *scenario.File) *scenario.File {
	p := *f
	p.Body = nil
	traffic := false // since the pause before
	for _, s := range f.Body {
		switch s := s.(type) {
		case scenario.After, scenario.Expect, scenario.WaitUntil:
		default:
			if traffic {
				p.Body = append(p.Body, scenario.Wait{For: lines.Duration{Fixed: livePause}})
			}
			_, together := s.(scenario.Together)
			_, forge := s.(scenario.Forge)
			call, isCall := s.(scenario.Call)
			traffic = together || forge || isCall && call.Verb != scenario.Listen
		}
		p.Body = append(p.Body, s)
	}
	return &p
}

// reno has both hosts control congestion as the kernels of the worlds do: which
// way another one takes may depend on what its machine allows.
func reno(f *scenario.File) (body []scenario.Statement) {
	for _, h := range f.Hosts {
		body = append(body, scenario.Set{Host: h.Name, Key: "congestion", Choice: "reno"})
	}
	return body
}

// handshake opens the connection; what the scenario sets first is set before,
// as the run does.
func handshake(f *scenario.File) (body []scenario.Statement) {
	for _, s := range f.Body {
		if _, ok := s.(scenario.Set); !ok {
			break
		}
		body = append(body, s)
	}
	return append(body,
		scenario.Call{Host: f.Hosts[1].Name, Verb: scenario.Listen},
		scenario.Call{Host: f.Hosts[0].Name, Verb: scenario.Connect})
}

// opensByNumber reports whether a SYN is forged, and with a plain number what answers
// the host's own.
func opensByNumber(body []scenario.Statement) bool {
	syn, answer := false, false
	each(body, func(s scenario.Statement) scenario.Statement {
		if f, ok := s.(scenario.Forge); ok {
			syn = syn || f.Segment.String() == "SYN"
			answer = answer || f.Ack != nil && f.Ack.Host == ""
		}
		return s
	})
	return syn && answer
}

// beyondSockets says why a statement cannot be carried out with sockets.
func beyondSockets(s scenario.Statement) (unable string) {
	each([]scenario.Statement{s}, func(s scenario.Statement) scenario.Statement {
		if s, ok := s.(scenario.Set); ok && s.Key == "congestion" && s.Choice == "off" {
			unable = fmt.Sprintf("%q: a kernel has no such choice", s)
		}
		return s
	})
	return unable
}
