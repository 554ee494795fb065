package protocol

import (
	"woshou/diagrams/place"
	"woshou/diagrams/scenario"
	"woshou/diagrams/scenario/lines"
)

// File is one parsed protocol.
type File struct {
	// Name is the file's path, as messages show it.
	Name string
	// Title may be empty.
	Title lines.Text
	// Choices belong to the whole protocol: every rule and condition reads them.
	Choices    []*Choice
	Messages   []*Message
	Roles      []*Role
	Network    []*Fault
	Checks     []*Check
	Properties []*Property

	// Lines are the lines as written, and Comments what stood beside them, for
	// Format; the fields above are what they come to.
	Lines    []Line
	Comments []lines.Comment
}

// Line is one line of a file.
type Line struct {
	// Node is what is printed, and where it begins.
	Node
	// Last is the source line that it ends on, and Inside tells that it belongs
	// to the role above it.
	Last   int
	Inside bool
}

// Node is a piece of a protocol that a mistake can point at.
type Node interface {
	Position() place.Place
	// String is the piece in canonical spelling.
	String() string
}

// Name is a word with its place.
type Name struct {
	place.Place
	Text string
}

// String is the word.
func (n Name) String() string { return n.Text }

// Is reports whether n is that word.
func (n Name) Is(text string) bool { return n.Text == text }

// The limits of a file; each is named where it is met.
const (
	MaxHosts  = 8
	MaxStates = 64 // a role
	maxTimers = 16 // a role
	MaxRules  = 512
	MaxFields = 8 // a message
	MaxQueue  = scenario.MaxQueue
	MaxText   = 64 << 10
	// MaxNumber is the largest number that a variable may reach.
	MaxNumber = 1<<14 - 1
)
