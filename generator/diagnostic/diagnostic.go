// Package diagnostic is one problem in an author's files and how it is shown:
//
//	error[expect-failed]: expected client to be in CLOSING, but it is in ESTABLISHED
//	 --> zh/tcp.md:48:8
//	   |
//	48 | expect client CLOSING
//	   |        ^^^^^^^^^^^^^^
//
// as text (print.go, excerpt.go), JSON Lines (json.go) and SARIF (sarif.go), in
// a language (In; the sentences are in package words).
package diagnostic

import (
	"fmt"
	"slices"

	"woshou/diagrams/place"
	"woshou/diagrams/words"
)

// A problem stands at a Place and says a Message, which is not yet in a language.
// The types are those of packages place and words, which nobody needs to know
// only to say what is wrong; Origin leads from a text to the file that it is of.
type (
	Place   = place.Place
	Origin  = place.Origin
	Message = words.Message
)

// Say is a message with parts, as words.Say.
func Say(format string, parts ...any) Message {
	if false {
		_ = fmt.Sprintf(format, parts...) // so that go vet holds the parts against the format
	}
	return words.Say(format, parts...)
}

// Severity is how bad a problem is.
type Severity string

// The severities. An error makes a page wrong or impossible; a warning leaves
// it readable; a hint is advice.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Hint    Severity = "hint"
)

// Problem is one problem at one place, of which the caret underlines all: at
// least one character. The JSON form is for keeping a problem from one build to
// the next; what users read is WriteJSON's.
type Problem struct {
	Place
	Severity      Severity
	Code          string // stable and short: "scenario-syntax", "dead-link"
	Message, Hint Message
}

// File is the place of a file as a whole.
func File(name string) Place { return Place{File: name} }

// Unreadable is the problem of a file that cannot be read, and why.
func Unreadable(name string, why Message) Problem {
	return Problem{Place: File(name), Severity: Error, Code: "unreadable", Message: why}
}

// Mistake is what is wrong with a text that is read by itself, such as a
// scenario.
type Mistake interface {
	Position() Place // in the text
	Told() (code string, message, hint Message)
}

// Whole is the origin of a text that is a file of its own.
func Whole(name string) Origin { return Origin{File: name, Line: 1} }

// OfFile are the mistakes of a text that is a file of its own.
func OfFile[M Mistake](name string, mistakes []M) []Problem {
	return Of(Whole(name), mistakes)
}

// Of are the mistakes of a text that stands at o, as errors at their places in
// the author's file.
func Of[M Mistake](o Origin, mistakes []M) (list []Problem) {
	for _, m := range mistakes {
		code, message, hint := m.Told()
		list = append(list, Problem{Place: o.Place(m.Position()), Severity: Error, Code: code, Message: message, Hint: hint})
	}
	return list
}

// Warnings are what Of gives, as warnings.
func Warnings[M Mistake](o Origin, mistakes []M) []Problem {
	list := Of(o, mistakes)
	for i := range list {
		list[i].Severity = Warning
	}
	return list
}

// In returns problems with what they say in a language. Problems are made in
// English, and so they are kept and compared; whoever shows them chooses the
// language. The problems given stay as they are.
func In(l *words.Language, problems []Problem) []Problem {
	said := slices.Clone(problems)
	for i := range said {
		said[i].Message = Message(l.Message(said[i].Message))
		said[i].Hint = Message(l.Message(said[i].Hint))
	}
	return said
}
