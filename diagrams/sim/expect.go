package sim

import (
	"slices"
	"strings"

	"woshou/diagrams/scenario"
	"woshou/diagrams/trace"
	"woshou/diagrams/words"
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
func (r *run) contradiction(c scenario.Claim) words.Message {
	switch {
	case c.State != "":
		if is := r.host(c.Host).machine.State(); is != string(c.State) {
			return words.Say("expected %s to be in %s, but it is in %s", c.Host, c.State, is)
		}
	case c.Nothing:
		if sent := r.sent(c.Host); len(sent) > 0 {
			return words.Say("expected %s to send nothing, but it sent %s", c.Host, names(sent))
		}
	case c.Sends != nil:
		sent := r.sent(c.Host)
		if !slices.ContainsFunc(sent, func(m trace.Message) bool { return matches(*c.Sends, &m) }) {
			return words.Say("expected %s to send %v, but it sent %s", c.Host, *c.Sends, names(sent))
		}
	case c.Error != "":
		if errs := r.signalled(c.Host); !slices.Contains(errs, c.Error) {
			return words.Say("expected %s to be told %q, but it was told %s", c.Host, c.Error,
				listed(errs, ", "))
		}
	}
	return ""
}

// sent are the messages that a host has sent since the statement before.
func (r *run) sent(host string) (list []trace.Message) {
	for _, e := range r.trace.Events[r.since:] {
		if e.Kind == trace.Send && e.Host == r.file.Host(host) {
			list = append(list, *r.at(e.Message))
		}
	}
	return list
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

// names are the names of messages, for an error.
func names(messages []trace.Message) any {
	var list []string
	for _, m := range messages {
		list = append(list, m.Name)
	}
	return listed(list, "; ")
}

// listed is a list for an error.
func listed(list []string, comma string) any {
	if len(list) == 0 {
		return words.Message("nothing")
	}
	return strings.Join(list, comma)
}
