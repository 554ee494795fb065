package scenario

import (
	"fmt"

	"woshou/diagrams/place"
	"woshou/diagrams/words"
)

// Error is one mistake in a scenario: where it is, what was found and what was
// expected there. Its Width is at least 1.
// Hint is the nearest valid word or a way out; it may be empty.
type Error struct {
	place.Place
	Code          string
	Message, Hint words.Message
}

// The codes of errors.
const (
	CodeSyntax    = "scenario-syntax"    // not the language
	CodeUnknown   = "scenario-unknown"   // a word that does not exist
	CodeDuplicate = "scenario-duplicate" // said twice
	CodeOrder     = "scenario-order"     // right, but not there
	CodeBounds    = "scenario-bounds"    // too much of it
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
