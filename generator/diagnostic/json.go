package diagnostic

import (
	"encoding/json"
	"io"
)

// WriteJSON writes each problem as one line of JSON, in the order given:
//
//	{"severity":"error","code":"dead-link","file":"zh/tcp.md","line":3,"col":7,"message":"…","hint":"…"}
//
// The width of the caret is left out. It returns the first error of w.
func WriteJSON(w io.Writer, problems []Problem) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, p := range problems {
		line := jsonLine{
			p.Severity, p.Code, p.File, max(p.Line, 1), max(p.Col, 1), said(p.Message), said(p.Hint),
		}
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return nil
}

// jsonLine is the published form of a problem.
type jsonLine struct {
	Severity Severity `json:"severity"`
	Code     string   `json:"code"`
	File     string   `json:"file"`
	Line     int      `json:"line"`
	Col      int      `json:"col"`
	Message  string   `json:"message"`
	Hint     string   `json:"hint"`
}
