package protocols_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"woshou/diagrams"
	"woshou/diagrams/protocol"
)

// rules is where the protocols are that are judged.
const rules = "../../../content/scenarios/protocols"

// load returns a protocol of the site.
func load(t *testing.T, name string) *protocol.Program {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(rules, name+".protocol"))
	if err != nil {
		t.Fatal(err)
	}
	p, errs := protocol.Load(name, string(src))
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	return p
}

// drawn are the messages of a figure of the site, as a world's log has them.
func drawn(t *testing.T, scenario string) (log []string) {
	t.Helper()
	read := func(name string) string {
		src, err := os.ReadFile(filepath.Join(rules, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(src)
	}
	source := diagrams.Open(read(scenario+".scenario"), func(name string) (string, string, bool) { return name, read(name), true })
	run, errs := source.Run(scenario)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	for _, m := range run.Messages {
		log = append(log, fmt.Sprintf("%s -> %s %s", run.Hosts[m.From].Name, run.Hosts[m.To].Name, m.Name))
	}
	return log
}

// message is one on its way.
type message struct {
	from, to int
	kind     int
	args     []protocol.Value
}

// world is one run of a protocol: what each host knows, and what flies, in the
// order in which it left.
type world struct {
	*protocol.Machine
	t        *testing.T
	memories []protocol.Memory
	flying   []message
	log      []string // what was sent, as `from -> to NAME`
}

// begin returns a world before anything has happened. Choices are set by
// `host.choice value` or, of the whole protocol, `choice value`.
func begin(t *testing.T, p *protocol.Program, choices ...string) *world {
	t.Helper()
	w := &world{Machine: protocol.NewMachine(p), t: t}
	for i := range p.Hosts {
		w.memories = append(w.memories, p.Begin(i))
	}
	for _, choice := range choices {
		w.choose(choice)
	}
	for i := range p.Hosts {
		w.take(protocol.Step{Host: i, Event: protocol.Event{Kind: protocol.Begins}})
	}
	return w
}

// choose gives a choice its value.
func (w *world) choose(choice string) {
	w.t.Helper()
	name, value, _ := strings.Cut(choice, " ")
	variables, values := w.Choices, protocol.Memory(w.Globals)
	if host, local, dotted := strings.Cut(name, "."); dotted {
		i := w.host(host)
		name, variables, values = local, w.role(i).Variables, w.memories[i]
	}
	for _, v := range variables {
		for _, tried := range v.Tried {
			if v.Name == name && w.Say(tried) == value {
				values[v.Slot] = tried
				return
			}
		}
	}
	w.t.Fatalf("no choice %q", choice)
}

func (w *world) host(name string) int {
	w.t.Helper()
	i := w.Host(name)
	if i < 0 {
		w.t.Fatalf("no host %q", name)
	}
	return i
}

func (w *world) role(host int) *protocol.RoleInfo { return &w.Roles[w.Hosts[host].Role] }

// state is the state of a host.
func (w *world) state(host int) string { return w.role(host).States[w.memories[host].State()] }

// variable is what a host's variable holds, in words.
func (w *world) variable(host int, name string) string {
	w.t.Helper()
	for _, v := range w.role(host).Variables {
		if v.Name == name {
			return w.Say(w.memories[host][v.Slot])
		}
	}
	w.t.Fatalf("no variable %q", name)
	return ""
}

// take has something happen at a host, and sends what that sends.
func (w *world) take(s protocol.Step) {
	w.t.Helper()
	out := w.Take(s, w.memories[s.Host])
	if out.Wrong != nil {
		w.t.Fatalf("line %d: %v", out.Wrong.Line, out.Wrong.Message)
	}
	for _, e := range out.Effects {
		if e.Kind == protocol.Sends {
			w.send(message{s.Host, e.To, e.Message, slices.Clone(e.Args)})
		}
	}
}

func (w *world) send(m message) {
	w.flying = append(w.flying, m)
	w.log = append(w.log, w.say(m))
}

// say is a message as logs have it.
func (w *world) say(m message) string {
	return fmt.Sprintf("%s -> %s %s", w.Hosts[m.from].Name, w.Hosts[m.to].Name, w.Kinds[m.kind].Name)
}

// call has a host's user do something.
func (w *world) call(host, call string) {
	w.t.Helper()
	i := slices.Index(w.Calls, call)
	if i < 0 {
		w.t.Fatalf("no call %q", call)
	}
	w.take(protocol.Step{Host: w.host(host), Event: protocol.Event{Kind: protocol.IsCalled, ID: i}})
}

// fire has a host's timer run out.
func (w *world) fire(host, timer string) {
	w.t.Helper()
	h := w.host(host)
	i := slices.IndexFunc(w.role(h).Timers, func(t *protocol.Timer) bool { return t.Name.Text == timer })
	if i < 0 || w.memories[h].Timers()>>i&1 == 0 {
		w.t.Fatalf("%s has no timer %q that runs", host, timer)
	}
	w.take(protocol.Step{Host: h, Event: protocol.Event{Kind: protocol.Fires, ID: i}})
}

// next takes the message from the air that left first of those that are wanted.
func (w *world) next(wanted func(message) bool) (m message, ok bool) {
	i := slices.IndexFunc(w.flying, wanted)
	if i < 0 {
		return m, false
	}
	m = w.flying[i]
	w.flying = slices.Delete(w.flying, i, i+1)
	return m, true
}

func whichever(message) bool { return true }

// arrive has a message reach its host.
func (w *world) arrive(m message) {
	w.t.Helper()
	w.take(protocol.Step{Host: m.to, Event: protocol.Event{Kind: protocol.Receives, ID: m.kind}, Sender: m.from, Args: m.args})
}

// settle has all that flies arrive, in the order in which it left.
func (w *world) settle() {
	w.t.Helper()
	for m, ok := w.next(whichever); ok; m, ok = w.next(whichever) {
		w.arrive(m)
	}
}
