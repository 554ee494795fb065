package capture

import "net/netip"

// Names gives addresses and ports others that tell nothing, the same ones in
// the whole of a document. Its zero value is ready.
type Names struct {
	// Keep leaves addresses and ports as they are.
	Keep  bool
	hosts map[netip.Addr]netip.Addr
	ports map[uint16]uint16
	taken map[uint16]bool
	v4    netip.Addr
	v6    netip.Addr
}

// The first names. The addresses are for documentation and benchmarks (RFC 5737,
// RFC 3849, RFC 2544), the ports for no service.
var (
	firstV4   = netip.MustParseAddr("203.0.113.1")
	lastV4    = netip.MustParseAddr("203.0.113.254")
	moreV4    = netip.MustParseAddr("198.18.0.1")
	firstV6   = netip.MustParseAddr("2001:db8::1")
	firstPort = uint16(61001)
)

// Of is the name of one end of a connection.
func (n *Names) Of(a netip.AddrPort) string {
	if n.Keep {
		return a.String()
	}
	return netip.AddrPortFrom(n.host(a.Addr()), n.port(a.Port())).String()
}

func (n *Names) host(a netip.Addr) netip.Addr {
	if name, ok := n.hosts[a]; ok {
		return name
	}
	if n.hosts == nil {
		n.hosts, n.v4, n.v6 = map[netip.Addr]netip.Addr{}, firstV4, firstV6
	}
	name := n.v6
	if a.Unmap().Is4() {
		name = n.v4
		n.v4 = name.Next()
		if name == lastV4 {
			n.v4 = moreV4
		}
	} else {
		n.v6 = name.Next()
	}
	n.hosts[a] = name
	return name
}

func (n *Names) port(p uint16) uint16 {
	if name, ok := n.ports[p]; ok {
		return name
	}
	if n.ports == nil {
		n.ports, n.taken = map[uint16]uint16{}, map[uint16]bool{}
	}
	name := firstPort + uint16(len(n.ports))
	for name == 0 || n.taken[name] {
		name++
	}
	n.ports[p], n.taken[name] = name, true
	return name
}
