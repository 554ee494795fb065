package lines

import (
	"fmt"

	"woshou/diagrams/place"
	"woshou/diagrams/words"
)

// Error is one mistake in a text: where it is, what was found and what was
// expected there. Its Width is at least 1.
// Hint is the nearest valid word or a way out; it may be empty.
type Error struct {
	place.Place
	Code          string
	Message, Hint words.Message
}

// The codes of mistakes, after the name of the language: scenario-syntax.
const (
	Syntax    = "syntax"    // not the language
	Unknown   = "unknown"   // a word that does not exist
	Duplicate = "duplicate" // said twice
	Order     = "order"     // right, but not there
	Bounds    = "bounds"    // too much of it
)

// Error returns "line:col: message (hint)".
func (e Error) Error() string {
	s := fmt.Sprintf("%d:%d: %s", e.Line, e.Col, e.Message)
	if e.Hint != "" {
		s += " (" + e.Hint.String() + ")"
	}
	return s
}

// Told is what the error says.
func (e Error) Told() (code string, message, hint words.Message) { return e.Code, e.Message, e.Hint }
