package sim

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"woshou/diagrams/scenario"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// expect checks each claim. What was sent and signalled is looked for back to
// the start of the last statement that is not an expect.
func (r *run) expect(e scenario.Expect) {
	for _, c := range e.Claims {
		if found := r.contradiction(c); found != "" {
			r.fail(c, CodeExpect, found, "")
		}
	}
}

// contradiction says in words what was found instead of what c claims, or
// nothing when c holds.
func (r *run) contradiction(c scenario.Claim) string {
	switch {
	case c.State != "":
		if is := r.host(c.Host).endpoint.State().String(); is != string(c.State) {
			return fmt.Sprintf("expected %s to be in %s, but it is in %s", c.Host, c.State, is)
		}
	case c.Nothing:
		if sent := r.sent(c.Host); len(sent) > 0 {
			return fmt.Sprintf("expected %s to send nothing, but it sent %s", c.Host, list(sent))
		}
	case c.Sends != nil:
		sent := r.sent(c.Host)
		if !slices.ContainsFunc(sent, func(s tcp.Segment) bool { return matches(*c.Sends, s) }) {
			return fmt.Sprintf("expected %s to send %v, but it sent %s", c.Host, *c.Sends, list(sent))
		}
	case c.Error != "":
		if errs := r.signalled(c.Host); !slices.Contains(errs, c.Error) {
			return fmt.Sprintf("expected %s to be told %q, but it was told %s", c.Host, c.Error,
				cmp.Or(strings.Join(errs, ", "), "nothing"))
		}
	}
	return ""
}

// sent are the segments that a host has sent since the statement before.
func (r *run) sent(host string) (segs []tcp.Segment) {
	for _, e := range r.trace.Events[r.since:] {
		if e.Kind == trace.Send && e.Host == r.file.Host(host) {
			segs = append(segs, r.wire[e.Message-1])
		}
	}
	return segs
}

// signalled are the errors that a host's user was told since then.
func (r *run) signalled(host string) (errs []string) {
	for _, e := range r.trace.Events[r.since:] {
		if e.Kind == trace.Error && e.Host == r.file.Host(host) {
			errs = append(errs, e.Error)
		}
	}
	return errs
}

// list names segments by their flags, for a message.
func list(segs []tcp.Segment) string {
	var flags []string
	for _, s := range segs {
		flags = append(flags, s.Flags.String())
	}
	return cmp.Or(strings.Join(flags, "; "), "nothing")
}

func matches(p scenario.Pattern, s tcp.Segment) bool {
	return p.Matches(s.Has(tcp.SYN), s.Has(tcp.ACK), s.Has(tcp.FIN), s.Has(tcp.RST), s.Len)
}

// text brings an author's words into the trace. Chinese and English are always
// there.
func text(t scenario.Text) trace.Text {
	if len(t) == 0 {
		return nil
	}
	words := trace.Text{"zh": t.In("zh"), "en": t.In("en")}
	for _, p := range t {
		if p.Lang != "" {
			words[p.Lang] = p.Text
		}
	}
	return words
}

func sortErrors(errs []scenario.Error) {
	slices.SortStableFunc(errs, func(a, b scenario.Error) int {
		return cmp.Or(a.Line-b.Line, a.Col-b.Col)
	})
}
