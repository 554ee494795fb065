package scenario

import (
	"time"

	"woshou/diagrams/place"
	"woshou/diagrams/scenario/lines"
)

// File is one parsed scenario. Parse fills in the defaults, so every field can
// be used as it stands.
type File struct {
	// Name is the file's path, as messages show it.
	Name string
	// Title may be empty.
	Title lines.Text
	// Protocol is the name of the file of the protocol that is used, as it is
	// written; "" for TCP.
	Protocol string
	// Profile is the TCP profile: "rfc9293" unless the scenario says otherwise.
	Profile string
	// Hosts are the hosts, the left one of the figure first: of TCP two.
	Hosts []Host
	// Latency is the one-way delay from a host to another, by their indexes.
	Latency [][]time.Duration
	Show    Show
	// Established starts the run with the handshake already done.
	Established bool
	Body        []Statement

	// Head are the header lines as written, for Format; the fields above are
	// what they come to.
	Head []Header
	// Comments are kept for Format only, in the order of their positions.
	Comments []lines.Comment
}

// Host returns the index in Hosts of the host of that name, or -1.
func (f *File) Host(name string) int {
	for i, h := range f.Hosts {
		if h.Name == name {
			return i
		}
	}
	return -1
}

// Header is one header line: a value of type TitleLine, UseLine, ProfileLine,
// HostLine, PathLine, ShowLine or BeginLine.
type Header interface{ Node }

// Statement is one step of a scenario: a value (never a pointer) of type Call, Set,
// Choose, Fault, Forge, Fire, Cut, Mend, Together, When, After, Wait, WaitUntil, End, Note,
// Section or Expect.
type Statement interface{ Node }

// Node is a piece of a scenario that an error can point at.
type Node interface {
	Position() place.Place
	// String is the piece in canonical spelling. Of a block it is the line that
	// opens it, without the brace.
	String() string
}
