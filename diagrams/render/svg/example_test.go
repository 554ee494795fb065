package svg_test

import (
	"os"

	"woshou/diagrams/render/svg"
	"woshou/diagrams/scene"
)

func ExampleEncode() {
	s := &scene.Scene{Width: 80, Height: 20, Lang: "en", Title: "A segment", Items: []scene.Item{
		scene.Group{Segment: 1, Items: []scene.Item{
			scene.Line{Role: scene.MessageLost, From: scene.Point{X: 5, Y: 5}, To: scene.Point{X: 75, Y: 15}},
		}},
	}}
	palette := scene.Palette{Light: map[scene.Role]scene.Paint{scene.Message: {Stroke: "#1d2530", Width: 1.6}}}
	if err := svg.Encode(os.Stdout, s, svg.Options{Palette: palette, Inline: true, ID: "f"}); err != nil {
		panic(err)
	}
	// Output:
	// <svg role="img" lang="en" aria-labelledby="f-title" viewBox="0 0 80 20" width="80" height="20" fill="none" stroke-linecap="round" stroke-linejoin="round" font-family="Noto Sans SC,Source Han Sans SC,Noto Sans CJK SC,PingFang SC,Microsoft YaHei,Liberation Sans,Arial,system-ui,sans-serif">
	// <title id="f-title">A segment</title>
	// <g data-segment="1" id="f:1" transform="translate(5 5)">
	// <path class="message lost" stroke="#1d2530" stroke-width="1.6" d="M0 0L70 10"/>
	// </g>
	// </svg>
}
