package diagrams

import (
	"time"

	"woshou/diagrams/scenario"
	"woshou/diagrams/sim"
	"woshou/diagrams/tcp"
	"woshou/diagrams/trace"
)

// connection is TCP as sim runs it: two endpoints, and what a scenario wants of
// the two together.
type connection struct {
	profile *tcp.Profile
	ends    []*end
	// agreed has the handshake that is not drawn (`begin established`) agree on
	// what is set before anything leaves.
	agreed bool
	left   bool // something has left
}

// newConnection returns the two endpoints of a scenario.
func newConnection(f *scenario.File) *connection {
	c := &connection{profile: profile(f.Profile), agreed: f.Established}
	for i, h := range f.Hosts {
		c.ends = append(c.ends, &end{
			connection: c, host: i, name: h.Name, endpoint: tcp.New(c.profile, h.ISN...), options: c.profile.DefaultOptions(),
			firstISN: h.ISN[0],
		})
	}
	if f.Established {
		a, b := tcp.Connect(c.ends[0].endpoint, c.ends[1].endpoint)
		c.ends[0].iss, c.ends[1].iss = []uint32{uint32(a)}, []uint32{uint32(b)}
	}
	return c
}

// profile is the profile of that name; the parser has seen to it that there is
// one.
func profile(name string) *tcp.Profile {
	for _, p := range tcp.Profiles {
		if p.Name == name {
			return p
		}
	}
	panic("diagrams: no profile " + name)
}

// Machines implements sim.Protocol.
func (c *connection) Machines() (list []sim.Machine) {
	for _, e := range c.ends {
		list = append(list, e)
	}
	return list
}

// MSL implements sim.Protocol.
func (c *connection) MSL() time.Duration { return c.profile.MSL }

// Sign implements sim.Protocol: it adds the profile and the initial numbers.
func (c *connection) Sign(t *trace.Trace) {
	t.Protocol, t.TCP = "tcp", &trace.TCP{Profile: c.profile.Name}
	for _, e := range c.ends {
		t.TCP.Uncontrolled = t.TCP.Uncontrolled || e.options.Congestion == tcp.Off
		t.TCP.ISS = append(t.TCP.ISS, e.iss)
	}
}

// end is the endpoint of the host of that name; the parser has seen to it that
// it is one of the two.
func (c *connection) end(name string) *end {
	for _, e := range c.ends {
		if e.name == name {
			return e
		}
	}
	panic("diagrams: no host " + name)
}
