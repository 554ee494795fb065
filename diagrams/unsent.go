package diagrams

import (
	"slices"

	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
)

// CodeUnsent is the code of octets that a run leaves unsent.
const CodeUnsent = "octets-unsent"

// Unsent are warnings about a run, none where it has errors: octets that a host was
// given to send, and that will never leave, since the run has come to rest and
// something still holds them back, a closed window for one. They stand at the host's
// last SEND. Of what an `end` breaks off nothing is said, nor of a connection that is
// gone, whose user knows.
func Unsent(src Source, t *trace.Trace, errs []lines.Error) (list []lines.Error) {
	brokenOff := func(e trace.Event) bool { return e.Kind == trace.End }
	if len(errs) > 0 || t.TCP == nil || src.IsCapture() || slices.ContainsFunc(t.Events, brokenOff) {
		return nil
	}
	for host, h := range t.Hosts {
		if h.Final == "CLOSED" || h.Final == "LISTEN" || len(t.TCP.ISS[host]) == 0 {
			continue
		}
		n := unsent(t, host)
		if n <= 0 {
			continue
		}
		file, _, _ := src.parse("")
		if at := lastSend(file.Body, h.Name); at != nil {
			list = append(list, lines.Error{
				Place: at.Position().Wide(at.String()), Code: CodeUnsent,
				Message: words.Say("the run comes to rest with %d octets of %s unsent", n, h.Name),
				Hint:    "let the other host read, or write `end` below if that is the point",
			})
		}
	}
	return list
}

// unsent is how many octets a host has been given to send in its last connection
// less those that have left.
func unsent(t *trace.Trace, host int) (n int) {
	next := t.TCP.ISS[host][0] + 1 // of a connection whose handshake is not drawn
	for _, e := range t.Events {
		switch {
		case e.Host != host || e.Connection != 0:
		case e.Kind == trace.Call && e.Call == "send":
			n += e.Len
		case e.Kind == trace.State && (e.To == "CLOSED" || e.To == "LISTEN"):
			n = 0
		case e.Kind == trace.Send:
			m := t.Messages[e.Message-1]
			if m.HasFlag("SYN") {
				next = m.TCP.Seq + 1
			}
			if more := int32(m.TCP.Seq + uint32(m.TCP.Len) - next); m.TCP.Len > 0 && more > 0 {
				n -= int(more)
				next += uint32(more)
			}
		}
	}
	return n
}

// lastSend is the last SEND of a host in a scenario, nil for none.
func lastSend(body []scenario.Statement, host string) (last scenario.Statement) {
	for _, s := range body {
		var inner []scenario.Statement
		switch s := s.(type) {
		case scenario.Call:
			if s.Verb == scenario.Send && s.Host == host {
				last = s
			}
		case scenario.After:
			inner = append(inner, s.Do)
		case scenario.Together:
			inner = s.Body
		case scenario.When:
			inner = s.Body
		}
		if sent := lastSend(inner, host); sent != nil {
			last = sent
		}
	}
	return last
}
