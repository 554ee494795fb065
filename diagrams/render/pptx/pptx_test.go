package pptx_test

import (
	"bytes"
	"testing"

	"woshou/diagrams/render/internal/example"
	"woshou/diagrams/render/pptx"
)

func TestSameInputSameBytes(t *testing.T) {
	var a, b bytes.Buffer
	for _, out := range []*bytes.Buffer{&a, &b} {
		slides := []pptx.Slide{{Scene: example.Scene(), Notes: "第 1 步"}}
		if err := pptx.Encode(out, slides, pptx.Options{Palette: example.Palette()}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two decks of one scene differ")
	}
}
