package skin_test

import (
	"fmt"

	"woshou/diagrams"
	"woshou/diagrams/place"
	"woshou/diagrams/scene"
	"woshou/diagrams/words"
	"woshou/generator/skin"
	"woshou/themes"
)

// A site that paints its left host purple, and misspells the right one.
func ExampleOf() {
	own := skin.Own{Languages: words.Built(), Folder: "theme", Colours: []skin.Colour{
		{Name: skin.Spot{Text: "host-a"}, Light: skin.Spot{Text: "#8a1c6b"}},
		{Name: skin.Spot{Text: "hots-b", Place: place.Place{File: "theme/colours.yaml", Line: 2, Col: 1}}, Light: skin.Spot{Text: "#0a6b2c"}},
	}}
	base, err := themes.Load(diagrams.DarkRules)
	if err != nil {
		fmt.Println(err)
		return
	}
	theme, problems := skin.Of(base, own)
	fmt.Println(scene.Of(theme.Palette().Light, scene.HostName.Of("a")).Fill)
	for _, p := range problems {
		fmt.Printf("%s: %s, %s\n", p.Place.String(), p.Message, p.Hint)
	}
	// Output:
	// #8a1c6b
	// theme/colours.yaml:2:1: there is no colour `hots-b`, did you mean `host-b`?
}
