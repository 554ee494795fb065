package pcapng_test

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"testing"

	"woshou/diagrams/golden"
	"woshou/diagrams/render/pcapng"
)

// TestWholeCaptures runs every testdata/*.txtar: a scenario, and every octet of its
// capture, those too which no comparison of fields looks at.
func TestWholeCaptures(t *testing.T) {
	golden.Run(t, "testdata", func(t *testing.T, c golden.Case) []golden.Part {
		var whole bytes.Buffer
		said := func(id int) string { return fmt.Sprint("step ", id) } // not what any language says
		if err := pcapng.Encode(&whole, run(t, c.Parts[0].Text), pcapng.Options{Lang: "en", Comment: said}); err != nil {
			t.Fatal(err)
		}
		return append(c.Parts[:1:1], golden.Part{Name: golden.Want, Text: hex.Dump(whole.Bytes())})
	})
}
