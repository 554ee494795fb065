package trace

import (
	"encoding/json"
	"io"
)

// Encode writes t to w in the published JSON form, indented. It returns the
// first error of w.
func (t *Trace) Encode(w io.Writer) error {
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	return out.Encode(t)
}
