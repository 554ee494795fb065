package pptx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"

	"woshou/diagrams"
	"woshou/diagrams/render/internal/example"
	"woshou/diagrams/render/pptx"
	"woshou/diagrams/sequence"
	"woshou/diagrams/words"
)

func Example() {
	s, _ := diagrams.Draw("open.scenario", "server listen\nclient connect\n", sequence.Options{Words: words.Of("en")})
	slides := pptx.Steps(s)
	var deck bytes.Buffer
	if err := pptx.Encode(&deck, slides, pptx.Options{Palette: example.Palette()}); err != nil {
		fmt.Println(err)
	}
	r, _ := zip.NewReader(bytes.NewReader(deck.Bytes()), int64(deck.Len()))
	for _, f := range r.File {
		if strings.HasPrefix(f.Name, "ppt/slides/slide") {
			fmt.Println(f.Name)
		}
	}
	fmt.Println(slides[0].Notes)
	// Output:
	// ppt/slides/slide1.xml
	// ppt/slides/slide2.xml
	// ppt/slides/slide3.xml
	// Step 1: Client → Server, SYN, seq=0; Client enters SYN-SENT.
}
