package diagnostic

import (
	"encoding/json"
	"io"
)

// WriteJSON writes each problem as one line of JSON, in the order given:
//
//	{"severity":"error","code":"dead-link","file":"zh/tcp.md","line":3,"col":7,"message":"…","hint":"…"}
//
// It returns the first error of w.
func WriteJSON(w io.Writer, problems []Problem) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, p := range problems {
		if err := enc.Encode(p); err != nil {
			return err
		}
	}
	return nil
}
