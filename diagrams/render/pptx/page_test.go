package pptx

import (
	"testing"

	"woshou/diagrams/scene"
)

// figure is an empty picture with one label.
func figure(width, height, size float64) Slide {
	return Slide{Scene: &scene.Scene{Width: width, Height: height, Items: []scene.Item{
		scene.Group{Items: []scene.Item{scene.Text{Size: size, Text: "SYN"}}},
	}}}
}

func TestWideSlidesWhileLabelsAreLegible(t *testing.T) {
	for name, c := range map[string]struct {
		slides      []Slide
		width, high float64
	}{
		"a small figure":            {[]Slide{figure(420, 300, 13)}, 960, 540},
		"as tall as can be read":    {[]Slide{figure(420, 650, 13)}, 960, 540},
		"too tall":                  {[]Slide{figure(420, 700, 13)}, 540, 786},
		"one of them too tall":      {[]Slide{figure(420, 300, 13), figure(420, 700, 13)}, 540, 786},
		"too tall and wide":         {[]Slide{figure(640, 800, 13)}, 704, 886},
		"taller than slides can be": {[]Slide{figure(420, 9000, 13)}, 540, 4032},
		"without labels":            {[]Slide{{Scene: &scene.Scene{Width: 10, Height: 9000}}}, 960, 540},
	} {
		p := pageFor(c.slides)
		if p.width != c.width || p.height != c.high {
			t.Errorf("%s: %v by %v", name, p.width, p.height)
		}
		for _, s := range c.slides {
			at := p.place(s.Scene)
			right, bottom := at.left+s.Scene.Width*at.scale, at.top+s.Scene.Height*at.scale
			if at.left < sideMargin-0.01 || at.top < figureTop-0.01 || right > p.width-sideMargin+0.01 || bottom > p.height-bottomMargin+0.01 {
				t.Errorf("%s: the figure reaches from %v,%v to %v,%v", name, at.left, at.top, right, bottom)
			}
		}
	}
}
