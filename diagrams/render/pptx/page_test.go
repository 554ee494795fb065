package pptx

import (
	"testing"

	"woshou/diagrams/scene"
)

func TestSlidesAreTakenAsTheyAre(t *testing.T) {
	if at := placeOf(&scene.Scene{Width: slideWidth, Height: slideHeight}); at != (place{scale: 1}) {
		t.Errorf("a slide stands at %+v", at)
	}
}

func TestFiguresStandBelowTheTitle(t *testing.T) {
	for _, size := range [][2]float64{{420, 300}, {420, 700}, {640, 800}, {420, 9000}, {10, 10}, {2000, 40}} {
		s := &scene.Scene{Width: size[0], Height: size[1]}
		at := placeOf(s)
		right, bottom := at.left+s.Width*at.scale, at.top+s.Height*at.scale
		if at.left < sideMargin-0.01 || at.top < figureTop-0.01 || right > slideWidth-sideMargin+0.01 || bottom > slideHeight-bottomMargin+0.01 {
			t.Errorf("a figure of %v reaches from %v,%v to %v,%v", size, at.left, at.top, right, bottom)
		}
		if at.scale > largest {
			t.Errorf("a figure of %v is %v times as large", size, at.scale)
		}
	}
}
