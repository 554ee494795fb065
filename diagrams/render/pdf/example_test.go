package pdf_test

import (
	"bytes"
	"fmt"

	"woshou/diagrams/render/pdf"
	"woshou/diagrams/scene"
)

func ExampleEncode() {
	page := func(words string) *scene.Scene {
		return &scene.Scene{Width: 80, Height: 20, Lang: "zh-Hans", Title: words, Items: []scene.Item{
			scene.Text{Role: scene.NoteText, At: scene.Point{X: 5, Y: 14}, Size: 12, Text: words},
		}}
	}
	palette := scene.Palette{Light: map[scene.Role]scene.Paint{scene.NoteText: {Fill: "#1d2530"}}}
	var out bytes.Buffer
	err := pdf.Encode(&out, []*scene.Scene{page("第一步"), page("第二步")}, pdf.Options{Palette: palette})
	fmt.Println(err, out.String()[:8], bytes.Count(out.Bytes(), []byte("/S /Figure")), "figures")

	err = pdf.Encode(&out, []*scene.Scene{page("𠮷")}, pdf.Options{Palette: palette})
	fmt.Println(err)
	// Output:
	// <nil> %PDF-1.3 2 figures
	// pdf: the typeface has no glyph for '𠮷' (U+20BB7) in "𠮷"
}
