// Package diagnostic is one problem in an author's files and how it is shown:
//
//	error[expect-failed]: expected client to be in CLOSING, but it is in ESTABLISHED
//	 --> zh/tcp.md:48:8
//	   |
//	48 | expect client CLOSING
//	   |        ^^^^^^^^^^^^^^
//
// as text (print.go, excerpt.go), JSON Lines (json.go) and SARIF (sarif.go), in
// English or Chinese (language.go; the sentences are in chinese.go).
package diagnostic

// Severity is how bad a problem is.
type Severity string

// The severities. An error makes a page wrong or impossible; a warning leaves
// it readable; a hint is advice.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Hint    Severity = "hint"
)

// Problem is one problem at one place. Line and Col count from 1, Col in
// characters; Line 0 stands for the file as a whole, which is shown as its
// start. Width is how many characters the caret underlines, at least 1. The
// JSON form is for keeping a problem from one build to the next; what users
// read is WriteJSON's.
type Problem struct {
	Severity Severity `json:"severity"`
	Code     string   `json:"code"` // stable and short: "scenario-syntax", "dead-link"
	File     string   `json:"file"` // slash-separated, from the site's folder
	Line     int      `json:"line"`
	Col      int      `json:"col"`
	Width    int      `json:"width"`
	Message  string   `json:"message"`
	Hint     string   `json:"hint"`
}
