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
		line := struct {
			Problem
			Width *int `json:"width,omitempty"` // hides the Problem's
		}{Problem: p}
		line.Line, line.Col = p.start()
		if err := enc.Encode(line); err != nil {
			return err
		}
	}
	return nil
}
