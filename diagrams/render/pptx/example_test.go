package pptx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"

	"woshou/diagrams"
	"woshou/diagrams/render/internal/example"
	"woshou/diagrams/render/pptx"
	"woshou/diagrams/scene"
)

func Example() {
	run, _ := diagrams.Run("open.scenario", "server listen\nclient connect\n")
	var slides []pptx.Slide
	for _, s := range scene.Steps(diagrams.Draw(run, diagrams.Look{}).Scene) {
		slides = append(slides, pptx.Slide{Scene: s, Notes: s.Desc})
	}
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
	// Step 1: Client → Server, SYN, seq=0; Client enters SYN-SENT; on arrival Server enters SYN-RECEIVED.
}
